// What the servers of the ways answer, by path.
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface WaysContent {
  readonly pageScript: string;
  readonly apiOrigin: string;
  /** How many were answered before: each answer is dated a second later, so that no test need wait for one to pass. */
  readonly answered: number;
}

type Content = readonly [type: string, body: string];
const FETCH_FOR_OTHERS = 'async ({ url, init }) => (await fetch(url, init)).status';
const CONTENTS = new Map<string, Content>([
  ['/frame', ['text/html', '<!doctype html><title>Frame</title>']],
  [
    '/worker.js',
    ['text/javascript', `onmessage = async ({ data }) => postMessage(await (${FETCH_FOR_OTHERS})(data));`],
  ],
  [
    '/shared-worker.js',
    [
      'text/javascript',
      `onconnect = ({ ports: [port] }) => { port.onmessage = async ({ data }) => port.postMessage(await (${FETCH_FOR_OTHERS})(data)); };`,
    ],
  ],
  [
    '/service-worker.js',
    [
      'text/javascript',
      `onmessage = async ({ data, source }) => source.postMessage(await (${FETCH_FOR_OTHERS})(data));`,
    ],
  ],
]);
const ETAG = '"unchanged"';
const STATUSES = new Map([
  ['/redirect', 302],
  ['/redirect-away', 302],
  ['/redirect-as-it-is', 307],
  ['/empty', 204],
  ['/part', 206],
  ['/refused', 401],
  ['/socket', 400],
]);
/** Never answered. */
const NEVER = '/never';
const NO_STATUS = 0;

export function readStatus({ url = '/', headers }: IncomingMessage): number {
  const { pathname } = new URL(url, 'http://localhost');
  if (pathname === NEVER) return NO_STATUS;
  if (pathname === '/tagged' && headers['if-none-match'] === ETAG) return 304;
  return STATUSES.get(pathname) ?? 200;
}

export function answerWay(
  request: IncomingMessage,
  response: ServerResponse,
  { pageScript, apiOrigin, answered }: WaysContent,
): void {
  const { pathname } = new URL(request.url ?? '/', apiOrigin);
  response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*');
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  response.setHeader('Access-Control-Allow-Headers', 'authorization, content-type');
  response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT, PATCH, DELETE');
  response.setHeader('Cache-Control', 'no-store');
  if (request.method === 'OPTIONS') return void response.writeHead(204).end();
  switch (pathname) {
    case NEVER:
      return;
    case '/':
      response.setHeader('Content-Type', 'text/html');
      return void response.end(
        '<!doctype html><title>Ways</title><body><script type="module" src="/ways.js"></script>',
      );
    case '/ways.js':
      response.setHeader('Content-Type', 'text/javascript');
      return void response.end(pageScript);
    case '/events':
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      return void response.write('data: first\n\n');
    case '/kept':
      response.setHeader('Cache-Control', 'max-age=600');
      break;
    case '/tagged':
      response.setHeader('Cache-Control', 'no-cache');
      response.setHeader('ETag', ETAG);
      response.setHeader('Date', new Date(Date.now() + answered * 1000).toUTCString());
      break;
    case '/redirect':
    case '/redirect-as-it-is':
      response.setHeader('Location', '/orders');
      break;
    case '/redirect-away':
      response.setHeader('Location', `${apiOrigin}/orders`);
      break;
  }
  const status = readStatus(request);
  const [type, body] = CONTENTS.get(pathname) ?? ['application/json', '{"ok":true}'];
  response.writeHead(status, { 'Content-Type': type });
  response.end(status === 204 || status === 304 ? undefined : body);
}
