// Traps T15, T22 to T24 of rules.md section 7 once more: nonces, restarts, testers, servers that disagree about time.

import { describe, expect, it } from 'vitest';
import { BLIND, BOTH, cookieRefresh, cookieSignIn, LATE } from '../../support/story/cookie-passages';
import { expectFinding, expectQuiet } from '../../support/story/expect-finding';
import { grantOf, refresh, signIn } from '../../support/story/passages';
import { jktOf } from '../../support/story/story-proofs';
import { type StoryOptions, tellStory } from '../../support/story/tell-story';

describe('T15, nonces', () => {
  const nonceStory = (options: StoryOptions) =>
    tellStory((s) => {
      const bound = { jwt: { claims: { cnf: { jkt: jktOf() } } } };
      const challenge = { status: 400, json: { error: 'use_dpop_nonce' }, headers: { 'DPoP-Nonce': 'n1' } };
      signIn(s, 0, 1, { ...bound, dpop: 'p0' });
      s.post('auth/token', { at: 540, id: 'asked', form: grantOf(1), dpop: 'p1', answer: challenge });
      refresh(s, 540.4, 1, 2, { ...bound, dpop: { name: 'p2', nonce: 'n1' }, id: 'r' });
      for (const n of [0, 1, 2]) {
        const answer = { status: 401, challenge: 'DPoP error="use_dpop_nonce"' };
        s.get('api/me', { at: 550 + n, bearer: 'AT2', dpop: `q${n}`, answer });
      }
      s.get('api/me', { at: 553, bearer: 'AT2', dpop: 'q3' });
    }, options);

  it.each([
    ['one sensor', {}],
    ['both', BOTH],
    ['late bodies', LATE],
  ])('a nonce that is asked for at the refresh, and three times at the API, is no refusal (%s)', (_what, options) => {
    const story = nonceStory(options);
    expect(story.refresh('asked').outcome).toBe('negotiation');
    expect(story.refresh('r')).toMatchObject({ outcome: 'success', position: 'P0' });
    expectQuiet(story);
  });

  it('nor is it one where no body is read', () => {
    const story = nonceStory(BLIND);
    expectQuiet(story);
  });
});

describe('T22, restarts', () => {
  it.each([
    ['accepted', true],
    ['refused', false],
  ])('a cookie from before a crash, after a restart, %s: likely at most', (_what, isAccepted) => {
    const story = tellStory((s) => {
      cookieSignIn(s, 0);
      cookieRefresh(s, 540, 1, 2);
      s.gap(1000, 5000, 'closed');
      cookieRefresh(s, 5010, 1, 3, { tab: 'tabB', ...(isAccepted ? {} : { answer: 401 }) });
    });
    const rule = isAccepted ? 'refresh-token-reuse-accepted' : 'refresh-token-reuse-rejected';
    expect(expectFinding(story, rule).confidence).not.toBe('confirmed');
    expect(expectFinding(story, rule).message).toContain('reloaded from storage older');
  });
});

describe('T23, testers', () => {
  it('a replay that no tab sent leaves room for the tester', () => {
    const story = tellStory((s) => {
      signIn(s, 0);
      refresh(s, 540, 1, 2);
      refresh(s, 900, 1, 3, { tab: 'unknown', client: null });
    });
    expect(expectFinding(story, 'refresh-token-reuse-accepted').message).toContain('DevTools or a proxy');
  });
});

describe('T24, servers that disagree', () => {
  const useAt = (at: number, dateOffBySec: number) =>
    tellStory((s) => {
      signIn(s, 0);
      for (const early of [1, 2, 3]) s.get('api/me', { at: early, bearer: 'AT1', answer: { dateOffBySec } });
      s.get('api/me', { at, bearer: 'AT1', answer: { dateOffBySec } });
    });

  it('a token that is over only by the clock of the server that took it may be over by nothing', () => {
    const story = useAt(400, 600);
    expectFinding(story, 'expired-token-accepted', { severity: 'medium', confidence: 'possible' });
  });

  it('one that is over by both clocks is over', () => {
    expectFinding(useAt(1000, 600), 'expired-token-accepted', { severity: 'high', confidence: 'confirmed' });
  });

  it('a server that lags ten minutes makes no refresh early or late', () => {
    const story = tellStory((s) => {
      signIn(s, 0);
      for (const at of [1, 2, 3]) s.get('api/me', { at, bearer: 'AT1', answer: { dateOffBySec: -600 } });
      refresh(s, 540, 1, 2, { id: 'r' });
    });
    expect(story.refresh('r').trigger).toBe('proactive');
  });
});
