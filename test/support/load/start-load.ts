// A loopback client, API and token endpoint for traffic in bulk. Refresh tokens rotate and are good for one use.
import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { bundleApp } from '../app/bundle-app';
import { openLoopbackServer } from '../loopback-server';
import { FIRST_LIFETIME_SEC } from './load-log';

export interface LoadWorld {
  readonly appOrigin: string;
  /** Where its calls and refreshes go. */
  readonly apiOrigin: string;
  /** Each return to the client's page by the back button. */
  listReturns(): string[];
  close(): Promise<void>;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export async function startLoad(): Promise<LoadWorld> {
  const [app, api] = await Promise.all([openLoopbackServer(), openLoopbackServer()]);
  let issued = 0;
  let refreshToken = '';

  function issue(): Readonly<Record<string, unknown>> {
    const iat = Math.floor(Date.now() / 1000);
    const lifetimeSec = FIRST_LIFETIME_SEC + issued;
    issued += 1;
    refreshToken = randomBytes(32).toString('base64url');
    const claims = { iss: api.origin, sub: 'ada', aud: 'api', client_id: 'load', iat, exp: iat + lifetimeSec };
    const head = { alg: 'RS256', typ: 'at+jwt', kid: 'k' };
    const accessToken = `${encode(head)}.${encode(claims)}.${randomBytes(256).toString('base64url')}`;
    return { access_token: accessToken, token_type: 'Bearer', expires_in: lifetimeSec, refresh_token: refreshToken };
  }

  api.serve(async (request, response) => {
    response.setHeader('Access-Control-Allow-Origin', app.origin);
    response.setHeader('Access-Control-Allow-Headers', 'authorization');
    response.setHeader('Access-Control-Max-Age', '600');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    const fields = new URLSearchParams(await text(request));
    const isRefused = fields.get('grant_type') === 'refresh_token' && fields.get('refresh_token') !== refreshToken;
    const body = request.url !== '/token' ? { ok: true } : isRefused ? { error: 'invalid_grant' } : issue();
    response.writeHead(isRefused ? 400 : 200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
    response.end(JSON.stringify(body));
  });

  const script = await bundleApp(new URL('./page/load.ts', import.meta.url));
  const config = JSON.stringify({ apiOrigin: api.origin });
  const pages = new Map([
    ['/', renderPage(`${renderClient(config)}${TELL_RETURNS}`)],
    ['/elsewhere', renderPage('Elsewhere')],
    ['/before', renderPage(renderAhead('/ahead'))],
    ['/ahead', renderPage(`${renderClient(config)}${START_AT_ONCE}`)],
  ]);
  const returns: string[] = [];
  app.serve((request, response) => {
    if (request.url === '/returned') returns.push('from the cache');
    if (request.url === '/loaded-again') returns.push('by a new load');
    const isScript = request.url === '/load.js';
    const body = isScript ? script : pages.get(request.url ?? '/');
    response.writeHead(body === undefined ? 404 : 200, { 'Content-Type': isScript ? 'text/javascript' : 'text/html' });
    response.end(body);
  });

  return {
    appOrigin: app.origin,
    apiOrigin: api.origin,
    listReturns: () => [...returns],
    async close() {
      await Promise.all([app.close(), api.close()]);
    },
  };
}

/** Tells the server of each return to it, and whether it came out of the back/forward cache. */
const TELL_RETURNS = `<script>
addEventListener('pageshow', ({ persisted }) => {
  if (persisted || performance.getEntriesByType('navigation')[0].type === 'back_forward') {
    fetch(persisted ? '/returned' : '/loaded-again');
  }
});
</script>`;

/** Asks the browser to render another page of the client's before anybody goes there. */
const renderAhead = (path: string): string =>
  `<script type="speculationrules">{"prerender":[{"urls":["${path}"],"eagerness":"immediate"}]}</script>`;

/** Modules run in their order: the client's own is loaded. */
const START_AT_ONCE = `<script type="module">
load.start({ callsPerSec: 20, refreshEveryMs: 500 });
</script>`;

const renderClient = (config: string): string =>
  `<script type="application/json" id="config">${config}</script><script type="module" src="/load.js"></script>`;
const renderPage = (content: string): string =>
  `<!doctype html><title>Load</title><link rel="icon" href="data:,">${content}`;
