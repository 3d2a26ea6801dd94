// The other places of a request where a token may ride, and facts about the request that rules ask for.

import { describe, expect, it } from 'vitest';
import { makeJwt, normaliseTestRequest, type RequestDetail, takeTestFingerprint } from '../../support/raw-halves';

const JWT = makeJwt({ sub: '1' });
const OPAQUE = 'vT9KdKoUFVbeJo8yMjL6d4sJADQbiWbX';

const presentedIn = (detail: RequestDetail) =>
  normaliseTestRequest(detail).credentials.map(({ fp, carrier, claimed }) => {
    const raw = [JWT, OPAQUE].find((text) => takeTestFingerprint(text) === fp);
    return [raw === JWT ? 'JWT' : 'OPAQUE', carrier, claimed?.role ?? null];
  });

describe('a token rides', () => {
  it.each<[what: string, detail: RequestDetail, found: readonly (string | null)[]]>([
    ['in the query', { url: `https://api.shop.example/a?access_token=${OPAQUE}` }, ['OPAQUE', 'query', 'access']],
    ['in the query as a JWT, under any name', { url: `https://api.shop.example/a?x=${JWT}` }, ['JWT', 'query', null]],
    ['in the query under a token name', { url: `https://api.shop.example/a?token=${JWT}` }, ['JWT', 'query', 'access']],
    [
      'in the query as a refresh token',
      { url: `https://auth.shop.example/r?refresh_token=${OPAQUE}` },
      ['OPAQUE', 'query', 'refresh'],
    ],
    ['as a hint', { url: `https://auth.shop.example/end?id_token_hint=${JWT}` }, ['JWT', 'query', 'id']],
    [
      'in the path, behind /token/',
      { url: `https://openapi.example/v1.0/token/${OPAQUE}` },
      ['OPAQUE', 'path', 'refresh'],
    ],
    ['in the path as a JWT', { url: `https://api.shop.example/verify/${JWT}` }, ['JWT', 'path', null]],
    ['in a header of its own', { headers: [['X-Access-Token', OPAQUE]] }, ['OPAQUE', 'request-header', 'access']],
    [
      'in an app’s own header, known or not',
      { headers: [['X-Shop-Access-Token', OPAQUE]] },
      ['OPAQUE', 'request-header', null],
    ],
    ['in a header that is named like it', { headers: [['X-Refresh', OPAQUE]] }, ['OPAQUE', 'request-header', null]],
    [
      'in the query of its revocation',
      { method: 'POST', url: `https://oauth2.googleapis.com/revoke?token=${OPAQUE}` },
      ['OPAQUE', 'query', null],
    ],
    [
      'as a key that says of itself that it is printed into pages',
      { headers: [['Authorization', 'Bearer sb_publishable_Zx81hYtP0wUo3bQn']] },
      ['OPAQUE', 'authorization', 'publishable-key'],
    ],
    ['in any header as a JWT', { headers: [['X-Whatever', `Bearer ${JWT}`]] }, ['JWT', 'request-header', null]],
    [
      'in the URL of a WebSocket',
      { url: `wss://api.shop.example/ws?access_token=${OPAQUE}`, resourceType: 'websocket' },
      ['OPAQUE', 'websocket', 'access'],
    ],
    [
      'in the subprotocols of a WebSocket',
      {
        url: 'wss://api.shop.example/ws',
        resourceType: 'websocket',
        headers: [['Sec-WebSocket-Protocol', `v1, ${JWT}`]],
      },
      ['JWT', 'websocket', 'access'],
    ],
  ])('%s', (_what, detail, found) => {
    expect(presentedIn(detail)).toEqual([found]);
  });

  it.each<[what: string, detail: RequestDetail]>([
    ['an opaque value in the query under a bare name', { url: `https://api.shop.example/a?token=${OPAQUE}` }],
    ['an opaque value elsewhere in the path', { url: `https://api.shop.example/files/${OPAQUE}/raw` }],
    ['a text that only shows that there is one', { headers: [['Authorization', 'Bearer ********']] }],
    ['a Firebase App Check JWT', { headers: [['X-Firebase-AppCheck', JWT]] }],
    ['an anti-CSRF JWT', { headers: [['X-CSRF-Token', JWT]] }],
    ['the page that the user came from', { headers: [['Referer', `https://app.shop.example/?access_token=${JWT}`]] }],
    ['an HTTP/2 pseudo header', { headers: [[':path', `/a?access_token=${JWT}`]] }],
  ])('nowhere in %s', (_what, detail) => {
    expect(presentedIn({ ...detail, sensor: 'devtools' })).toEqual([]);
  });

  it('as a DPoP proof beside the token, not as a second token', () => {
    const proof = makeJwt({ jti: '1' }, { alg: 'ES256', typ: 'dpop+jwt' });
    const { credentials } = normaliseTestRequest({
      headers: [
        ['Authorization', `DPoP ${JWT}`],
        ['DPoP', proof],
      ],
    });
    expect(credentials.map(({ fp, claimed }) => [fp, claimed?.role])).toEqual([
      [takeTestFingerprint(JWT), 'access'],
      [takeTestFingerprint(proof), 'dpop-proof'],
    ]);
  });

  it('in two places of one request, once per place', () => {
    const headers = [
      ['Authorization', `Bearer ${JWT}`],
      ['X-Access-Token', JWT],
      ['X-Again', JWT],
    ] as const;
    expect(presentedIn({ headers })).toEqual([
      ['JWT', 'authorization', 'access'],
      ['JWT', 'request-header', 'access'],
    ]);
  });

  it('however many there are, up to a bound', () => {
    const json = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`k${index}`, makeJwt({ sub: index })]));
    expect(normaliseTestRequest({ method: 'POST', json }).credentials.length).toBeLessThanOrEqual(24);
  });
});

describe('a request says of itself', () => {
  it.each([
    ['Sec-Purpose', 'prefetch', true],
    ['Sec-Purpose', 'prefetch;prerender', true],
    ['Purpose', 'prefetch', true],
    ['X-Moz', 'prefetch', true],
    ['X-Moz', 'livebookmarks', false],
    ['Sec-Fetch-Dest', 'empty', false],
  ])('whether it is a guess of the browser (T10): %s: %s', (name, value, is) => {
    expect(normaliseTestRequest({ headers: [[name, value]] }).isPrefetch).toBe(is);
  });

  it.each<[what: string, detail: RequestDetail, has: boolean]>([
    ['a JSON body', { method: 'POST', headers: [['Content-Type', 'application/json']] }, true],
    ['a header no form can set', { method: 'POST', headers: [['X-Requested-With', 'x']] }, true],
    ['a CSRF field', { form: { csrf_token: 'x' } }, true],
    ['a plain form', { form: { a: 'b' }, headers: [['Content-Type', 'application/x-www-form-urlencoded']] }, false],
    ['nothing', {}, false],
  ])('whether a form could have sent it: %s', (_what, detail, has) => {
    expect(normaliseTestRequest(detail).hasCsrfDefence).toBe(has);
  });

  it('where it went, without query or fragment', () => {
    const sent = normaliseTestRequest({ url: 'https://API.shop.example:443/users/42?key=value' });
    expect(sent).toMatchObject({ origin: 'https://api.shop.example', pathTemplate: '/users/:id' });
    expect(JSON.stringify(sent)).not.toContain('value');
  });

  it('that it went somewhere unreadable, rather than failing', () => {
    expect(normaliseTestRequest({ url: 'https://[broken/' }).origin).toBe('http://unreadable.invalid');
    expect(normaliseTestRequest({ url: `https://api.shop.example/?x=${'a'.repeat(100_000)}` }).origin).toBe(
      'http://unreadable.invalid',
    );
  });

  it.each([
    [
      'Entra by its host',
      { url: 'https://login.microsoftonline.com/common/oauth2/v2.0/token', method: 'POST' },
      'entra',
    ],
    [
      'Keycloak by its path',
      { url: 'https://id.example/realms/shop/protocol/openid-connect/token', method: 'POST' },
      'keycloak',
    ],
    ['SuperTokens by its header', { headers: [['st-auth-mode', 'cookie']] as const }, 'supertokens'],
    [
      'PocketBase by its path',
      { url: 'https://pb.example/api/collections/users/auth-refresh', method: 'POST' },
      'pocketbase',
    ],
    ['Descope by its header', { headers: [['x-descope-project-id', 'P2abc']] as const }, 'descope'],
    ['nobody', {}, null],
  ])('which auth system it belongs to: %s', (_what, detail, dialect) => {
    expect(normaliseTestRequest(detail).dialect).toBe(dialect);
  });
});

it('an Authorization value without a scheme may be any key, unless it is a JWT', () => {
  const roleOf = (value: string) =>
    normaliseTestRequest({ headers: [['Authorization', value]] }).credentials.map(
      ({ claimed }) => claimed?.role ?? null,
    );
  expect(roleOf(OPAQUE)).toEqual([null]);
  expect(roleOf(JWT)).toEqual(['access']);
  expect(roleOf(`Token ${OPAQUE}`)).toEqual(['access']);
});
