// Made-up but realistic traffic: clients that call an API with a bearer token and refresh it every so often.

import type { HeaderLine, RawAnswer, RawRequest } from '../src/observe/exchange';

/** When the first exchange happens. */
export const TRAFFIC_START_MS = 1_770_000_000_000;
const TOKEN_LIFETIME_SEC = 600;
export type Pace = { readonly callsPerToken: number; readonly tokenUseMs: number };
/** Renewed shortly before their end, as well-behaved clients do. */
const USUAL_PACE: Pace = { callsPerToken: 40, tokenUseMs: 590_000 };

/** What Chrome sends with every request, and what servers usually say: the recogniser has to look through all of it. */
export const BROWSER_HEADERS: readonly HeaderLine[] = Object.entries({
  accept: '*/*',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'accept-language': 'en-GB,en;q=0.9,de;q=0.8',
  'cache-control': 'no-cache',
  pragma: 'no-cache',
  'sec-ch-ua': '"Chromium";v="140", "Not=A?Brand";v="24", "Google Chrome";v="140"',
  'sec-ch-ua-mobile': '?0',
  'sec-ch-ua-platform': '"Linux"',
  'sec-fetch-dest': 'empty',
  'sec-fetch-mode': 'cors',
  'sec-fetch-site': 'same-site',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  cookie: '_ga=GA1.1.1234567890.1770000000; theme=dark; consent=eyJhIjoxfQ; sid=s%3A0f8a7c1e2b3d4f5a6b7c8d9e',
}).map(([name, value]) => ({ name, value }));
export const SERVER_HEADERS: readonly HeaderLine[] = Object.entries({
  'cache-control': 'public, max-age=600',
  etag: 'W/"5f-abcdef0123456789"',
  server: 'nginx',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  vary: 'Accept-Encoding, Origin',
  'x-content-type-options': 'nosniff',
}).map(([name, value]) => ({ name, value }));

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A signed-looking JWT of usual size (about 750 characters), unlike any other by its `jti`. */
export function forgeToken(client: number, generation: number, atMs: number): string {
  const iat = Math.floor(atMs / 1000);
  const payload = {
    iss: 'https://id.bench.example',
    sub: `user-${client}`,
    aud: ['https://api.bench.example'],
    client_id: `spa-${client}`,
    scope: 'openid orders:read orders:write',
    iat,
    exp: iat + TOKEN_LIFETIME_SEC,
    jti: `${client}-${generation}`,
    roles: ['reader', 'writer'],
    name: 'A name of some length, as profiles have them',
  };
  return `${encode({ alg: 'RS256', typ: 'at+jwt', kid: 'k1' })}.${encode(payload)}.${'s'.repeat(342)}`;
}

export type Exchange = { readonly request: RawRequest; readonly answer: RawAnswer };

/** The n-th exchange: client after client, a call most of the time, a refresh with rotation now and then. */
export function createTraffic(
  clients: number,
  { callsPerToken, tokenUseMs }: Pace = USUAL_PACE,
): (index: number) => Exchange {
  const tokens = new Map<number, string>();
  const stepMs = tokenUseMs / callsPerToken / clients;
  return (index) => {
    const client = index % clients;
    const turn = Math.floor(index / clients);
    const generation = Math.floor(turn / callsPerToken);
    const atMs = TRAFFIC_START_MS + Math.round(index * stepMs);
    const isRefresh = turn % callsPerToken === 0;
    if (isRefresh) tokens.set(client, forgeToken(client, generation, atMs));
    const token = tokens.get(client) ?? '';
    return isRefresh ? refresh(index, client, generation, atMs, token) : call(index, client, atMs, token);
  };
}

const common = (index: number, client: number, atMs: number) =>
  ({
    ref: `har:${index}`,
    sensor: 'har',
    atMs,
    context: `page:${client}`,
    clientOrigin: `https://app${client}.bench.example`,
    partition: 'normal',
    redirectOf: null,
    answeredMs: null,
    resourceType: 'fetch',
  }) as const;

function call(index: number, client: number, atMs: number, token: string): Exchange {
  const url = `https://api.bench.example/orders/${index % 7}`;
  const headers = [...BROWSER_HEADERS, { name: 'authorization', value: `Bearer ${token}` }];
  return {
    request: { ...common(index, client, atMs), method: 'GET', url, headers, body: { kind: 'none' } },
    answer: answer(index, atMs, url, '{"items":[]}'),
  };
}

function refresh(index: number, client: number, generation: number, atMs: number, token: string): Exchange {
  const url = 'https://id.bench.example/token';
  const old = `opaque-refresh-token-of-client-${client}-${generation}`;
  const next = `opaque-refresh-token-of-client-${client}-${generation + 1}`;
  const text = `grant_type=refresh_token&client_id=spa-${client}&refresh_token=${old}`;
  const json = JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 600, refresh_token: next });
  const headers = [...BROWSER_HEADERS, { name: 'content-type', value: 'application/x-www-form-urlencoded' }];
  const body = { kind: 'text', text, mimeType: 'application/x-www-form-urlencoded' } as const;
  return {
    request: { ...common(index, client, atMs), method: 'POST', url, headers, body },
    answer: answer(index, atMs, url, json),
  };
}

function answer(index: number, atMs: number, url: string, text: string): RawAnswer {
  const headers = [
    ...SERVER_HEADERS,
    { name: 'date', value: new Date(atMs).toUTCString() },
    { name: 'content-type', value: 'application/json' },
  ];
  return {
    ref: `har:${index}`,
    sensor: 'har',
    atMs: atMs + 20,
    status: 200,
    url,
    source: 'network',
    headers,
    body: { kind: 'text', text },
  };
}
