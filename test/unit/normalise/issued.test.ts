// Tokens in answers: every container, header and place; and what only looks like one (dialects.md 2.1, 2.6, 2.8).

import { describe, expect, it } from 'vitest';
import { type AnswerDetail, makeJwt, normaliseTestAnswer, takeTestFingerprint } from '../../support/raw-halves';

const JWT = makeJwt({ sub: '1' });
const AT = 'vT9KdKoUFVbeJo8yMjL6d4sJADQbiWbX';
const RT = 'XAalZT9fybcNMyiTUqBzxX_WpwItBV78';

const rolesIn = (detail: AnswerDetail) =>
  normaliseTestAnswer(detail).issued.map(({ fp, claimed }) => [
    [JWT, AT, RT].find((raw) => takeTestFingerprint(raw) === fp),
    claimed?.role,
    claimed?.strength,
  ]);

describe('tokens in a body', () => {
  it.each([
    ['at the root', { access_token: AT, refresh_token: RT }],
    ['in camel case', { accessToken: AT, refreshToken: RT }],
    ['in Pascal case', { AccessToken: AT, RefreshToken: RT }],
    ['in kebab case', { 'access-token': AT, 'refresh-token': RT }],
    ['under data', { data: { access_token: AT, refresh_token: RT } }],
    ['under result', { result: { access_token: AT, refresh_token: RT } }],
    ['under session', { session: { access_token: AT, refresh_token: RT } }],
    ['under tokens', { tokens: { accessToken: AT, refreshToken: RT } }],
    ['of Cognito', { AuthenticationResult: { AccessToken: AT, RefreshToken: RT } }],
    ['of GraphQL', { data: { login: { tokens: { accessToken: AT, refreshToken: RT } } } }],
    ['in an array', { sessions: [{ last: { access_token: AT, refresh_token: RT } }] }],
    ['with Bearer before it', { access_token: `Bearer ${AT}`, refresh_token: RT }],
    [
      'beside hostile keys',
      JSON.parse(`{"__proto__":1,"constructor":null,"access_token":"${AT}","refresh_token":"${RT}"}`),
    ],
  ])('%s', (_what, json) => {
    expect(rolesIn({ json })).toEqual([
      [AT, 'access', 'confirmed'],
      [RT, 'refresh', 'confirmed'],
    ]);
  });

  it.each([
    ['by its type', 'text/xml; charset=utf-8', ''],
    ['by its declaration', 'text/plain', '<?xml version="1.0"?>'],
  ])('of XML are its elements of mere text, %s', (_what, type, declaration) => {
    const inner = `<a:access_token n="1">${AT}</a:access_token><refresh_token> ${RT} </refresh_token>`;
    const text = `${declaration}<OAuth><state/>${inner}<expires_in>3600</expires_in></OAuth>`;
    const { issued } = normaliseTestAnswer({ text, headers: [['Content-Type', type]] });
    expect(issued.map(({ carrier, announcedSec }) => [carrier, announcedSec])).toEqual([
      ['response-form', 3600],
      ['response-form', null],
    ]);
    expect(rolesIn({ text, headers: [['Content-Type', type]] })).toEqual([
      [AT, 'access', 'confirmed'],
      [RT, 'refresh', 'confirmed'],
    ]);
  });

  it('of XML say why there are none, and pages are not read', () => {
    const refusal = '<OAuth><error>invalid_grant</error></OAuth>';
    const refused = { status: 400, text: refusal, headers: [['Content-Type', 'application/xml']] } as const;
    expect(normaliseTestAnswer(refused).error).toMatchObject({ code: 'invalid_grant', reading: 'generic' });
    const page = `<html><access_token>${AT}</access_token></html>`;
    expect(rolesIn({ text: page, headers: [['Content-Type', 'application/xhtml+xml']] })).toEqual([]);
  });

  it('that renew a JWT beside them are no access tokens (Stytch)', () => {
    expect(rolesIn({ json: { data: { session_token: RT, session_jwt: JWT } } })).toEqual([
      [RT, 'refresh', 'likely'],
      [JWT, 'access', 'likely'],
    ]);
  });

  it('in an object for each are what the objects are named', () => {
    const tokens = { access: { token: AT, expires: '2026-03-01T10:00:00Z' }, refresh: { token: RT } };
    expect(rolesIn({ json: { user: {}, tokens } })).toEqual([
      [AT, 'access', 'likely'],
      [RT, 'refresh', 'likely'],
    ]);
  });

  it('in a list of objects that say which token each is', () => {
    const tokens = [
      { type: 'access', value: AT, expires: '2026-03-01T10:00:00Z' },
      { type: 'refresh_token', value: RT },
    ];
    expect(rolesIn({ json: { auth: { tokens } } })).toEqual([
      [AT, 'access', 'likely'],
      [RT, 'refresh', 'confirmed'],
    ]);
    expect(normaliseTestAnswer({ json: { auth: { tokens } } }).issued[0]?.announcedSec).toBe(3600);
  });

  it('in an object whose scheme says nothing about what it is', () => {
    const json = { access: { token: AT, token_type: 'Bearer' }, refresh: { token: RT, token_type: 'Bearer' } };
    expect(rolesIn({ json: { tokens: json } })).toEqual([
      [AT, 'access', 'likely'],
      [RT, 'refresh', 'likely'],
    ]);
  });

  it('under a GraphQL field that is named like a token are what their own names say', () => {
    expect(rolesIn({ json: { data: { refreshToken: { token: JWT, refreshToken: RT } } } })).toEqual([
      [JWT, 'access', 'likely'],
      [RT, 'refresh', 'confirmed'],
    ]);
  });

  it.each<[key: string, role: string, strength: string]>([
    ['token', 'access', 'likely'],
    ['jwt', 'access', 'likely'],
    ['access', 'access', 'likely'],
    ['auth_token', 'access', 'likely'],
    ['sessionJwt', 'access', 'likely'],
    ['refreshedToken', 'access', 'likely'],
    ['refreshJwt', 'refresh', 'likely'],
    ['refresh', 'refresh', 'likely'],
    ['jwtRefreshToken', 'refresh', 'confirmed'],
    ['id_token', 'id', 'confirmed'],
    ['newAccessToken', 'access', 'likely'],
    ['user_refresh_token', 'refresh', 'likely'],
    ['newToken', 'access', 'likely'],
  ])('under %s are %s tokens, %s', (key, role, strength) => {
    expect(rolesIn({ json: { [key]: JWT } })).toEqual([[JWT, role, strength]]);
  });

  it('under a bare key give way to a token that names itself', () => {
    const refresh = makeJwt({ sub: '1', token_type: 'refresh' });
    const [issued] = normaliseTestAnswer({ json: { token: refresh } }).issued;
    expect(issued?.claimed?.role).toBe('refresh');
  });

  it('that is nothing but the token, or a text of JSON', () => {
    expect(normaliseTestAnswer({ text: JWT }).issued).toMatchObject([{ fp: takeTestFingerprint(JWT), name: null }]);
    expect(normaliseTestAnswer({ text: JSON.stringify(JWT) }).issued).toMatchObject([{ fp: takeTestFingerprint(JWT) }]);
  });

  it.each([")]}',\n", 'while(1);', 'for (;;);'])('behind %s, which keeps it from being run as a script', (guard) => {
    expect(rolesIn({ text: guard + JSON.stringify({ access_token: AT, refresh_token: RT }) })).toHaveLength(2);
  });

  it.each([
    ['a line of NDJSON', (json: string) => `{"event":"start"}\n${json}\n`],
    ['an event of a stream', (json: string) => `event: tokens\nid: 1\ndata: ${json}\n\n`],
    ['a part of a GraphQL answer', (json: string) => `---\r\nContent-Type: application/json\r\n\r\n${json}\r\n-----`],
    ['the argument of a call', (json: string) => `/**/cb_1(${json});`],
  ])('in %s', (_what, wrap) => {
    const text = wrap(JSON.stringify({ access_token: AT, refresh_token: RT }));
    expect(rolesIn({ text })).toEqual([
      [AT, 'access', 'confirmed'],
      [RT, 'refresh', 'confirmed'],
    ]);
  });

  it('that a gateway hands on as text', () => {
    const body = JSON.stringify({ access_token: AT, refresh_token: RT, expires_in: 900 });
    expect(rolesIn({ json: { statusCode: 200, body } })).toHaveLength(2);
    expect(normaliseTestAnswer({ json: { body } }).issued[0]?.announcedSec).toBe(900);
  });

  it('that is a form, as GitHub answers', () => {
    expect(rolesIn({ text: `access_token=${AT}&refresh_token=${RT}&token_type=bearer` })).toHaveLength(2);
  });

  it('are recognised whatever the content type says', () => {
    expect(rolesIn({ json: { access_token: AT }, headers: [['Content-Type', 'text/html']] })).toHaveLength(1);
  });

  it.each([
    ['empty texts', { access: JWT, refresh: '' }, 1],
    [
      'ids and lifetimes named like tokens',
      { refreshTokenId: 'abcdefgh12345678', refresh_token_expires_in: '3600' },
      0,
    ],
    ['CSRF tokens', { csrf_token: 'abcdefgh12345678', csrfToken: JWT }, 0],
    ["an identity provider's tokens", { provider_token: JWT, provider_refresh_token: 'abcdefgh12345678' }, 0],
    ['a token of another kind', { userPushToken: 'abcdefgh12345678', deviceRefreshTokenCount: '12345678' }, 0],
    ['null', { access_token: null, refresh_token: 42 }, 0],
    ['a word that says there is none', { refresh_token: 'not_supported' }, 0],
    ['a JWT that no key names', { notification: JWT }, 1],
    ['an opaque text that no key names', { key: 'abcdefgh12345678' }, 0],
    ['a sentence under a token key', { access_token: 'not a token at all' }, 0],
    ['a token under another name (Pow)', { renewal_token: RT }, 1],
  ])('are not found in %s', (_what, json, count) => {
    expect(normaliseTestAnswer({ json }).issued).toHaveLength(count);
  });

  it('of a connection broker belong to another service (SignalR)', () => {
    const url = 'https://api.shop.example/hub/negotiate';
    expect(normaliseTestAnswer({ url, json: { accessToken: JWT, url: 'https://signalr.example' } }).issued).toEqual([]);
  });

  it('that a 304 repeats from the cache are not issued again (T7)', () => {
    expect(
      normaliseTestAnswer({ status: 304, json: { access_token: AT }, headers: [['Set-Cookie', `at=${JWT}`]] }).issued,
    ).toEqual([]);
  });
});
