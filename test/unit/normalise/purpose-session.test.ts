// What a request does to a session: begin it, ask for consent, end it (dialects.md 2.4, 2.7).

import { describe, expect, it } from 'vitest';
import { normaliseTestRequest, type RequestDetail } from '../../support/raw-halves';

const purposeOf = (detail: RequestDetail) => normaliseTestRequest(detail).purpose;
const APP = 'https://app.shop.example';
const AUTH = 'https://auth.shop.example';
const post = (path: string, json: unknown = {}) => purposeOf({ method: 'POST', url: APP + path, json });
const open = (url: string, detail: RequestDetail = {}) => purposeOf({ url, resourceType: 'document', ...detail });

describe('an end of session', () => {
  it.each([
    '/logout',
    '/auth/logout',
    '/signout',
    '/sign-out',
    '/sign_out',
    '/v2/logout',
    '/session/end',
    '/logoutall',
    '/Account/LogOff',
    '/log_off',
    '/user-logout',
    '/api/logoutUser',
    '/trpc/auth.logout',
  ])('POST %s asks for it (L3)', (path) => {
    expect(post(path)).toEqual({ kind: 'logout', by: 'request' });
  });

  it.each([
    '/connect/endsession',
    '/oauth2/v2.0/logout',
    '/realms/x/protocol/openid-connect/logout',
    '/session/end?id_token_hint=x',
  ])('a navigation to %s asks for it (L2)', (path) => {
    expect(open(AUTH + path)).toEqual({ kind: 'logout', by: 'navigation' });
  });

  it('is a navigation that says where to go afterwards', () => {
    expect(open(`${AUTH}/bye?post_logout_redirect_uri=https%3A%2F%2Fapp`).kind).toBe('logout');
  });

  it('is a revocation that names a token (L1)', () => {
    expect(
      purposeOf({ url: `${AUTH}/revoke`, form: { token: 'abcdefgh12345678', token_type_hint: 'refresh_token' } }),
    ).toEqual({ kind: 'revocation' });
    expect(purposeOf({ url: `${AUTH}/revoke_token`, form: { token: 'abcdefgh12345678' } }).kind).toBe('revocation');
    expect(purposeOf({ url: `${AUTH}/revoke`, form: { user: 'a' } }).kind).toBe('other');
  });

  it.each([
    ['a mutation', '/graphql', { query: 'mutation { logout }' }],
    ['a procedure', '/rpc', { jsonrpc: '2.0', method: 'auth.logout', id: 1 }],
  ])('is %s of that name (L3)', (_what, path, json) => {
    expect(post(path, json)).toEqual({ kind: 'logout', by: 'request' });
  });

  it('is a mutation that revokes a refresh token (L1)', () => {
    const query = 'mutation Revoke($t: String!) { revokeToken(refreshToken: $t) { revoked } }';
    const sent = normaliseTestRequest({
      method: 'POST',
      url: `${APP}/graphql`,
      json: { query, variables: { t: 'XAalZT9fybcNMyiTUqBzxX_WpwItBV78' } },
    });
    expect(sent.purpose).toEqual({ kind: 'revocation' });
    expect(sent.credentials.map(({ claimed }) => claimed?.role)).toEqual(['refresh']);
  });

  it('is a DELETE of the own session, and of no other', () => {
    const remove = (path: string) => purposeOf({ method: 'DELETE', url: APP + path }).kind;
    expect(remove('/api/v1/auth/session')).toBe('logout');
    expect(remove('/training/session')).not.toBe('logout');
  });

  it.each(['/auth/v1/logout?scope=others', '/logout/others', '/logout-others', '/settings/auto-logout'])(
    '%s ends the other sessions, or none',
    (path) => {
      expect(post(path).kind).not.toBe('logout');
    },
  );

  it('is a GET of a script only as far as its answer says (dialects.md 3.22)', () => {
    expect(purposeOf({ url: `${APP}/auth/logout` })).toEqual({ kind: 'logout', by: 'reading' });
    for (const path of ['/logout.js', '/logout/others', '/admin/logouts', '/settings/auto-logout'])
      expect(purposeOf({ url: APP + path }).kind).toBe('other');
    expect(purposeOf({ url: `${APP}/logout`, resourceType: 'other' }).kind).toBe('other');
  });

  it.each([
    ['Cognito revokes', 'RevokeToken', 'revocation'],
    ['Cognito signs out', 'GlobalSignOut', 'logout'],
  ])('%s', (_what, operation, kind) => {
    const headers = [['X-Amz-Target', `AWSCognitoIdentityProviderService.${operation}`]] as const;
    const url = 'https://cognito-idp.eu-west-1.amazonaws.com/';
    expect(purposeOf({ method: 'POST', url, headers, json: { Token: 'abcdefgh12345678' } }).kind).toBe(kind);
  });

  it('of Stytch is its call to revoke, and its call to authenticate a session renews it', () => {
    const call = (path: string) => purposeOf({ method: 'POST', url: `https://web.stytch.com/sdk/v1${path}`, json: {} });
    expect(call('/sessions/revoke')).toEqual({ kind: 'logout', by: 'request' });
    expect(call('/sessions/authenticate')).toEqual({ kind: 'refresh-call', by: 'session-path' });
    expect(call('/passwords/authenticate')).toEqual({ kind: 'sign-in' });
  });

  it("is Clerk's disguised DELETE", () => {
    const url = 'https://clerk.shop.example/v1/client/sessions/sess_1/remove?_method=DELETE';
    expect(purposeOf({ method: 'POST', url })).toEqual({ kind: 'logout', by: 'request' });
  });
});

describe('an authorization', () => {
  const authorize = `${AUTH}/authorize?response_type=code&client_id=spa&state=xyz`;

  it('by the user is not silent', () => {
    expect(open(authorize)).toMatchObject({ kind: 'authorization', isSilent: false });
  });

  it.each([
    ['prompt=none in a frame', `${authorize}&prompt=none`, 'subframe'],
    ['prompt=none by the tab itself', `${authorize}&prompt=none`, 'document'],
    ['id_token_hint in a frame', `${authorize}&id_token_hint=x`, 'subframe'],
  ] as const)('is silent: %s (T17)', (_what, url, resourceType) => {
    expect(purposeOf({ url, resourceType })).toMatchObject({ kind: 'authorization', isSilent: true });
  });

  it('comes back with a code that only its fingerprint tells', () => {
    expect(open(`${APP}/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=xyz`)).toMatchObject({
      kind: 'callback',
      codeFp: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(purposeOf({ url: `${APP}/api?code=1` }).kind).toBe('other');
  });
});

describe('a sign-in', () => {
  it.each([
    ['/api/login', {}],
    ['/users/sign_in', {}],
    ['/v1/accounts:signInWithPassword', {}],
    ['/anything', { username: 'a', password: 'b' }],
    ['/verify', { otp: '123456' }],
    ['/api/sessions', {}],
  ])('is POST %s', (path, json) => {
    expect(post(path, json)).toEqual({ kind: 'sign-in' });
  });

  it('is not a page that the user sees', () => {
    expect(open(`${AUTH}/login`)).toEqual({ kind: 'login-page' });
    expect(open(`${AUTH}/login`, { method: 'POST', form: { email: 'a' } })).toEqual({ kind: 'sign-in' });
  });
});
