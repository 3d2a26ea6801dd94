// An HTTP server on a free loopback port whose origin is known before it has anything to serve: the provider, the API
// and the app must know each other's origins before any of them can be built.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export interface LoopbackServer {
  readonly origin: string;
  serve(handler: RequestHandler): void;
  close(): Promise<void>;
}

export async function openLoopbackServer(): Promise<LoopbackServer> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The loopback server has no port');
  return {
    origin: `http://localhost:${address.port}`,
    serve(handler) {
      server.on('request', (request, response) => {
        Promise.resolve(handler(request, response)).catch((error: unknown) => answerFault(response, error));
      });
    },
    close() {
      // A browser keeps its connections open: without this, close() would wait for the browser to leave.
      server.closeAllConnections();
      return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
    },
  };
}

function answerFault(response: ServerResponse, error: unknown): void {
  if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'text/plain' });
  response.end(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
