// DPoP proofs, checked against their request (RFC 9449 4.2, 4.3); thumbprints against the standards' own examples.

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeJwt, normaliseTestRequest, TEST_NOW_SEC } from '../../support/raw-halves';

/** RFC 9449, figures 2 and 12: the example's key, its thumbprint, an access token and its hash. */
const KEY = {
  kty: 'EC',
  crv: 'P-256',
  x: 'l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs',
  y: '9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA',
};
const KEY_THUMBPRINT = '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I';
const ACCESS_TOKEN = 'Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU';
const ACCESS_TOKEN_HASH = 'fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo';
/** RFC 7638 section 3.1. */
const RSA_KEY = {
  kty: 'RSA',
  n: '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw',
  e: 'AQAB',
  alg: 'RS256',
  kid: '2011-04-29',
};
const RSA_THUMBPRINT = 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs';

const URL_USED = 'https://resource.example.org/protectedresource';
const CLAIMS = { jti: 'e1j3V_bKic8-LAEB', htm: 'GET', htu: URL_USED, iat: TEST_NOW_SEC, ath: ACCESS_TOKEN_HASH };
const HEADER = { typ: 'dpop+jwt', alg: 'ES256', jwk: KEY };

type Overrides = Readonly<Record<string, unknown>>;
const proofWith = (claims: Overrides = {}, header: Overrides = {}): string =>
  makeJwt({ ...CLAIMS, ...claims }, { ...HEADER, ...header });

function read(proof: string, { url = URL_USED, more = [] as readonly string[] } = {}) {
  const proofs = [proof, ...more].map((value) => ['DPoP', value] as const);
  return normaliseTestRequest({ url, headers: [['Authorization', `DPoP ${ACCESS_TOKEN}`], ...proofs] }).proof;
}

describe('a proof that fits its request', () => {
  it('has no mismatch, a key by its thumbprint, and its times', () => {
    expect(read(proofWith())).toMatchObject({
      mismatches: [],
      jkt: KEY_THUMBPRINT,
      iatSec: TEST_NOW_SEC,
      hasNonce: false,
    });
  });

  it('may be of an RSA or an Ed25519 key', () => {
    expect(read(proofWith({}, { alg: 'RS256', jwk: RSA_KEY }))?.jkt).toBe(RSA_THUMBPRINT);
    const okp = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
    const hash = createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${okp.x}"}`).digest('base64url');
    expect(read(proofWith({}, { alg: 'EdDSA', jwk: okp }))?.jkt).toBe(hash);
  });

  it.each([
    ['query and fragment left out of htu', `${URL_USED}?page=2`],
    ['a trailing slash', `${URL_USED}/`],
    ['the default port', 'https://resource.example.org:443/protectedresource'],
    ['a host in capitals', 'https://RESOURCE.example.org/protectedresource'],
    ['letters that need no escape', 'https://resource.example.org/protected%72esource'],
  ])('may differ in %s', (_what, url) => {
    expect(read(proofWith(), { url })?.mismatches).toEqual([]);
  });

  it('says that it carries a nonce, but not which', () => {
    const proof = read(proofWith({ nonce: 'eyJ7S_zG.eyJH0-Z.HX4w-7v' }));
    expect(proof?.hasNonce).toBe(true);
    expect(JSON.stringify(proof)).not.toContain('eyJ7S_zG');
  });
});

describe('a proof that does not fit', () => {
  it.each<[mismatch: string, claims: Overrides, header: Overrides]>([
    ['htm', { htm: 'POST' }, {}],
    ['htu', { htu: 'https://resource.example.org/other' }, {}],
    ['htu', { htu: 'http://resource.example.org/protectedresource' }, {}],
    ['htu', { htu: 'https://resource.example.org/protected%2Fresource' }, {}],
    ['htu', { htu: undefined }, {}],
    ['ath', { ath: 'AAAA' }, {}],
    ['ath', { ath: undefined }, {}],
    ['typ', {}, { typ: 'JWT' }],
    ['alg', {}, { alg: 'HS256' }],
    ['alg', {}, { alg: 'none' }],
    ['jwk', {}, { jwk: undefined }],
    ['private key', {}, { jwk: { ...KEY, d: 'secret-scalar-of-the-key' } }],
  ])('says so: %s', (mismatch, claims, header) => {
    expect(read(proofWith(claims, header))?.mismatches).toEqual([mismatch]);
  });

  it('is one of two', () => {
    expect(read(proofWith(), { more: [proofWith({ jti: 'b' })] })?.mismatches).toContain('more than one DPoP header');
  });

  it('cannot be read', () => {
    expect(read('not-a-proof')).toMatchObject({ mismatches: ['unreadable'], jkt: null });
  });

  it('has no thumbprint for a key of an unknown kind', () => {
    expect(read(proofWith({}, { jwk: { kty: '__proto__' } }))?.jkt).toBeNull();
  });
});

describe('one proof sent twice', () => {
  it('is known again', () => {
    const proof = proofWith();
    expect(read(proof)?.fp).toBe(read(proof)?.fp);
    expect(read(proofWith({ jti: 'other' }))?.jtiFp).not.toBe(read(proof)?.jtiFp);
  });
});
