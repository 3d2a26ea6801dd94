// What nobody sends in good faith: wrong types, wrong encodings, depths and sizes.

import fc from 'fast-check';
import type { RawAnswer, RawRequest, RequestBody } from '../../../src/observe/exchange';
import { makeJwt, TEST_NOW_MS } from '../../support/raw-halves';

/** Lone surrogates among them. */
const anyText = fc.string({ unit: 'binary', maxLength: 60 });

const nest = (depth: number): unknown =>
  depth === 0 ? 'bottom' : depth % 2 === 0 ? { in: nest(depth - 1) } : [nest(depth - 1)];

const forged = fc.tuple(fc.jsonValue(), fc.jsonValue(), anyText).map(([header, payload, signature]) =>
  [header, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .concat(signature)
    .join('.'),
);

const oddClaims = fc.dictionary(
  fc.constantFrom(
    'exp',
    'iat',
    'nbf',
    'sub',
    'aud',
    'scope',
    'cnf',
    'typ',
    'sid',
    '__proto__',
    'constructor',
    'toString',
    'useExp',
    'auth_time',
  ),
  fc.oneof(fc.jsonValue(), fc.double(), fc.maxSafeInteger(), fc.constantFrom('', '-1', '1e400', ' ')),
);

const JSON_WITH_PROTO =
  '{"__proto__":{"access_token":"abcdefgh12345678"},"constructor":{"prototype":1},"hasOwnProperty":1}';

export const hostileTexts: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: anyText },
  { weight: 3, arbitrary: forged },
  { weight: 3, arbitrary: oddClaims.map((claims) => makeJwt(claims)) },
  { weight: 2, arbitrary: fc.jsonValue().map((value) => JSON.stringify(value)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      JSON_WITH_PROTO,
      JSON.stringify(nest(100)),
      '['.repeat(5000),
      '{"a":'.repeat(5000),
      '%',
      '%E0%A4%A',
      '=;=;=',
      '\u0000',
      '\ud800',
      'a=b&'.repeat(500),
      `--x\r\n${'content-disposition: form-data; name="a"\r\n\r\n'.repeat(50)}`,
      `eyJ${'a.'.repeat(400)}`,
      'e'.repeat(70_000),
      `Bearer ${'.'.repeat(70_000)}`,
    ),
  },
);

const KEYS = [
  'access_token',
  'refresh_token',
  'expires_in',
  'error',
  'errors',
  'data',
  'query',
  '__proto__',
  'grant_type',
  'token',
  'code',
  'scope',
  'extensions',
];
const hostileJson = fc
  .dictionary(fc.constantFrom(...KEYS), fc.oneof(fc.jsonValue(), hostileTexts))
  .map((value) => JSON.stringify(value));

const NAMES = [
  'Authorization',
  'Cookie',
  'Set-Cookie',
  'Location',
  'WWW-Authenticate',
  'Date',
  'Age',
  'DPoP',
  'Content-Type',
  'X-Access-Token',
  'Clear-Site-Data',
  'front-token',
  'X-Amz-Target',
  'Sec-WebSocket-Protocol',
  '__proto__',
  '',
  ':path',
  'sb-auth-refresh-token-reuse-cause',
  'X-Sb-Error-Code',
  'Retry-After',
];
const headers = fc.array(fc.record({ name: fc.constantFrom(...NAMES), value: hostileTexts }), { maxLength: 8 });
const urls = fc.oneof(
  fc.constantFrom(
    'https://auth.shop.example/token',
    'https://app.shop.example/refresh',
    'not a url',
    'https://[',
    'http://',
    'wss://a/b',
    'https://cognito-idp.x.amazonaws.com/',
  ),
  hostileTexts.map((text) => `https://api.shop.example/${text}`),
  hostileTexts.map(
    (text) => `https://api.shop.example/?access_token=${encodeURIComponent(Buffer.from(text).toString())}`,
  ),
);
const text = fc.oneof(hostileTexts, hostileJson);

const body: fc.Arbitrary<RequestBody> = fc.oneof(
  text.map((value) => ({ kind: 'text', text: value, mimeType: null }) as const),
  fc.tuple(text, hostileTexts).map(([value, mimeType]) => ({ kind: 'text', text: value, mimeType }) as const),
  fc
    .dictionary(fc.constantFrom(...KEYS), fc.array(hostileTexts, { maxLength: 2 }))
    .map((fields) => ({ kind: 'fields', fields }) as const),
  fc.constantFrom({ kind: 'none' } as const, { kind: 'oversized' } as const, { kind: 'unreadable' } as const),
);

const ref = fc.nat({ max: 30 }).map((index) => `har:${index}` as const);
const atMs = fc.oneof(
  fc.constantFrom(TEST_NOW_MS, 0, -1, 8.64e15, 1e300),
  fc.integer({ min: TEST_NOW_MS, max: TEST_NOW_MS + 10_000_000 }),
);
const contexts = fc.constantFrom('page:a', 'tab:1', 'unknown', 'service-worker', '__proto__', 'constructor', '');

export const hostileRequests: fc.Arbitrary<RawRequest> = fc.record({
  ref,
  sensor: fc.constant('har'),
  atMs,
  url: urls,
  headers,
  body,
  method: fc.constantFrom('GET', 'POST', 'get', 'OPTIONS', '__PROTO__', ''),
  resourceType: fc.constantFrom('document', 'subframe', 'fetch', 'websocket', 'ping', 'other'),
  context: contexts,
  clientOrigin: fc.constantFrom(null, 'https://app.shop.example', '__proto__', ''),
  partition: fc.constantFrom('normal', 'private', '__proto__'),
  redirectOf: fc.option(ref),
  answeredMs: fc.option(atMs),
});

export const hostileAnswers: fc.Arbitrary<RawAnswer> = fc.record({
  ref,
  sensor: fc.constant('har'),
  atMs,
  url: urls,
  headers,
  status: fc.constantFrom(0, 100, 101, 200, 204, 302, 304, 307, 400, 401, 403, 404, 429, 500, 999),
  source: fc.constantFrom('network', 'network', 'cache', 'service-worker'),
  body: fc.oneof(
    text.map((value) => ({ kind: 'text', text: value }) as const),
    fc.constantFrom(
      { kind: 'empty' } as const,
      { kind: 'unavailable' } as const,
      { kind: 'lost' } as const,
      { kind: 'oversized' } as const,
    ),
  ),
});
