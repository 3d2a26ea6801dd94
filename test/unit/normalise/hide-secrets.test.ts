// What is kept of an exchange besides fingerprints is words; a credential, or somebody's address, may stand in their place.

import { describe, expect, it } from 'vitest';
import { normaliseFailure } from '../../../src/normalise/normalise-failure';
import { makeJwt, normaliseTestAnswer, normaliseTestRequest, type RequestDetail } from '../../support/raw-halves';

const SECRET = 'Xk29fLq1ZwT8vB4n';
const ADDRESS = 'a.person@shop.example';
const OTHER = makeJwt({ sub: 'user-1' });
const REFRESH = { grant_type: 'refresh_token', refresh_token: 'old-refresh-token' };

describe.each([
  ['a credential', SECRET],
  ['an address', ADDRESS],
  ['a recovery code', '4929-1234-5678-9012'],
])('%s does not stay', (_what, secret) => {
  it.each<[where: string, detail: RequestDetail]>([
    ['as the name of a header', { headers: [[`x-${secret}`, OTHER]] }],
    ['as the name of a cookie', { url: 'https://a.example/auth/refresh', headers: [['Cookie', `${secret}=${OTHER}`]] }],
    ['in the name of a cookie', { headers: [['Cookie', `a_session_${secret}=some-value`]] }],
    ['as the name of a parameter', { url: `https://a.example/a?${secret}=${OTHER}` }],
    ['as the name of a field', { form: { ...REFRESH, [secret]: OTHER } }],
    ['as a key', { method: 'POST', json: { deep: { [secret]: OTHER } } }],
    ['in what a refresh asks for', { form: { ...REFRESH, scope: `openid pay:${secret}`, resource: secret } }],
    ['as the page of a file', { context: `page:${secret}` }],
    ['in the address of a page of a file', { context: `page:https://app.shop.example/cb?code=${secret}` }],
    ['as a method', { method: secret }],
  ])('%s', (_where, detail) => {
    const kept = JSON.stringify(normaliseTestRequest(detail)).toLowerCase();
    expect(kept).not.toContain(secret.slice(0, 8).toLowerCase());
  });

  it.each([
    ['as the name of a cookie', 'Set-Cookie', `${secret}=some-value; HttpOnly`],
    ['as the name of a cookie that ends', 'Set-Cookie', `${secret}=; Max-Age=0`],
    ['in the path of a cookie', 'Set-Cookie', `session=${OTHER}; Path=/${secret}; Domain=${secret}.example`],
    ['as the name of a header', `${secret}-refresh-token`, OTHER],
  ])('%s that an answer brings', (_where, name, value) => {
    expect(JSON.stringify(normaliseTestAnswer({ headers: [[name, value]] }))).not.toContain(secret.slice(0, 8));
  });

  it('in a scope', () => {
    const { scope } = normaliseTestAnswer({ json: { access_token: OTHER, scope: ['openid', `pay:${secret}`] } });
    expect(scope).toMatch(/^openid pay:#[0-9a-f]{8}$/);
  });
});

describe('a word stays', () => {
  it.each(['session', 'a_refresh_token', '__Host-next-auth.session-token', 'connect.sid'])(
    'a cookie named %s',
    (name) => {
      expect(normaliseTestAnswer({ headers: [['Set-Cookie', `${name}=some-value`]] }).cookiesSet[0]?.name).toBe(name);
    },
  );

  it.each([
    'openid offline_access',
    'https://api.shop.example/orders.read',
    'api://shop/.default',
    'api://0f8fad5b-d9cb-469f-a165-70867728950e/orders.read',
  ])('a scope: %s', (scope) => {
    expect(normaliseTestAnswer({ json: { access_token: OTHER, scope } }).scope).toBe(scope);
  });

  it.each(['page:page_1', 'tab:7', 'service-worker'])('a context: %s', (context) => {
    expect(normaliseTestRequest({ context }).context).toBe(context);
  });

  it.each(['net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH', 'NS_ERROR_NET_TIMEOUT', 'connection reset'])(
    'a failure: %s',
    (error) => {
      expect(failWith(error)).toBe(error);
    },
  );
});

it('keeps equal names equal and different ones apart', () => {
  const nameOf = (name: string) =>
    normaliseTestAnswer({ headers: [['Set-Cookie', `${name}=some-value`]] }).cookiesSet[0]?.name;
  expect(nameOf(SECRET)).toBe(nameOf(SECRET));
  expect(nameOf(SECRET)).not.toBe(nameOf(`${SECRET}2`));
});

describe('a client id', () => {
  const idOf = (id: string) => normaliseTestRequest({ form: { ...REFRESH, client_id: id } }).clientId;

  it.each(['spa', '3f1c9a77-0d5a-4a6f-9d64-0f2a6f6b7c11', 'q7Zs0k2JxN4mPv8LtRbW', 'https://shop.example/client'])(
    'is told as it is, however random: %s',
    (id) => {
      expect(idOf(id)).toBe(id);
    },
  );

  it.each([OTHER, ADDRESS])('is hidden where it is a token or an address: %s', (id) => {
    expect(idOf(id)).toMatch(/^#[0-9a-f]{8}$/);
  });
});

const failWith = (error: string): string =>
  normaliseFailure({ kind: 'request-failed', ref: 'har:1', sensor: 'har', atMs: 0, error }).error;

describe('what is no word of an error', () => {
  it.each(['sk_live_4us8stuta89iysnwooeh12o5', 'rt-x6niglcg-sgv76ry0'])('is no code: %s', (error) => {
    expect(normaliseTestAnswer({ status: 400, json: { error } }).error?.code).toBeNull();
  });

  it('is no error of a redirect', () => {
    const headers = [['Location', 'https://app.shop.example/cb?error=thgsgqfpgpjpsfdq']] as const;
    expect(normaliseTestAnswer({ status: 302, headers }).redirect?.error).toBeNull();
  });

  it('is no type of a token', () => {
    const json = { access_token: OTHER, token_type: 'JbGuLaOgBkViOgHxAtHeUqCa' };
    expect(normaliseTestAnswer({ json }).tokenType).toBeNull();
  });

  it('is no failure', () => {
    expect(failWith('net::ERR_CD2693868C96D9B62F732A53F7990351')).toBe('no answer');
  });
});
