import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { redeem, refresh } from '../usual-traffic';

const RULE = 'client-clock-skew';

function useApi(s: Teller, at: number): void {
  redeem(s, 0, { access_token: s.jwt('AT1', { lifetimeSec: 600 }), refresh_token: 'RT1' });
  s.get('api/me', { at, bearer: 'AT1' });
}

describe('a wrong local clock', () => {
  it('is information while it made no difference', () => {
    const told = tellStory((s) => useApi(s, 10), { localSkewSec: 120 });
    const { message } = expectFinding(told, RULE, { severity: 'info', confidence: 'confirmed' });
    expect(message).toContain('ahead of 2 servers');
    expect(
      expectFinding(
        tellStory((s) => useApi(s, 10), { localSkewSec: -120 }),
        RULE,
      ).message,
    ).toContain('behind');
  });

  it('is none up to a minute', () =>
    expectNoFinding(
      tellStory((s) => useApi(s, 10), { localSkewSec: 55 }),
      RULE,
    ));

  it('is low when a token that is over by it was sent and accepted', () => {
    expectFinding(
      tellStory((s) => useApi(s, 300), { localSkewSec: 500 }),
      RULE,
      { severity: 'low' },
    );
  });

  it('is low when a token that is valid by it was refused as expired', () => {
    const tell = (s: Teller): void => {
      redeem(s, 0, { access_token: s.jwt('AT1', { lifetimeSec: 600 }) });
      s.get('api/me', { at: 700, bearer: 'AT1', answer: { status: 401, challenge: 'Bearer error="invalid_token"' } });
    };
    expectFinding(tellStory(tell, { localSkewSec: -500 }), RULE, { severity: 'low' });
  });

  it.each([
    ['early', 1500, 2000, 1800],
    ['late', 700, 600, -200],
  ] as const)('is low when a refresh came %s by it', (trigger, at, lifetimeSec, localSkewSec) => {
    const tell = (s: Teller): void => {
      redeem(s, 0, {
        access_token: s.jwt('AT1', { lifetimeSec: trigger === 'early' ? 2 * lifetimeSec : lifetimeSec }),
        refresh_token: 'RT1',
      });
      s.get('api/me', { at: 2, bearer: 'AT1' });
      refresh(s, at, 'RT1', { access_token: s.jwt('AT2'), refresh_token: 'RT2' }, { id: 'r' });
    };
    const told = tellStory(tell, { localSkewSec: trigger === 'early' ? 2 * lifetimeSec - at - 60 : localSkewSec });
    expect(told.refresh('r').trigger).toBe(trigger);
    expectFinding(told, RULE, { severity: 'low' });
  });

  it('is info where a gap may hide by which token a refresh was timed', () => {
    const tell = (s: Teller): void => {
      redeem(s, 0, { access_token: s.jwt('AT1', { lifetimeSec: 600 }), refresh_token: 'RT1' });
      s.get('api/me', { at: 2, bearer: 'AT1' });
      s.gap(300, 400);
      refresh(s, 700, 'RT1', { access_token: s.jwt('AT2'), refresh_token: 'RT2' });
    };
    expectFinding(tellStory(tell, { localSkewSec: -200 }), RULE, { severity: 'info' });
  });

  /** A tab that nobody saw with a token refreshes late by the clock, after a token of another tab of its app. */
  const refreshElsewhere = (s: Teller): void => {
    redeem(s, 10, { access_token: s.jwt('AT1', { lifetimeSec: 600 }), refresh_token: 'RT1' }, { tab: 'tabA' });
    s.get('api/me', { at: 12, tab: 'tabA', bearer: 'AT1' });
    refresh(s, 700, 'RT1', { access_token: s.jwt('AT2'), refresh_token: 'RT2' }, { tab: 'tabB' });
  };

  it('is low where a refresh is timed by the token of another tab, in a tab watched since its page was loaded', () => {
    const tell = (s: Teller): void => {
      s.open('app/', { at: 0, tab: 'tabB' });
      refreshElsewhere(s);
    };
    expectFinding(tellStory(tell, { localSkewSec: -200 }), RULE, { severity: 'low' });
  });

  it('is info where that tab was there before, or not watched for a while: its own token may have come unseen', () => {
    const told = tellStory(refreshElsewhere, { localSkewSec: -200 });
    expectFinding(told, RULE, { severity: 'info' });
    const tell = (s: Teller): void => {
      s.open('app/', { at: 0, tab: 'tabB' });
      s.gap(2, 4);
      refreshElsewhere(s);
    };
    expectFinding(tellStory(tell, { localSkewSec: -200 }), RULE, { severity: 'info' });
  });

  it('is none where one origin alone disagrees', () => {
    const tell = (s: Teller): void => {
      redeem(s, 0, { access_token: s.jwt('AT1') });
      s.get('api/me', { at: 10, bearer: 'AT1', answer: { dateOffBySec: 400 } });
    };
    expectNoFinding(tellStory(tell), RULE);
  });

  it('T7, T24: does not read the clock of a cache', () => {
    const tell = (s: Teller): void => {
      s.get('api/a', { at: 0, bearer: s.jwt('AT1'), answer: { dateOffBySec: -900, headers: { Age: '900' } } });
      s.get('auth/b', { at: 1, bearer: 'AT1', answer: { dateOffBySec: -900, source: 'cache' } });
    };
    expectNoFinding(tellStory(tell, { isEnforcing: false }), RULE);
  });

  it('starts its estimate anew when the clock is set', () => {
    const tell = (s: Teller): void => {
      for (const at of [0, 1, 2, 3, 4])
        for (const host of ['api', 'auth']) s.get(`${host}/me`, { at, bearer: s.jwt('AT1') });
      for (const at of [60, 61]) {
        for (const host of ['api', 'auth']) s.get(`${host}/me`, { at, bearer: 'AT1', answer: { dateOffBySec: 300 } });
      }
    };
    const told = tellStory(tell, { isEnforcing: false });
    expect(told.report.clocks.map(({ skewSeconds }) => Math.round((skewSeconds ?? 0) / 10))).toEqual([30, 30]);
    expectFinding(told, RULE);
  });

  it('says nothing of a refresh between two readings that contradict each other: the clock was set', () => {
    const tell = (s: Teller): void => {
      s.setClock(-1, -400);
      redeem(s, 0, { access_token: s.jwt('AT1', { lifetimeSec: 600 }), refresh_token: 'RT1' });
      s.get('api/me', { at: 2, bearer: 'AT1' });
      s.setClock(300, 0);
      refresh(s, 500, 'RT1', { access_token: s.jwt('AT2', { lifetimeSec: 600 }), refresh_token: 'RT2' });
      refresh(s, 1000, 'RT2', { access_token: s.jwt('AT3', { lifetimeSec: 600 }), refresh_token: 'RT3' }, { id: 'r' });
    };
    expectFinding(tellStory(tell), RULE, { severity: 'info' });
  });

  it('is not evaluable where no server shows its clock', () => {
    const told = tellStory((s) => s.get('api/me', { at: 0, bearer: s.jwt('AT1'), answer: { dateOffBySec: null } }), {
      isEnforcing: false,
    });
    expect(told.report.notEvaluable.map(({ rule }) => rule)).toContain(RULE);
  });

  it('needs two servers that find more than a minute, not one and its neighbour', () => {
    const tell = (s: Teller): void => {
      redeem(s, 0, { access_token: s.jwt('AT1') });
      s.get('api/me', { at: 10, bearer: 'AT1', answer: { dateOffBySec: 10 } });
    };
    expectNoFinding(tellStory(tell, { localSkewSec: 65, isEnforcing: false }), RULE);
  });

  it('is not evaluable where only one server shows its clock', () => {
    const told = tellStory((s) => redeem(s, 0, { access_token: s.jwt('AT1') }), { localSkewSec: 120 });
    expect(told.report.notEvaluable.find(({ rule }) => rule === RULE)?.reason).toContain('two servers');
  });

  it('is likely where one of two clocks is known by iat only', () => {
    const tell = (s: Teller): void => {
      const answer = { json: { access_token: s.jwt('AT1') }, dateOffBySec: null };
      s.post('auth/token', { at: 0, form: { grant_type: 'authorization_code', code: 'c1' }, answer });
      s.get('api/me', { at: 10, bearer: 'AT1' });
    };
    expectFinding(tellStory(tell, { localSkewSec: 120 }), RULE, { confidence: 'likely' });
  });
});
