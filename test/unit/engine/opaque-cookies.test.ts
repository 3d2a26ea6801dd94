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
