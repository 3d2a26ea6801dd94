import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { redeem, refresh } from '../usual-traffic';

const RULE = 'refresh-reactive-only';

/** A token of 300 s each; the app refreshes `afterSec` after its end, after a refused call where `isCalled`. */
function renew(s: Teller, times: number, { afterSec = 20, isCalled = true } = {}): number {
  const issue = (index: number) => ({
    access_token: s.jwt(`AT${index}`, { lifetimeSec: 300 }),
    refresh_token: `RT${index}`,
  });
  redeem(s, 0, issue(0));
  let at = 0;
  for (let index = 0; index < times; index += 1) {
    at += 300 + afterSec;
    if (isCalled) s.get('api/me', { at: at - 0.5, bearer: `AT${index}`, answer: 401 });
    refresh(s, at, `RT${index}`, issue(index + 1), { id: `r${index}` });
  }
  return at;
}

describe('tokens renewed only after a rejection', () => {
  it('is information after three', () => {
    const told = tellStory((s) => void renew(s, 3));
    expect(told.refresh('r0').trigger).toBe('reactive.expired');
    expectFinding(told, RULE, { severity: 'info', confidence: 'confirmed', count: 3 });
    expectNoFinding(
      tellStory((s) => void renew(s, 2)),
      RULE,
    );
  });

  it('counts late refreshes', () => {
    const told = tellStory((s) => void renew(s, 3, { isCalled: false }));
    expect(told.refresh('r0').trigger).toBe('late');
    expectFinding(told, RULE);
  });

  it('T14: does not count what came late because everything had slept', () => {
    const told = tellStory((s) => {
      renew(s, 3, { isCalled: false, afterSec: 2000 });
      for (const index of [1, 2, 3]) s.gap(index * 2300 - 1500, index * 2300 - 5);
    });
    expectNoFinding(told, RULE);
  });

  it('is none once a refresh came in time', () => {
    const told = tellStory((s) => {
      const at = renew(s, 4);
      refresh(s, at + 240, 'RT4', { access_token: s.jwt('AT9'), refresh_token: 'RT9' }, { id: 'r' });
    });
    expect(told.refresh('r').trigger).toBe('proactive');
    expectNoFinding(told, RULE);
  });

  it('lies between its first and its last moment, also where the local clock was set back in between', () => {
    const told = tellStory((s) => {
      s.setClock(-1, 400);
      s.setClock(2100, 0);
      redeem(s, 0, { access_token: s.jwt('AT0', { lifetimeSec: 300 }), refresh_token: 'RT0' });
      for (const at of [2000, 2010, 2200]) refresh(s, at, 'RT0', {}, { answer: 503 });
    });
    const { firstAt, lastAt } = expectFinding(told, RULE, { count: 3 });
    expect(Date.parse(firstAt)).toBeLessThan(Date.parse(lastAt));
  });

  it('is not evaluable for opaque tokens without expires_in: the client has no choice', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: s.opaque('AT0'), refresh_token: 'RT0' });
      for (const index of [1, 2, 3]) {
        s.get('api/me', { at: index * 320 - 0.5, bearer: `AT${index - 1}`, answer: 401 });
        refresh(s, index * 320, `RT${index - 1}`, {
          access_token: s.opaque(`AT${index}`),
          refresh_token: `RT${index}`,
        });
      }
    });
    expectNoFinding(told, RULE);
    expect(told.report.notEvaluable.map(({ rule }) => rule)).toContain(RULE);
  });
});
