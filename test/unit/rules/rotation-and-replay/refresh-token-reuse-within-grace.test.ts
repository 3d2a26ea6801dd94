import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import { type StoryOptions, tellStory } from '../../../support/story/tell-story';
import { redeem, refresh, UNSAID } from '../usual-traffic';

const RULE = 'refresh-token-reuse-within-grace';
const pair = (number: number) => ({ access_token: `AT${number}`, refresh_token: `RT${number}` });

const again = (at: number, json: object, options: StoryOptions = {}) =>
  tellStory((s) => {
    redeem(s, 0, pair(1));
    refresh(s, 540, 'RT1', pair(2));
    refresh(s, at, 'RT1', { ...json }, { tab: 'tabB' });
  }, options);

describe('a late duplicate inside the grace window', () => {
  it('is low when it splits the chain', () => {
    const { message } = expectFinding(again(544, pair(3)), RULE, {
      severity: 'low',
      confidence: 'confirmed',
      tokens: ['RT1'],
    });
    expect(message).toMatch(/3\.8 s after it had been replaced.*two live branches/);
    expect(message).not.toMatch(UNSAID);
  });

  it.each<[what: string, json: object]>([
    ['the same successor', { access_token: 'AT3', refresh_token: 'RT2' }],
    ['an access token alone', { access_token: 'AT3' }],
  ])('is info when it brings %s', (_what, json) => {
    expectFinding(again(544, json), RULE, { severity: 'info' });
  });
});

describe('no such duplicate is', () => {
  it('a later one', () => expectNoFinding(again(620, pair(3)), RULE));
  it('one after ten seconds in strict mode', () => {
    expectNoFinding(again(555, pair(3), { thresholds: { 'rt.grace': 10 } }), RULE);
  });
  it('one of a race', () => expectNoFinding(again(540.1, pair(3)), RULE));
});
