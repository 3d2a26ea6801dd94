// A loopback server made of routes, open to every origin as public token services are.
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { LoopbackServer } from '../../loopback-server';

export interface Call {
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** By method and path: "POST /token". */
export type Routes = Readonly<Record<string, (call: Call) => Reply | Promise<Reply>>>;

export function serveRoutes(server: LoopbackServer, routes: Routes): void {
  server.serve(async (request, response) => {
    const url = new URL(request.url ?? '/', server.origin);
    const route = routes[`${request.method} ${url.pathname}`];
    const call = { url, headers: request.headers, body: await text(request) };
    const reply = request.method === 'OPTIONS' ? { status: 204 } : ((await route?.(call)) ?? { status: 404 });
    response.writeHead(reply.status, { ...crossOriginHeaders(request), ...describeBody(reply), ...reply.headers });
    response.end(reply.json === undefined ? undefined : JSON.stringify(reply.json));
  });
}

const describeBody = ({ json }: Reply): Record<string, string> =>
  json === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' };

function crossOriginHeaders({ headers }: IncomingMessage): Record<string, string> {
  return {
    'Access-Control-Allow-Origin': headers.origin ?? '*',
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Allow-Headers': headers['access-control-request-headers'] ?? '',
    'Access-Control-Expose-Headers': 'Date, WWW-Authenticate, X-Supabase-Api-Version, x-amzn-errortype',
    Vary: 'Origin',
  };
}
