// Scenarios S07 and S11 of rules.md once more, and the ordinary way through them.

import { describe, expect, it } from 'vitest';
import { BLIND, BOTH, cookieRefresh, cookieSignIn, LATE, REUSE } from '../../support/story/cookie-passages';
import { expectFinding, expectNoFinding, expectQuiet } from '../../support/story/expect-finding';
import { EXPIRED, grantOf, signIn } from '../../support/story/passages';
import type { RequestOptions } from '../../support/story/story-acts';
import { jktOf } from '../../support/story/story-proofs';
import { type StoryOptions, tellStory } from '../../support/story/tell-story';

describe('S07 in other shapes', () => {
  it.each<[string, Partial<RequestOptions>]>([
    ['a header of its own', { headers: { 'X-Access-Token': 'T1' } }],
    ['a bare Authorization header', { authorization: 'T1' }],
    ['a cookie', { cookie: 'token=T1' }],
  ])('a week-long token in %s', (_what, carried) => {
    const spec = {
      lifetimeSec: 604_800,
      header: { alg: 'HS256', typ: 'JWT' },
      claims: { role: 'user', jti: undefined, scope: undefined, client_id: undefined, aud: undefined, iss: undefined },
    };
    const story = tellStory((s) => {
      const token = s.jwt('T1', spec);
      const answer = 'cookie' in carried ? { setCookie: `token=${token}; HttpOnly; Secure` } : { json: { token } };
      s.post('app/api/login', { at: 0, json: { user: 'ada', password: 'x' }, answer });
      s.get('api/orders', { at: 5, ...carried });
      s.post('https://collect.metrics.example/e', { at: 6, json: { ctx: { jwt: token } }, answer: 204 });
      s.get('wss://rt.shop.example/socket', { at: 8, type: 'websocket', query: { token }, answer: 101 });
    }, BOTH);
    expectFinding(story, 'access-token-long-lived', { severity: 'high', confidence: 'likely' });
    expectNoFinding(story, 'long-lived-token-with-jti', 'token-without-expiry', 'refresh-token-not-rotated');
    expect(story.report.refreshes).toEqual([]);
  });
});

describe('S11 in other shapes', () => {
  const bound = { jwt: { claims: { cnf: { jkt: jktOf() } } } };

  it.each([
    ['both sensors', BOTH],
    ['late bodies', LATE],
    ['DevTools first', { sensors: ['devtools', 'web-request'] } satisfies StoryOptions],
  ])('a proof in two tabs, a bound token in a cookie, one refresh token throughout (%s)', (_what, options) => {
    const story = tellStory((s) => {
      signIn(s, 0, 1, { ...bound, dpop: 'p1' });
      s.get('api/a', { at: 10, bearer: 'AT1', dpop: 'p2' });
      s.get('api/a', { at: 12, bearer: 'AT1', dpop: 'p2', tab: 'tabB' });
      s.get('api/b', { at: 20, cookie: 'at=AT1' });
      for (const n of [2, 3]) {
        const json = { access_token: s.jwt(`AT${n}`, { lifetimeSec: 600, ...bound.jwt }), token_type: 'DPoP' };
        s.post('auth/token', { at: 540 * (n - 1), form: grantOf(1), dpop: `p${n + 1}`, answer: { json } });
      }
    }, options);
    expectFinding(story, 'dpop-proof-reused', { severity: 'medium', confidence: 'confirmed' });
    expectFinding(story, 'dpop-bound-token-as-bearer', { severity: 'medium' });
    expectNoFinding(story, 'refresh-token-not-rotated', ...REUSE, 'dpop-proof-mismatch', 'dpop-key-changed-in-family');
    expect(story.chain('RT1')).toMatchObject({ regime: 'non-rotating', edges: [] });
  });
});

describe('the ordinary way', () => {
  it.each([
    ['both', BOTH],
    ['late bodies', LATE],
    ['no bodies', BLIND],
    ['a clock twelve minutes off', { localSkewSec: 720 } satisfies StoryOptions],
  ])('401, cookie refresh, retry is quiet (%s)', (_what, options) => {
    const story = tellStory((s) => {
      cookieSignIn(s, 0);
      s.get('api/me', { at: 620, bearer: 'AT1', answer: EXPIRED });
      cookieRefresh(s, 620.5, 1, 2, { id: 'r' });
      s.get('api/me', { at: 624, bearer: 'AT2' });
    }, options);
    expectQuiet(story, { except: ['client-clock-skew'] });
    expect(story.refresh('r')).toMatchObject({ outcome: 'success', position: 'P0' });
  });
});
