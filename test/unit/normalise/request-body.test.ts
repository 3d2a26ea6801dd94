// Tokens in request bodies, whatever shape the body has and whatever its type claims.

import { describe, expect, it } from 'vitest';
import type { RequestBody } from '../../../src/observe/exchange';
import { makeJwt, normaliseTestRequest, takeTestFingerprint } from '../../support/raw-halves';

const RT = 'XAalZT9fybcNMyiTUqBzxX_WpwItBV78yPl6ERGM3vh';
const JWT = makeJwt({ sub: '1' });
const GRANT = `grant_type=refresh_token&client_id=spa&refresh_token=${RT}`;
const REFRESH_GRANT = { kind: 'token-request', grant: 'refresh_token', codeFp: null };

const text = (content: string, mimeType: string | null = null): RequestBody => ({
  kind: 'text',
  text: content,
  mimeType,
});
const send = (body: RequestBody) =>
  normaliseTestRequest({ method: 'POST', url: 'https://auth.shop.example/token', body });

const multipart = (fields: Readonly<Record<string, string>>): string =>
  `${Object.entries(fields)
    .map(([name, value]) => `--X\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .join('')}--X--\r\n`;

describe('a refresh grant is read', () => {
  it.each<[what: string, body: RequestBody, carrier: string]>([
    ['a form', text(GRANT, 'application/x-www-form-urlencoded'), 'form'],
    [
      'a form that the browser parsed',
      { kind: 'fields', fields: { grant_type: ['refresh_token'], refresh_token: [RT] } },
      'form',
    ],
    ['a form that calls itself JSON', text(GRANT, 'application/json'), 'form'],
    ['a form that calls itself text', text(GRANT, 'text/plain;charset=UTF-8'), 'form'],
    ['a form without a type', text(GRANT), 'form'],
    ['JSON', text(JSON.stringify({ grant_type: 'refresh_token', refresh_token: RT }), 'application/json'), 'json'],
    [
      'JSON that calls itself a form',
      text(`{"grant_type":"refresh_token","refresh_token":"${RT}"}`, 'application/x-www-form-urlencoded'),
      'json',
    ],
    [
      'JSON that calls itself a form, taken apart by the browser',
      { kind: 'fields', fields: { [`{"grant_type":"refresh_token","refresh_token":"${RT}"}`]: [''] } },
      'json',
    ],
    [
      'the same, parted by an equals sign in it',
      { kind: 'fields', fields: { [`{"grant_type":"refresh_token","state":"a`]: [`","refresh_token":"${RT}"}`] } },
      'json',
    ],
    ['camel case', text(JSON.stringify({ grantType: 'refresh_token', refreshToken: RT })), 'json'],
    [
      'multipart',
      text(multipart({ grant_type: 'refresh_token', refresh_token: RT }), 'multipart/form-data; boundary=X'),
      'multipart',
    ],
  ])('in %s', (_what, body, carrier) => {
    const sent = send(body);
    expect(sent.purpose).toEqual(REFRESH_GRANT);
    expect(sent.credentials).toMatchObject([
      { fp: takeTestFingerprint(RT), carrier, claimed: { role: 'refresh', strength: 'confirmed', row: 3 } },
    ]);
  });

  it('in the query, where Supabase puts the grant and JSON the token', () => {
    const url = 'https://p.supabase.co/auth/v1/token?grant_type=refresh_token';
    const sent = normaliseTestRequest({ url, method: 'POST', json: { refresh_token: RT } });
    expect(sent).toMatchObject({
      purpose: REFRESH_GRANT,
      dialect: 'supabase',
      credentials: [{ fp: takeTestFingerprint(RT) }],
    });
  });

  it('of Cognito, which has its operation in a header', () => {
    const headers = [['X-Amz-Target', 'AWSCognitoIdentityProviderService.GetTokensFromRefreshToken']] as const;
    const json = { RefreshToken: RT, ClientId: 'abc' };
    const sent = normaliseTestRequest({
      url: 'https://cognito-idp.eu-west-1.amazonaws.com/',
      method: 'POST',
      headers,
      json,
    });
    expect(sent).toMatchObject({
      purpose: REFRESH_GRANT,
      dialect: 'cognito',
      credentials: [{ fp: takeTestFingerprint(RT) }],
    });
  });

  it('of Cognito by AuthFlow, the token nested among parameters', () => {
    const headers = [['X-Amz-Target', 'AWSCognitoIdentityProviderService.InitiateAuth']] as const;
    const json = { AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: RT } };
    const sent = normaliseTestRequest({
      url: 'https://cognito-idp.eu-west-1.amazonaws.com/',
      method: 'POST',
      headers,
      json,
    });
    expect(sent).toMatchObject({ purpose: REFRESH_GRANT, credentials: [{ fp: takeTestFingerprint(RT) }] });
  });
});

it('has one fingerprint, whether the browser parsed its multipart body or not', () => {
  const parts = { refresh_token: RT, grant_type: 'refresh_token' };
  const fields = { grant_type: ['refresh_token'], refresh_token: [RT] };
  const { bodyFp } = send(text(multipart(parts), 'multipart/form-data; boundary=X'));
  expect(bodyFp).toBe(send({ kind: 'fields', fields }).bodyFp);
  expect(bodyFp).not.toBe(send(text(multipart({ ...parts, scope: 'a' }), 'multipart/form-data; boundary=X')).bodyFp);
});

describe('a refresh without a grant', () => {
  it.each<[what: string, json: unknown]>([
    ['refreshToken', { refreshToken: RT }],
    ['refresh_token', { refresh_token: RT }],
    ['refresh', { refresh: RT }],
    ['rt', { rt: RT }],
  ])('is known by the body key %s', (_what, json) => {
    const sent = normaliseTestRequest({ method: 'POST', url: 'https://app.shop.example/session', json });
    expect(sent).toMatchObject({
      purpose: { kind: 'refresh-call', by: 'token' },
      credentials: [{ fp: takeTestFingerprint(RT) }],
    });
  });

  it('is known by its GraphQL mutation', () => {
    const query = 'mutation Renew($t: String!) { refreshToken(token: $t) { accessToken refreshToken } }';
    const sent = normaliseTestRequest({
      method: 'POST',
      url: 'https://api.shop.example/graphql',
      json: { query, variables: { t: RT, refreshToken: RT } },
    });
    expect(sent).toMatchObject({
      purpose: { kind: 'refresh-call', by: 'graphql' },
      credentials: [{ fp: takeTestFingerprint(RT) }],
    });
  });

  it.each([
    ['a query that only asks for the name', 'query { refreshTokens { id } }'],
    ['a login that selects a refresh token', 'mutation { login(user: "a") { refreshToken } }'],
    ['a revocation', 'mutation { revokeRefreshToken(id: 1) { ok } }'],
  ])('is not %s', (_what, query) => {
    const sent = normaliseTestRequest({ method: 'POST', url: 'https://api.shop.example/graphql', json: { query } });
    expect(sent.purpose.kind).not.toBe('refresh-call');
  });

  it('is a batch of GraphQL operations by its first', () => {
    const json = [{ query: 'mutation { tokenRefresh { token } }', variables: {} }];
    expect(normaliseTestRequest({ method: 'POST', url: 'https://api.shop.example/graphql', json }).purpose).toEqual({
      kind: 'refresh-call',
      by: 'graphql',
    });
  });
});

describe('a body', () => {
  it('has one fingerprint, as text and as the fields that the browser parsed', () => {
    const asText = send(text(GRANT)).bodyFp;
    const asFields = send({
      kind: 'fields',
      fields: { grant_type: ['refresh_token'], client_id: ['spa'], refresh_token: [RT] },
    }).bodyFp;
    expect(asText).not.toBeNull();
    expect(asFields).toBe(asText);
  });

  it('that was not read has none', () => {
    for (const kind of ['none', 'oversized', 'unreadable'] as const) expect(send({ kind }).bodyFp).toBeNull();
  });

  it.each([
    ['an assertion of the client', { client_assertion: JWT, client_assertion_type: 'jwt-bearer' }],
    ['an anti-CSRF token', { csrfToken: JWT }],
    ['a PKCE verifier', { code_verifier: RT }],
    ['an opaque value under a bare name, at an ordinary endpoint', { token: RT }],
    ['a short refresh token: a placeholder', { refreshToken: 'none' }],
  ])('carries no token: %s', (_what, json) => {
    const sent = normaliseTestRequest({ sensor: 'devtools', method: 'POST', url: 'https://app.shop.example/x', json });
    expect(sent.credentials.filter(({ claimed }) => claimed !== null)).toEqual([]);
    expect(sent.credentials.filter(({ format }) => format === 'opaque')).toEqual([]);
  });

  it('is looked into down to a depth, not further', () => {
    const wrap = (depth: number): unknown => (depth === 0 ? { refresh_token: RT } : { inner: wrap(depth - 1) });
    const count = (depth: number) => normaliseTestRequest({ method: 'POST', json: wrap(depth) }).credentials.length;
    expect([0, 4, 5, 6, 90].map(count)).toEqual([1, 1, 1, 0, 0]);
  });

  it('names the client and whether it proves itself', () => {
    const form = { grant_type: 'client_credentials', client_id: 'service', client_secret: 'hunter2hunter2' };
    const sent = normaliseTestRequest({ url: 'https://auth.shop.example/token', form });
    expect(sent).toMatchObject({ clientId: 'service', isClientAuthenticated: true });
    expect(JSON.stringify(sent)).not.toContain('hunter2');
  });

  it('names what a refresh asks for, in any order, so that wishes can be compared (T16)', () => {
    const ask = (scope: string) =>
      normaliseTestRequest({ form: { grant_type: 'refresh_token', refresh_token: RT, scope, resource: 'https://a' } })
        .target;
    expect(ask('read write')).toBe(ask('write read'));
    expect(ask('read write')).not.toBe(ask('read'));
  });
});
