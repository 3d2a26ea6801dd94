import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import type { AnswerOptions } from '../../../support/story/story-acts';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { redeem, refresh } from '../usual-traffic';

const RULE = 'server-clock-inconsistent';

/** Two refreshes and three calls: three readings of either clock. */
function use(s: Teller, answer: AnswerOptions): void {
  const issue = (index: number) => ({ access_token: s.jwt(`AT${index}`), refresh_token: `RT${index}` });
  redeem(s, 0, issue(1));
  s.get('api/me', { at: 1, bearer: 'AT1', answer });
  refresh(s, 540, 'RT1', issue(2));
  s.get('api/me', { at: 542, bearer: 'AT2', answer });
  refresh(s, 1080, 'RT2', issue(3));
  s.get('api/me', { at: 1085, bearer: 'AT3', answer });
}

describe('servers that disagree about time', () => {
  it('is information past a minute', () => {
    const told = tellStory((s) => use(s, { dateOffBySec: 120 }), { isEnforcing: false });
    const { message } = expectFinding(told, RULE, { severity: 'info', confidence: 'confirmed' });
    expect(message).toMatch(/api\.shop\.example is 2 min.* ahead of that of https:\/\/auth/);
    expectNoFinding(
      tellStory((s) => use(s, { dateOffBySec: 50 }), { isEnforcing: false }),
      RULE,
    );
  });

  it('is low when a fresh token was refused', () => {
    const answer = { status: 401, challenge: 'Bearer error="invalid_token"', dateOffBySec: -120 };
    expectFinding(
      tellStory((s) => use(s, answer), { isEnforcing: false }),
      RULE,
      { severity: 'low' },
    );
  });

  it('is none when both agree that this computer is wrong', () => {
    expectNoFinding(
      tellStory((s) => use(s, {}), { localSkewSec: 500, isEnforcing: false }),
      RULE,
    );
  });

  it('T24: does not read the clock of a cache', () => {
    const told = tellStory((s) => use(s, { dateOffBySec: -500, headers: { Age: '500' } }), { isEnforcing: false });
    expectNoFinding(told, RULE);
  });

  it('needs three readings of each, and is not evaluable before', () => {
    const tell = (s: Teller): void => {
      redeem(s, 0, { access_token: s.jwt('AT1') });
      for (const at of [1, 2, 3]) s.get('api/me', { at, bearer: 'AT1', answer: { dateOffBySec: 120 } });
    };
    const told = tellStory(tell, { isEnforcing: false });
    expectNoFinding(told, RULE);
    expect(told.report.notEvaluable.map(({ rule }) => rule)).toContain(RULE);
  });

  it('is none where the local clock was set while they were read', () => {
    const tell = (s: Teller): void => {
      s.setClock(-100, 400);
      use(s, {});
      s.setClock(900, 0);
      for (const at of [1090, 1100]) s.get('api/me', { at, bearer: 'AT3' });
    };
    expectNoFinding(tellStory(tell, { isEnforcing: false }), RULE);
  });

  it('does not take two views of one answer for two readings', () => {
    const tell = (s: Teller): void => {
      redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: 'RT1' });
      for (const at of [1, 2]) s.get('api/me', { at, bearer: 'AT1', answer: { dateOffBySec: 120 } });
      refresh(s, 3, 'RT1', { access_token: s.jwt('AT2'), refresh_token: 'RT2' });
    };
    expectNoFinding(tellStory(tell, { isEnforcing: false, sensors: ['web-request', 'devtools'] }), RULE);
  });
});
