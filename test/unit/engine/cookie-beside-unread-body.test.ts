// With DevTools closed a refresh over a cookie shows the new refresh token (Set-Cookie) and not the access token beside it,
// which is in a body that nobody reads: it is joined to its refresh when it is first used (rules.md 3.4, E3).

import { describe, expect, it } from 'vitest';
import { type StoryOptions, tellStory } from '../../support/story/tell-story';
import type { Teller } from '../../support/story/teller';

const BLIND: StoryOptions = { sensors: ['web-request'] };
const cookieOf = (n: number): string => `refresh_token=RT${n}; HttpOnly; Secure; SameSite=Strict; Path=/refresh`;

const signIn = (s: Teller): void =>
  s.post('app/login', {
    at: 0,
    json: { user: 'ada', password: 'x' },
    answer: { json: { accessToken: s.jwt('AT1') }, setCookie: cookieOf(1) },
  });

const renew = (s: Teller, at: number, n: number): void =>
  s.post('app/refresh', {
    at,
    id: `r${n}`,
    cookie: `refresh_token=RT${n}`,
    answer: { json: { accessToken: s.jwt(`AT${n + 1}`) }, setCookie: cookieOf(n + 1) },
  });

describe('an access token in an unread body, beside a refresh cookie', () => {
  const told = tellStory((s) => {
    signIn(s);
    s.get('api/me', { at: 2, bearer: 'AT1' });
    for (const n of [1, 2]) {
      renew(s, 540 * n, n);
      s.get('api/me', { at: 540 * n + 2, bearer: `AT${n + 1}` });
    }
  }, BLIND);

  it('is what its refresh issued', () => {
    expect(told.refresh('r1')).toMatchObject({ outcome: 'success', issued: ['RT2', 'AT2'] });
    expect(told.refresh('r2')).toMatchObject({ outcome: 'success', issued: ['RT3', 'AT3'] });
  });

  it('replaces the one before it, in one chain', () => {
    expect(told.token('AT2').state).toBe('superseded');
    expect(told.token('AT3').state).toBe('live');
    expect(told.chain('AT3')).toEqual(told.chain('RT1'));
  });
});

describe('an access token that the cookie did not bring', () => {
  it('stays apart when it was issued at another time', () => {
    const told = tellStory((s) => {
      signIn(s);
      s.get('api/me', { at: 2, bearer: 'AT1' });
      renew(s, 540, 1);
      s.jwt('AT9', { issuedAt: 300 });
      s.get('api/me', { at: 545, bearer: 'AT9' });
    }, BLIND);
    expect(told.refresh('r1').issued).toEqual(['RT2']);
  });

  it('stays apart when the session is another', () => {
    const told = tellStory((s) => {
      signIn(s);
      s.get('api/me', { at: 2, bearer: 'AT1' });
      renew(s, 540, 1);
      s.get('api/me', { at: 542, bearer: 'AT2' });
      s.get('api/me', { at: 543, bearer: s.jwt('AT9', { claims: { sub: 'eve' } }) });
    }, BLIND);
    expect(told.refresh('r1').issued).toEqual(['RT2', 'AT2']);
  });
});
