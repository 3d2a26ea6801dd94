import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { onLocalhost, redeem, refresh } from '../usual-traffic';

const RULE = 'sliding-session-no-absolute-cap';
const HOUR_SEC = 3600;
const DAY_SEC = 86_400;

/** Refreshes every ten minutes; each refresh token is given `livesSec(at)` from its issuance on. */
function rotate(s: Teller, livesSec: (at: number) => number, times = 3): void {
  const issue = (index: number, at: number) => ({
    access_token: s.jwt(`AT${index}`, { lifetimeSec: 660 }),
    refresh_token: `RT${index}`,
    refresh_expires_in: livesSec(at),
  });
  redeem(s, 0, issue(1, 0));
  for (let index = 1; index < times; index += 1) refresh(s, index * 600, `RT${index}`, issue(index + 1, index * 600));
}

/** The same with refresh tokens that are JWTs. */
function rotateJwts(s: Teller, lifetimeSec: number): void {
  const issue = (index: number) => ({
    access_token: s.jwt(`AT${index}`, { lifetimeSec: 660 }),
    refresh_token: s.jwt(`RT${index}`, { lifetimeSec, header: { typ: 'JWT' }, claims: { typ: 'Refresh' } }),
  });
  redeem(s, 0, issue(1));
  refresh(s, 600, 'RT1', issue(2));
  refresh(s, 1200, 'RT2', issue(3));
}

describe('a session that slides', () => {
  it('is medium, and likely at most, when it reaches past the policy', () => {
    const told = tellStory((s) => rotateJwts(s, 31 * DAY_SEC));
    expectFinding(told, RULE, { severity: 'medium', confidence: 'likely', tokens: ['RT3'] });
    expect(told.chain('RT3').session?.shape).toBe('sliding');
  });

  it('slides also where the answer that issued the oldest of its newest tokens was long in coming', () => {
    const told = tellStory((s) => {
      const spec = { lifetimeSec: 31 * DAY_SEC, header: { typ: 'JWT' }, claims: { typ: 'Refresh' } };
      const issue = (index: number) => ({
        access_token: s.jwt(`AT${index}`),
        refresh_token: s.jwt(`RT${index}`, spec),
      });
      redeem(s, 0, issue(1));
      refresh(s, 600, 'RT1', issue(2));
      refresh(s, 1200, 'RT2', issue(3), { after: 2 });
      refresh(s, 1201, 'RT2', issue(4), { after: 0.05 });
    });
    expectFinding(told, RULE, { severity: 'medium' });
  });

  it('dates each generation by when it came, however the estimate of the clock moves on', () => {
    const told = tellStory((s) => rotate(s, () => 31 * DAY_SEC), { localSkewSec: -400 });
    const { evidence } = expectFinding(told, RULE);
    const toldMs = evidence.slice(-3).map(({ at }) => Date.parse(at) - Date.parse('2026-03-01T08:53:20.200Z'));
    expect(toldMs).toEqual([0, 600_000, 1_200_000]);
  });

  it('is low while it is young and its token opaque, medium once it is older than the policy', () => {
    expectFinding(
      tellStory((s) => rotate(s, () => 25 * HOUR_SEC), { profile: 'aal2' }),
      RULE,
      { severity: 'low' },
    );
    const old = tellStory((s) => rotate(s, () => HOUR_SEC, 75), { profile: 'aal3' });
    expectFinding(old, RULE, { severity: 'medium' });
  });

  it('is told by name from a week on', () => {
    const told = tellStory((s) => rotateJwts(s, 7 * DAY_SEC), { profile: 'aal2' });
    expect(expectFinding(told, RULE).message).toContain('a sliding window of 7 d');
  });

  it('is the same whether the sign-in, which gave a longer life, was seen or not', () => {
    const longAtFirst = (at: number) => (at === 0 ? 90 : 31) * DAY_SEC;
    const told = tellStory((s) => rotate(s, longAtFirst, 5));
    expect(told.chain('RT5').session?.shape).toBe('sliding');
    expectFinding(told, RULE, { severity: 'low' });
  });

  it('is none within the policy, or with a fixed end', () => {
    expectNoFinding(
      tellStory((s) => rotateJwts(s, 5 * DAY_SEC)),
      RULE,
    );
    expectNoFinding(
      tellStory((s) => rotate(s, (at) => 60 * DAY_SEC - at)),
      RULE,
    );
  });

  it('is none where it slid at first and then stopped', () => {
    const told = tellStory((s) => rotate(s, (at) => (at < 1200 ? 60 * DAY_SEC : 60 * DAY_SEC + 600 - at), 5));
    expect(told.chain('RT5').session?.shape).toBe('mixed');
    expectNoFinding(told, RULE);
  });

  it('is not evaluable by two generations, by less than ten minutes, or without an announced end', () => {
    for (const tell of [
      (s: Teller) => rotate(s, () => 60 * DAY_SEC, 2),
      (s: Teller) => {
        redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: 'RT1' });
        refresh(s, 600, 'RT1', { access_token: s.jwt('AT2'), refresh_token: 'RT2' });
        refresh(s, 1200, 'RT2', { access_token: s.jwt('AT3'), refresh_token: 'RT3' });
      },
    ]) {
      const told = tellStory(tell);
      expectNoFinding(told, RULE);
      expect(told.report.notEvaluable.map(({ rule }) => rule)).toContain(RULE);
    }
  });

  it('starts anew with a new sign-in', () => {
    const told = tellStory(
      (s) => {
        const issue = (index: number) => ({
          access_token: s.jwt(`AT${index}`),
          refresh_token: s.jwt(`RT${index}`, {
            lifetimeSec: 2 * DAY_SEC,
            header: { typ: 'JWT' },
            claims: { typ: 'Refresh' },
          }),
        });
        for (const index of [1, 2, 3, 4]) redeem(s, index * 600, issue(index));
      },
      { profile: 'aal2' },
    );
    expectNoFinding(told, RULE);
  });

  it('is one step lower on a developer machine', () => {
    expectFinding(tellStory(onLocalhost((s) => rotateJwts(s, 31 * DAY_SEC))), RULE, { severity: 'low' });
  });

  it('is possible across a gap', () => {
    const told = tellStory((s) => {
      rotateJwts(s, 31 * DAY_SEC);
      s.gap(650, 700);
    });
    expectFinding(told, RULE, { confidence: 'possible' });
  });
});
