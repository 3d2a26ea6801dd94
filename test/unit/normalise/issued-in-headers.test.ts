// Tokens in the headers of answers (dialects.md 2.1, 2.8).

import { describe, expect, it } from 'vitest';
import { makeJwt, normaliseTestAnswer, takeTestFingerprint } from '../../support/raw-halves';

const JWT = makeJwt({ sub: '1' });
const AT = 'vT9KdKoUFVbeJo8yMjL6d4sJADQbiWbX';

const rolesIn = (header: readonly [name: string, value: string]) =>
  normaliseTestAnswer({ headers: [header] }).issued.map(({ fp, claimed }) => [
    [JWT, AT].find((raw) => takeTestFingerprint(raw) === fp),
    claimed?.role,
    claimed?.strength,
  ]);

describe('tokens in headers', () => {
  it.each([
    ['Authorization', `Bearer ${AT}`, 'access', 'confirmed'],
    ['st-access-token', AT, 'access', 'confirmed'],
    ['st-refresh-token', AT, 'refresh', 'confirmed'],
    ['access-token', AT, 'access', 'confirmed'],
    ['X-Refresh-Token', AT, 'refresh', 'confirmed'],
    ['set-auth-jwt', AT, 'access', 'likely'],
    ['X-Auth-Token', AT, 'access', 'likely'],
    ['X-Auth-Refresh-Token', AT, 'refresh', 'likely'],
  ])('%s', (name, value, role, strength) => {
    expect(rolesIn([name, value])).toEqual([[AT, role, strength]]);
  });

  it.each([
    ['front-token', btoa('{"uid":"1"}')],
    ['X-CSRF-Token', AT],
    ['ETag', AT],
    ['X-Request-Id', AT],
  ])('are not %s', (name, value) => {
    expect(rolesIn([name, value])).toEqual([]);
  });
});

describe('a header of an app’s own', () => {
  it.each([
    ['X-New-Token', 'access'],
    ['X-Renewed-Access-Token', 'access'],
    ['X-New-Refresh-Token', 'refresh'],
    ['X-Shop-Jwt', 'access'],
    ['access', 'access'],
    ['refresh', 'refresh'],
    ['accessToken', 'access'],
    ['Authorization-Refresh', 'refresh'],
  ])('%s brings a JWT', (name, role) => {
    expect(rolesIn([name, JWT])).toEqual([[JWT, role, 'likely']]);
  });

  it.each(['X-CSRF-Token', 'X-XSRF-Token', 'X-Firebase-AppCheck', 'X-Request-Id'])('%s does not', (name) => {
    expect(rolesIn([name, JWT])).toEqual([]);
  });

  it('brings no opaque value: a trace id looks the same', () => {
    expect(rolesIn(['X-New-Token', AT])).toEqual([]);
    expect(rolesIn(['Refresh', '5; url=/next'])).toEqual([]);
  });
});
