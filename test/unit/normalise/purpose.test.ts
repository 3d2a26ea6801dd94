// What a request asks for, tokens or their renewal: by content first, by its path only to break ties (dialects.md 2.4, 2.5).

import { describe, expect, it } from 'vitest';
import { normaliseTestRequest, type RequestDetail } from '../../support/raw-halves';

const purposeOf = (detail: RequestDetail) => normaliseTestRequest(detail).purpose;
const APP = 'https://app.shop.example';
const AUTH = 'https://auth.shop.example';
const post = (path: string, json: unknown = {}) => purposeOf({ method: 'POST', url: APP + path, json });
const open = (url: string, detail: RequestDetail = {}) => purposeOf({ url, resourceType: 'document', ...detail });

describe('a refresh by its body', () => {
  const RT = 'XAalZT9fybcNMyiTUqBzxX_WpwItBV78';

  it.each<[what: string, json: unknown]>([
    ['a member', { refresh: RT }],
    ['a member deeper inside that says it in full', { data: { attributes: { refreshToken: RT } } }],
    ['an object that stands for the token', { refresh: { token: RT } }],
    ['such an object deeper inside', { auth: { refresh_token: { value: RT } } }],
  ])('is told by %s', (_what, json) => {
    const sent = normaliseTestRequest({ method: 'PUT', url: `${APP}/session`, json });
    expect(sent.purpose).toEqual({ kind: 'refresh-call', by: 'token' });
    expect(sent.credentials.map(({ carrier, claimed }) => [carrier, claimed?.role])).toEqual([['json', 'refresh']]);
  });

  it.each(['refreshToken', 'refresh_token'])('is told by %s in the query of a POST', (key) => {
    const sent = normaliseTestRequest({ method: 'POST', url: `${APP}/session?${key}=${RT}` });
    expect(sent.purpose).toEqual({ kind: 'refresh-call', by: 'token' });
    expect(sent.credentials.map(({ carrier, claimed }) => [carrier, claimed?.role])).toEqual([['query', 'refresh']]);
  });

  it('is not told by a cursor of that name where something is only read', () => {
    const sent = normaliseTestRequest({ url: `${APP}/feed?refreshToken=${RT}` });
    expect(sent.purpose).toEqual({ kind: 'other' });
    expect(sent.credentials.map(({ claimed }) => claimed)).toEqual([null]);
  });

  it('is not told by a word deeper inside', () => {
    expect(post('/events', { events: [{ refresh: 'interval_30_seconds' }] })).toEqual({ kind: 'other' });
  });
});

describe('a GraphQL mutation', () => {
  const RT = 'XAalZT9fybcNMyiTUqBzxX_WpwItBV78';
  const mutate = (query: string, variables: unknown = {}) => post('/graphql', { query, variables });

  it.each<[what: string, query: string, variables?: unknown]>([
    ['its name', 'mutation { refreshToken { token } }'],
    [
      'a refresh token given and an access token asked for',
      'mutation U($r: String!) { updateTokens(refreshToken: $r) { accessToken } }',
      { r: RT },
    ],
    [
      'the same by a fragment in front',
      'fragment T on Tokens { accessToken }\nmutation U($input: I!) { next(input: $input) { ...T } }',
      { input: { refreshToken: RT } },
    ],
  ])('is a refresh by %s', (_what, query, variables) => {
    expect(mutate(query, variables)).toEqual({ kind: 'refresh-call', by: 'graphql' });
  });

  it.each<[what: string, query: string, variables?: unknown]>([
    ['for a refresh token that it ends', `mutation { logout(refreshToken: "${RT}") { token } }`],
    ['for a cursor that is called like one', `mutation { pin(refreshToken: "${RT}") { id } }`],
  ])('is no refresh %s', (_what, query, variables) => {
    expect(mutate(query, variables).kind).not.toBe('refresh-call');
  });

  it.each<[what: string, query: string, variables?: unknown]>([
    ['its name', 'mutation { login(input: {}) { token } }'],
    ['a password', 'mutation E($i: I!) { enter(input: $i) { token } }', { i: { password: 'correct-horse' } }],
  ])('is a sign-in by %s', (_what, query, variables) => {
    expect(mutate(query, variables)).toEqual({ kind: 'sign-in' });
  });
});

describe('a token request', () => {
  it.each([
    ['authorization_code', 'authorization_code'],
    ['pkce', 'authorization_code'],
    ['refresh_token', 'refresh_token'],
    ['password', 'password'],
    ['client_credentials', 'client_credentials'],
    ['urn:ietf:params:oauth:grant-type:device_code', 'device_code'],
    ['urn:ietf:params:oauth:grant-type:token-exchange', 'token-exchange'],
    ['urn:example:magic', 'other'],
    ['__proto__', 'other'],
  ])('with grant_type %s is a grant of %s', (grant_type, grant) => {
    expect(purposeOf({ url: `${AUTH}/token`, form: { grant_type } })).toEqual({
      kind: 'token-request',
      grant,
      codeFp: null,
    });
  });

  it('may leave its grant to the code it carries (GitHub, Slack)', () => {
    const code = 'SplxlOBeZQQYbYS6WxSbIA';
    expect(purposeOf({ url: `${AUTH}/access_token`, form: { client_id: 'spa', code } })).toMatchObject({
      kind: 'token-request',
      grant: 'authorization_code',
      codeFp: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(purposeOf({ url: `${AUTH}/coupons`, form: { code } }).kind).toBe('other');
  });

  it('with a grant of the platform’s own is what its path says (Instagram)', () => {
    const url = `${AUTH}/refresh_access_token?grant_type=ig_refresh_token&access_token=abcdefgh12345678`;
    expect(purposeOf({ url })).toEqual({ kind: 'refresh-call', by: 'session-path' });
  });

  it('knows its code by fingerprint alone', () => {
    const sent = normaliseTestRequest({
      url: `${AUTH}/token`,
      form: { grant_type: 'authorization_code', code: 'SplxlOBeZQQYbYS6WxSbIA' },
    });
    expect(sent.purpose).toMatchObject({ codeFp: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(JSON.stringify(sent)).not.toContain('SplxlOBeZQQYbYS6WxSbIA');
  });

  it('is one wherever its path leads, even to a logout', () => {
    expect(purposeOf({ url: `${AUTH}/logout`, form: { grant_type: 'password' } }).kind).toBe('token-request');
  });
});

describe('the page’s half of a request that its service worker completes', () => {
  const SECURED = 'SECURED_BY_OIDC_SERVICE_WORKER_default#tabId=default';
  it.each([
    ['a refresh', { grant_type: 'refresh_token', refresh_token: `REFRESH_TOKEN_${SECURED}` }],
    [
      'a redemption',
      { grant_type: 'authorization_code', code: 'SplxlOBeZQQYbYS6WxSbIA', code_verifier: `CODE_VERIFIER_${SECURED}` },
    ],
    ['a revocation', { token: `ACCESS_TOKEN_${SECURED}`, token_type_hint: 'access_token' }],
  ])('is not %s of its own', (_, form) => {
    const sent = normaliseTestRequest({ url: `${AUTH}/token/revoke`, form });
    expect(sent.purpose).toEqual({ kind: 'other' });
    expect(sent.credentials).toEqual([]);
  });
});

describe('a refresh path', () => {
  it.each([
    '/refresh',
    '/dashboard/refresh',
    '/silent-renew',
    '/v1/client/sessions/sess_1/tokens',
    '/tokenRefresh',
    '/api/auth/session',
    '/auth/reissue',
  ])('%s is a refresh by its path', (path) => {
    expect(post(path)).toEqual({ kind: 'refresh-call', by: 'path' });
  });

  it.each([
    '/auth/refresh',
    '/api/token/refresh/',
    '/refresh-token',
    '/refresh_tokens',
    '/auth/refreshToken',
    '/v1/session/renew',
    '/renew-session',
    '/api/collections/users/auth-refresh',
    '/extend-session',
    '/jwt/refresh',
  ])('%s says, too, that a session is renewed there', (path) => {
    expect(post(path)).toEqual({ kind: 'refresh-call', by: 'session-path' });
  });

  it.each(['/refreshments', '/prefresh', '/orders', '/renewable-energy', '/tokens'])('%s is none', (path) => {
    expect(post(path).kind).not.toBe('refresh-call');
  });

  it('is none when the user navigates there', () => {
    expect(open(`${APP}/refresh`).kind).not.toBe('refresh-call');
  });
});
