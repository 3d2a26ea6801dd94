// Access tokens in cookies: the browser drops the cookie at its end, and the request that is refused carries nothing.

import { describe, expect, it } from 'vitest';
import { tellStory } from '../../support/story/tell-story';
import type { Teller } from '../../support/story/teller';

const LIFETIME_SEC = 300;
const SPEC = { lifetimeSec: LIFETIME_SEC, header: { typ: 'JWT' }, claims: { scope: undefined, client_id: undefined } };
const setCookies = (n: number): readonly string[] => [
  `access_token=AT${n}; HttpOnly; Path=/; Max-Age=${LIFETIME_SEC}`,
  `refresh_token=RT${n}; HttpOnly; Path=/auth/refresh; Max-Age=604800`,
];

function signIn(s: Teller): void {
  for (const name of ['AT1', 'AT2']) s.jwt(name, SPEC);
  s.post('app/auth/login', { at: 0, json: { email: 'a', password: 'b' }, answer: { setCookie: setCookies(1) } });
  s.get('app/me', { at: 2, cookie: 'access_token=AT1' });
}

function refreshAndRetry(s: Teller, at: number): void {
  s.get('app/me', { at, answer: 401 });
  s.post('app/auth/refresh', {
    at: at + 0.3,
    id: 'r',
    cookie: 'refresh_token=RT1',
    answer: { setCookie: setCookies(2) },
  });
  s.get('app/me', { at: at + 0.6, cookie: 'access_token=AT2' });
}

describe('a request that was refused for want of its token', () => {
  it('leads to the refresh, and is the one that is sent again', () => {
    const told = tellStory((s) => {
      signIn(s);
      refreshAndRetry(s, LIFETIME_SEC + 10);
    });
    expect(told.refresh('r')).toMatchObject({
      trigger: 'reactive.expired',
      unauthorizedRequests: 1,
      retriedRequests: 1,
      presented: 'RT1',
    });
    expect(told.token('AT1').rejected).toBe(0);
  });

  it('is not blamed on a token that had not ended', () => {
    const told = tellStory((s) => {
      signIn(s);
      refreshAndRetry(s, LIFETIME_SEC - 30);
    });
    expect(told.refresh('r')).toMatchObject({ trigger: 'proactive', unauthorizedRequests: 0 });
  });

  it('is not blamed on a token that the app holds itself', () => {
    const told = tellStory((s) => {
      s.jwt('AT1', SPEC);
      s.post('auth/token', {
        at: 0,
        form: { grant_type: 'authorization_code', code: 'c1' },
        answer: { json: { access_token: 'AT1', refresh_token: 'RT1' } },
      });
      s.get('app/me', { at: 310, answer: 401 });
      s.post('auth/token', {
        at: 311,
        id: 'r',
        form: { grant_type: 'refresh_token', refresh_token: 'RT1' },
        answer: { json: { access_token: 'AT2', refresh_token: 'RT2' } },
      });
    });
    expect(told.refresh('r')).toMatchObject({ trigger: 'late', unauthorizedRequests: 0 });
  });
});
