// Claims leave without what could be presented to a server: nested tokens, private keys, secrets by name.

import { describe, expect, it } from 'vitest';
import { makeJwt, normaliseTestRequest } from '../../support/raw-halves';

const NESTED = makeJwt({ sub: 'inner', iat: 1_772_355_600 });
const NESTED_JWE = `${Buffer.from('{"alg":"dir","enc":"A256GCM"}').toString('base64url')}..aXYxMjM0NTY3OA.Y2lwaGVydGV4dA.dGFn`;

function keep(payload: unknown, header: unknown = { alg: 'ES256' }) {
  const headers = [['Authorization', `Bearer ${makeJwt(payload, header)}`]] as const;
  return normaliseTestRequest({ headers }).credentials[0]?.jwt ?? null;
}

describe('a claim is dropped', () => {
  it.each<[what: string, payload: Readonly<Record<string, unknown>>]>([
    ['a token', { idp_access_token: 'opaque-value-of-it' }],
    ['a token inside a claim', { act: { sub: 'a', refresh_token: 'opaque-value-of-it' } }],
    ['a secret', { client_secret: 'opaque-value-of-it' }],
    ['a code', { code: 'opaque-value-of-it' }],
    ['an API key', { 'https://shop.example/api_key': 'opaque-value-of-it' }],
    ['a list of tokens', { tokens: ['opaque-value-of-it'] }],
    ['an object under such a name', { refresh_token: { value: 'opaque-value-of-it' } }],
    [
      'a short name for one',
      { ctx: { pwd: 'opaque-value-of-it', rt: 'opaque-value-of-it', 'api-key': 'opaque-value-of-it' } },
    ],
    ['a cookie', { session_cookie: 'opaque-value-of-it' }],
    ['a key that stands in the payload', { cnf: { jwk: { kty: 'EC', x: 'public', d: 'opaque-value-of-it' } } }],
    ['a text of JSON', { ctx: JSON.stringify({ user: 1, refresh_token: 'opaque-value-of-it' }) }],
    ['in the query of an address', { picture: 'https://img.shop.example/1?sig=opaque-value-of-it&size=2' }],
    ['before the host of an address', { iss: 'https://user:opaque-value-of-it@id.shop.example/' }],
    ['behind its scheme', { note: 'Bearer 7opaque-value-of-it' }],
  ])('when it is %s', (_what, payload) => {
    expect(JSON.stringify(keep(payload))).not.toContain('opaque-value-of-it');
  });

  it.each<[what: string, value: unknown]>([
    ['by itself', NESTED],
    ['with words around it', `session=${NESTED}; path=/`],
    ['in a list', [[NESTED]]],
    ['far behind', `${'x'.repeat(5000)} ${NESTED}`],
    ['that says little', `${NESTED.split('.')[0]}.eyJhIjoxfQ.${NESTED.split('.')[2]}`],
    ['in an address', `https://shop.example/?next=${NESTED.replaceAll('.', '%2E')}`],
    ['encrypted', NESTED_JWE],
  ])('when it holds a JWT: %s', (_what, value) => {
    const kept = JSON.stringify(keep({ sub: 'outer', note: value }));
    for (const part of [...NESTED.split('.').slice(1), 'Y2lwaGVydGV4dA']) expect(kept).not.toContain(part);
  });

  it('when it is a number that somebody keeps to himself', () => {
    expect(keep({ pin: 83_019_274, exp: 1_772_356_500, token_version: 3 })?.payload).toEqual({
      pin: '[redacted]',
      exp: 1_772_356_500,
      token_version: 3,
    });
  });

  it.each(['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'])(
    'when it is the private part of a key in the header: %s',
    (member) => {
      const kept = keep(
        { sub: '1' },
        { alg: 'ES256', jwk: { kty: 'EC', x: 'public', [member]: 'opaque-value-of-it' } },
      );
      expect(JSON.stringify(kept)).not.toContain('opaque-value-of-it');
      expect(kept?.header).toMatchObject({ jwk: { kty: 'EC', x: 'public' } });
    },
  );
});

describe('a claim is kept', () => {
  it.each<[what: string, payload: Readonly<Record<string, unknown>>]>([
    ['names of hosts', { iss: 'https://very-long-tenant-name.europe-west.identity.shop.example' }],
    ['what kind of token it is', { token_use: 'access', token_type: 'Bearer' }],
    ['addresses', { picture: 'https://img.shop.example/1?size=2#top', plan: 'Basic subscription' }],
    ['a text of JSON', { ctx: '{"user":1}', list: '[1' }],
    ['hashes', { at_hash: 'MTIzNDU2Nzg5MDEyMzQ1Ng' }],
    ['times and lists', { iat: 1, aud: ['a', 'b'], nested: { deep: [true, null] } }],
    ['a claim called __proto__', JSON.parse('{"__proto__":{"admin":true}}')],
  ])('%s', (_what, payload) => {
    expect(keep(payload)?.payload).toEqual(payload);
  });
});

describe('claims are capped', () => {
  it('in length, depth and number', () => {
    const deep = (depth: number): unknown => (depth === 0 ? 'bottom' : { in: deep(depth - 1) });
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`c${index}`, index]));
    expect(JSON.stringify(keep({ long: 'x'.repeat(40_000) })).length).toBeLessThan(4000);
    expect(JSON.stringify(keep({ deep: deep(100) }))).not.toContain('bottom');
    expect(Object.keys(keep({ ...many })?.payload ?? {}).length).toBeLessThanOrEqual(2000);
  });

  it.each(['e', 'e.', 'eyJ-', 'e '])('in time: a claim of many "%s"', (piece) => {
    const startMs = performance.now();
    keep({ long: piece.repeat(45_000 / piece.length) });
    expect(performance.now() - startMs).toBeLessThan(500);
  });
});
