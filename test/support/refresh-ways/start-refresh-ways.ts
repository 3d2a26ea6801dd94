// A server that renews sessions however it is asked to. Each way has an origin of its own, so that each is a client.
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { bundleApp } from '../app/bundle-app';
import { openLoopbackServer } from '../loopback-server';
import { answerTokens, type Issued } from './answer-tokens';

export interface RefreshWays {
  originOf(way: string): string;
  /** By way: how many refresh tokens the server took, each for the next. */
  countRefreshes(): ReadonlyMap<string, number>;
  close(): Promise<void>;
}

const LIFETIME_SEC = 600;
/** Tokens that were issued within one second are told apart by nothing but their times. */
const REFRESH_AGE_SEC = 60;
const WORKER = `const renew = async ({ url, body }) =>
  (await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).text();
onmessage = async ({ data, source }) => (source ?? self).postMessage(await renew(data));`;
/** A browser that asks for an icon late brings the cookie that renews, and any path renews here. */
const NO_ICON = '<link rel="icon" href="data:,">';
const CONTENTS = new Map([
  [
    '/',
    ['text/html', `<!doctype html><title>Ways</title>${NO_ICON}<body><script type="module" src="/ways.js"></script>`],
  ],
  ['/frame', ['text/html', '<!doctype html><title>Frame</title>']],
  ['/worker.js', ['text/javascript', WORKER]],
  ['/service-worker.js', ['text/javascript', WORKER]],
]);

/** Where the access token itself is what renews. */
const SELF_RENEWING = new Set(['/renew', '/api/collections/users/auth-refresh', '/api/auth/refresh']);
/** Whose refresh tokens are JWTs, by the claim that says so. */
const REFRESH_CLAIMS = new Map([
  ['/api/token/refresh/', { token_type: 'refresh' }],
  ['/v1/auth/refresh', { drn: 'DSR' }],
]);

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export async function startRefreshWays(): Promise<RefreshWays> {
  const server = await openLoopbackServer();
  const script = await bundleApp(new URL('./page/refresh-ways.ts', import.meta.url));
  /** The live tokens of a way's session. */
  const held = new Map<string, Issued>();
  const refreshes = new Map<string, number>();

  function sign(claims: object, typ: string): string {
    const body = `${encode({ alg: 'RS256', typ, kid: 'k' })}.${encode(claims)}`;
    return `${body}.${createHash('sha512').update(body).digest('base64url')}`;
  }

  /** `path` renews, and tells what is handed out. */
  function issue(way: string, path: string, ageSec: number): Issued {
    const iat = Math.floor(Date.now() / 1000) - ageSec;
    const times = { iat, exp: iat + LIFETIME_SEC, jti: `${way} ${ageSec}` };
    const refreshClaims = REFRESH_CLAIMS.get(path);
    const issued = {
      access: sign({ iss: server.origin, sub: 'ada', aud: 'api', client_id: way, ...times }, 'at+jwt'),
      refresh: refreshClaims
        ? sign(
            { ...refreshClaims, sub: 'ada', ...times, exp: iat + 7 * 86_400, jti: randomBytes(9).toString('hex') },
            'JWT',
          )
        : `rt-${randomBytes(33).toString('base64url')}`,
    };
    held.set(way, issued);
    return issued;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', server.origin);
    const way = request.headers.host?.split('.')[0] ?? '';
    const content = pathname === '/ways.js' ? ['text/javascript', script] : CONTENTS.get(pathname);
    if (content !== undefined) {
      response.setHeader('content-type', content[0] ?? '');
      return void response.end(content[1]);
    }
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
    response.setHeader('access-control-allow-headers', 'content-type');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    const body = await text(request);
    const said = `${request.url} ${Object.values(request.headers).join(' ')} ${body}`;
    if (pathname === '/login') {
      const { shape } = JSON.parse(body);
      return answerTokens(response, shape, issue(way, shape, REFRESH_AGE_SEC));
    }
    if (pathname === '/moved/refresh') return void response.writeHead(307, { location: '/auth/refresh' }).end();
    const session = held.get(way);
    const isAuthorized = session !== undefined && said.includes(session.access);
    if (pathname === '/orders') return void response.writeHead(isAuthorized ? 200 : 401).end('[]');
    const isRenewed = SELF_RENEWING.has(pathname)
      ? isAuthorized
      : session !== undefined && said.includes(session.refresh);
    if (!isRenewed) return void response.writeHead(400).end('{"error":"invalid_grant"}');
    refreshes.set(way, (refreshes.get(way) ?? 0) + 1);
    answerTokens(response, pathname, issue(way, pathname, 0));
  }

  server.serve(answer);
  return {
    originOf: (way) => server.origin.replace('//localhost', `//${way}.localhost`),
    countRefreshes: () => new Map(refreshes),
    close: server.close,
  };
}
