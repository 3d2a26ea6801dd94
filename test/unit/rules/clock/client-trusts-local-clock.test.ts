import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { onLocalhost, redeem, refresh } from '../usual-traffic';

const RULE = 'client-trusts-local-clock';

/** A chain of refreshes at these times; token `index` lives `livesSec(index)`. */
function refreshAt(s: Teller, times: readonly number[], livesSec: (index: number) => number): void {
  const issue = (index: number) => ({
    access_token: s.jwt(`AT${index}`, { lifetimeSec: livesSec(index) }),
    refresh_token: `RT${index}`,
  });
  redeem(s, 0, issue(0));
  s.get('api/me', { at: 1, bearer: 'AT0' });
  for (const [index, at] of times.entries()) refresh(s, at, `RT${index}`, issue(index + 1));
}

describe('an app that trusts the local clock', () => {
  it('refreshes at a constant distance from exp by it, three times', () => {
    const told = tellStory((s) => refreshAt(s, [40, 80, 120], () => 600), { localSkewSec: 500 });
    const { message } = expectFinding(told, RULE, { severity: 'low', confidence: 'likely', count: 3 });
    expect(message).toContain('60 s before exp by the local clock');
  });

  it('is confirmed when the tokens do not live equally long: no fixed timer does that', () => {
    const lives = [600, 900, 700, 600];
    const times = [40, 40 + 340, 40 + 340 + 140];
    const told = tellStory((s) => refreshAt(s, times, (index) => lives[index] ?? 600), { localSkewSec: 500 });
    expectFinding(told, RULE, { confidence: 'confirmed' });
  });

  it('is none twice, with a right clock, or by a timer that follows expires_in', () => {
    expectNoFinding(
      tellStory((s) => refreshAt(s, [40, 80], () => 600), { localSkewSec: 500 }),
      RULE,
    );
    expectNoFinding(
      tellStory((s) => refreshAt(s, [540, 1080, 1620], () => 600)),
      RULE,
    );
    expectNoFinding(
      tellStory((s) => refreshAt(s, [540, 1080, 1620], () => 600), { localSkewSec: 500 }),
      RULE,
    );
  });

  it('keeps its distance while it is within ten seconds of the same: 60, 40 and 50 s, not 60, 39 and 50 s', () => {
    const tell = (times: readonly number[]) => tellStory((s) => refreshAt(s, times, () => 600), { localSkewSec: 500 });
    expectFinding(tell([40, 100, 150]), RULE, { count: 3 });
    expectNoFinding(tell([40, 101, 151]), RULE);
  });

  it('is none where the distances differ', () => {
    expectNoFinding(
      tellStory((s) => refreshAt(s, [20, 120, 140], () => 600), { localSkewSec: 300 }),
      RULE,
    );
  });

  it('is found by refreshes on receipt of tokens that are over by it', () => {
    const told = tellStory((s) => refreshAt(s, [2, 4, 6], () => 300), { localSkewSec: 700 });
    expect(expectFinding(told, RULE, { count: 3 }).message).toContain('as soon as it had received');
  });

  it('is not evaluable where no server shows its clock', () => {
    const answer = { json: { access_token: 'AT1' }, dateOffBySec: null };
    const told = tellStory((s) =>
      s.post('auth/token', { at: 0, form: { grant_type: 'authorization_code', code: 'c1' }, answer }),
    );
    expect(told.report.notEvaluable.map(({ rule }) => rule)).toContain(RULE);
  });

  it('is one step lower on a developer machine', () => {
    expectFinding(
      tellStory(
        onLocalhost((s) => refreshAt(s, [40, 80, 120], () => 600)),
        { localSkewSec: 500 },
      ),
      RULE,
      { severity: 'info' },
    );
  });

  it('is none where the distance is more than five minutes', () => {
    const tell = (times: readonly number[]) => tellStory((s) => refreshAt(s, times, () => 1200), { localSkewSec: 500 });
    expectFinding(tell([395, 790, 1185]), RULE, { count: 3 });
    expectNoFinding(tell([392, 780, 1164]), RULE);
  });
});
