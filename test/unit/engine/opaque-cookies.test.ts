// An opaque access token in a cookie is presented with each request that carries it, as a JWT is (rules.md 2.2).

import { describe, expect, it } from 'vitest';
import { expectFinding } from '../../support/story/expect-finding';
import { tellStory } from '../../support/story/tell-story';
import type { Teller } from '../../support/story/teller';

function signIn(s: Teller): void {
  for (const name of ['A1', 'A2']) s.opaque(name);
  const set = (token: string) => `access_token=${token}; HttpOnly; Secure; SameSite=Strict`;
  s.post('api/login', { at: 0, json: { password: 'x' }, answer: { setCookie: set('A1') } });
}

describe('an opaque cookie', () => {
  it('that an answer has set is presented, and used after the logout', () => {
    const told = tellStory((s) => {
      signIn(s);
      s.get('api/orders', { at: 5, cookie: 'access_token=A1' });
      s.post('api/logout', { at: 10, cookie: 'access_token=A1' });
      s.get('api/orders', { at: 100, cookie: 'access_token=A1' });
    });
    expect(told.token('A1')).toMatchObject({ role: 'access', presentations: 3, accepted: 3 });
    expectFinding(told, 'token-accepted-after-logout', { severity: 'medium' });
  });

  it('is replaced by the one that a later answer sets in its place', () => {
    const told = tellStory((s) => {
      for (const name of ['A1', 'A2']) s.opaque(name);
      const pair = (n: number) => [`access_token=A${n}; HttpOnly`, `refresh_token=RT${n}; HttpOnly`];
      const form = { email: 'a', password: 'x' };
      const answer = { status: 303, location: 'https://app.shop.example/', setCookie: pair(1) };
      s.request('POST', 'app/login', { at: 0, type: 'document', form, answer });
      const cookie = 'access_token=A1; refresh_token=RT1';
      s.open('app/orders', { at: 600, id: 'page', cookie, answer: { status: 200, setCookie: pair(2) } });
    });
    expect(told.refresh('page')).toMatchObject({ type: 'sliding_reissue', presented: 'RT1', issued: ['A2', 'RT2'] });
    expect(told.chain('RT1')).toMatchObject({ root: { kind: 'login' }, heads: ['RT2'] });
  });

  it('that comes back from a sign-in elsewhere may be another user’s', () => {
    const told = tellStory((s) => {
      signIn(s);
      const answer = { status: 302, location: 'https://app.shop.example/', setCookie: 'access_token=A2; HttpOnly' };
      s.open('app/callback', {
        at: 600,
        cookie: 'access_token=A1',
        query: { code: 'code-of-another', state: 'x' },
        answer,
      });
    });
    expect(told.report.refreshes).toEqual([]);
  });

  it('that no answer has set is no token, and counts as another credential beside one', () => {
    const told = tellStory((s) => {
      s.opaque('A2');
      s.post('api/login', { at: 0, json: { password: 'x' }, answer: { json: { accessToken: 'AT1' } } });
      s.get('api/orders', { at: 1000, bearer: 'AT1', cookie: 'access_token=A2' });
    });
    expect(told.findToken('A2')).toBeNull();
    expectFinding(told, 'expired-token-accepted', { confidence: 'possible', tokens: ['AT1'] });
  });
});
