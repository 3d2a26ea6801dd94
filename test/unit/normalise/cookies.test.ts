// Tokens in cookies: plain, encoded, wrapped, split; and what an answer does to cookies.

import { describe, expect, it } from 'vitest';
import { makeJwt, normaliseTestAnswer, normaliseTestRequest, takeTestFingerprint } from '../../support/raw-halves';

const JWT = makeJwt({ sub: '1', typ: 'Bearer' });
const OTHER = makeJwt({ sub: '1', typ: 'Refresh' });
const OPAQUE = 'vT9KdKoUFVbeJo8yMjL6d4sJADQbiWbX';

const sentWith = (cookie: string) => normaliseTestRequest({ headers: [['Cookie', cookie]] });
const session = JSON.stringify({ access_token: JWT, refresh_token: OPAQUE, user: { id: 1 } });
const half = Math.ceil(JWT.length / 2);

describe('a Cookie header', () => {
  it.each([
    ['plain', `session=${JWT}`, [JWT]],
    ['among others', `theme=dark; session=${JWT}; lang=en`, [JWT]],
    ['in quotes', `session="${JWT}"`, [JWT]],
    ['percent-encoded', `session=Bearer%20${JWT}`, [JWT]],
    ['wrapped in JSON', `auth=${encodeURIComponent(session)}`, [JWT, OPAQUE]],
    ['wrapped in base64 of JSON', `sb-auth=base64-${btoa(session)}`, [JWT, OPAQUE]],
    ['wrapped in base64 of JSON, and nobody says so', `auth=${btoa(session)}`, [JWT, OPAQUE]],
    ['split into chunks', `session.0=${JWT.slice(0, half)}; session.1=${JWT.slice(half)}`, [JWT]],
    ['split into chunks that come in another order', `s.1=${JWT.slice(half)}; s.0=${JWT.slice(0, half)}`, [JWT]],
    ['two of them', `a=${JWT}; b=${OTHER}`, [JWT, OTHER]],
  ])('carries tokens: %s', (_what, cookie, raws) => {
    const found = sentWith(cookie).credentials;
    expect(found.map(({ fp }) => fp)).toEqual(raws.map(takeTestFingerprint));
    expect(found.every(({ carrier }) => carrier === 'cookie')).toBe(true);
  });

  it.each([
    ['a CSRF token', `XSRF-TOKEN=${JWT}`],
    ['a CSRF token of a JWT library', `csrf_access_token=${JWT}`],
    ['a front token', `sFrontToken=${btoa('{"uid":"1"}')}`],
    ['opaque values under ordinary names', `sid=${OPAQUE}; cart=${OPAQUE}`],
    ['an empty header', ''],
    ['no pairs', ';;; =x; novalue'],
  ])('carries no token: %s', (_what, cookie) => {
    expect(sentWith(cookie).credentials).toEqual([]);
  });

  it('names candidates for a renewal credential only under telling names, until a session is renewed', () => {
    const cookie = `sid=${OPAQUE}; refresh_token=${OPAQUE}x; XSRF-TOKEN=${OPAQUE}y`;
    expect(sentWith(cookie).cookies.map(({ name }) => name)).toEqual(['refresh_token']);
    const refreshing = normaliseTestRequest({
      method: 'POST',
      url: 'https://app.shop.example/refresh',
      headers: [['Cookie', cookie]],
    });
    expect(refreshing.cookies.map(({ name }) => name)).toEqual(['sid', 'refresh_token']);
    expect(refreshing.cookies[1]?.fp).toBe(takeTestFingerprint(`${OPAQUE}x`));
  });
});

describe('Set-Cookie', () => {
  const answeredWith = (...lines: readonly string[]) =>
    normaliseTestAnswer({ headers: lines.map((line) => ['Set-Cookie', line] as const) });

  it('delivers a token with all that the cookie says of itself', () => {
    const line = `__Host-access_token=${JWT}; HttpOnly; Secure; SameSite=Strict; Path=/; Max-Age=600`;
    expect(answeredWith(line).issued).toMatchObject([
      {
        fp: takeTestFingerprint(JWT),
        carrier: 'set-cookie',
        name: '__Host-access_token',
        cookie: { httpOnly: true, secure: true, sameSite: 'strict', maxAgeSec: 600 },
      },
    ]);
  });

  it('says nothing of what it leaves out', () => {
    const [token] = answeredWith(`token=${JWT}`).issued;
    expect(token?.cookie).toEqual({
      httpOnly: false,
      secure: false,
      sameSite: null,
      isPartitioned: false,
      maxAgeSec: null,
    });
  });

  it('retains until a date: from the answer on', () => {
    const date = ['Date', 'Sun, 01 Mar 2026 09:00:00 GMT'] as const;
    const cookie = ['Set-Cookie', `rt=${OPAQUE}; Expires=Sun, 01 Mar 2026 10:00:00 GMT; Domain=shop.example`] as const;
    const [token] = normaliseTestAnswer({ headers: [date, cookie] }).issued;
    expect(token?.cookie).toMatchObject({ maxAgeSec: 3600 });
  });

  it('in one line, as DevTools joins them', () => {
    const { issued } = answeredWith(`refresh_token=${OPAQUE}; HttpOnly\nat=${JWT}; Secure`);
    expect(issued.map(({ name, cookie }) => [name, cookie?.httpOnly, cookie?.secure])).toEqual([
      ['refresh_token', true, false],
      ['at', false, true],
    ]);
  });

  it('split into chunks is one token', () => {
    const { issued } = answeredWith(
      `session.0=${JWT.slice(0, half)}; HttpOnly`,
      `session.1=${JWT.slice(half)}; HttpOnly`,
    );
    expect(issued).toMatchObject([{ fp: takeTestFingerprint(JWT), name: 'session', cookie: { httpOnly: true } }]);
  });

  it.each([
    ['an empty value', 'rt=; Path=/'],
    ['no life left', `rt=${OPAQUE}; Max-Age=0`],
    ['a negative life', `rt=${OPAQUE}; Max-Age=-1`],
    ['a date long past', `rt=${OPAQUE}; Expires=Thu, 01 Jan 1970 00:00:00 GMT`],
  ])('clears a cookie by %s', (_what, line) => {
    expect(answeredWith(line)).toMatchObject({ cookiesCleared: ['rt'], issued: [], cookiesSet: [] });
  });

  it('lets Max-Age win over Expires (RFC 6265 5.3)', () => {
    const line = `rt=${OPAQUE}; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT`;
    expect(answeredWith(line)).toMatchObject({ cookiesCleared: [], cookiesSet: [{ name: 'rt' }] });
  });

  it('lists every cookie that could turn out to renew the session, those for scripts too', () => {
    const { cookiesSet } = answeredWith(`sid=${OPAQUE}; HttpOnly`, `theme=dark`, `other=${OPAQUE}z`);
    expect(cookiesSet).toMatchObject([
      { name: 'sid', fp: takeTestFingerprint(OPAQUE), cookie: { httpOnly: true } },
      { name: 'other', fp: takeTestFingerprint(`${OPAQUE}z`), cookie: { httpOnly: false } },
    ]);
  });

  it('has the same fingerprint as the cookie that comes back', () => {
    const value = 'a%2Bb%2Fc%3Dd-opaque-value';
    const set = answeredWith(`rt=${value}; HttpOnly`).cookiesSet[0]?.fp;
    const sent = normaliseTestRequest({
      method: 'POST',
      url: 'https://app.shop.example/refresh',
      headers: [['Cookie', `rt=${value}`]],
    });
    expect(sent.cookies[0]?.fp).toBe(set);
  });
});

describe('a split cookie', () => {
  const whole = takeTestFingerprint(OTHER);
  const parts = [OTHER.slice(0, 40), OTHER.slice(40)];

  it('is one candidate', () => {
    const url = 'https://app.shop.example/auth/refresh';
    const sent = normaliseTestRequest({ url, headers: [['Cookie', `s.0=${parts[0]}; s.1=${parts[1]}`]] });
    expect(sent.cookies).toEqual([{ name: 's', fp: whole, named: null }]);
  });

  it('is set as one, and cleared as one', () => {
    const set = normaliseTestAnswer({
      headers: [
        ['Set-Cookie', `s.0=${parts[0]}; HttpOnly`],
        ['Set-Cookie', `s.1=${parts[1]}; HttpOnly`],
      ],
    });
    expect(set.cookiesSet).toMatchObject([{ name: 's', fp: whole, cookie: { httpOnly: true } }]);
    expect(normaliseTestAnswer({ headers: [['Set-Cookie', 's.0=; Max-Age=0']] }).cookiesCleared).toContain('s');
  });
});
