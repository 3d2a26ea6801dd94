import { describe, expect, it } from 'vitest';
import type { ProfileName } from '../../../../src/engine/profile';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { onLocalhost, redeem, refresh } from '../usual-traffic';

const RULE = 'idle-session-accepted';
const MINUTE_SEC = 60;
const HOUR_SEC = 3600;
const DAY_SEC = 86_400;

function restFor(restSec: number, profile: ProfileName, during: (s: Teller) => void = () => undefined) {
  return tellStory(
    (s) => {
      redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: 'RT1' });
      during(s);
      refresh(s, restSec, 'RT1', { access_token: s.jwt('AT2'), refresh_token: 'RT2' });
    },
    { profile },
  );
}

describe('a credential accepted after long inactivity', () => {
  it.each([
    ['aal1', 7 * DAY_SEC, 'info'],
    ['aal2', HOUR_SEC, 'low'],
    ['aal3', 15 * MINUTE_SEC, 'medium'],
  ] as const)('by profile %s past %i s is %s', (profile, limitSec, severity) => {
    expectNoFinding(restFor(limitSec - 30, profile), RULE);
    expectFinding(restFor(limitSec + 30, profile), RULE, { severity, confidence: 'likely', tokens: ['RT1'] });
  });

  it('counts the use of an API that asks for credentials', () => {
    const use = (isEnforcing: boolean) =>
      tellStory(
        (s) => {
          redeem(s, 0, { access_token: s.jwt('AT1', { lifetimeSec: DAY_SEC }) });
          s.get('api/me', { at: 2 * HOUR_SEC, bearer: 'AT1' });
        },
        { profile: 'aal2', isEnforcing },
      );
    expectFinding(use(true), RULE);
    expectNoFinding(use(false), RULE);
  });

  it('knows no rest in which another token of the family was at work', () => {
    const told = restFor(2 * HOUR_SEC, 'aal2', (s) => {
      for (const at of [1800, 3600, 5400]) s.get('api/me', { at, bearer: 'AT1', answer: 401 });
    });
    expectNoFinding(told, RULE);
  });

  it('says nothing across a gap of the observer', () => {
    expectNoFinding(
      restFor(2 * HOUR_SEC, 'aal2', (s) => s.gap(600, 1200)),
      RULE,
    );
  });

  it('is none when the server refuses', () => {
    const told = tellStory(
      (s) => {
        redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: 'RT1' });
        const form = { grant_type: 'refresh_token', refresh_token: 'RT1' };
        s.post('auth/token', { at: 2 * HOUR_SEC, form, answer: { status: 400, json: { error: 'invalid_grant' } } });
      },
      { profile: 'aal2' },
    );
    expectNoFinding(told, RULE);
  });

  it('names what else may have kept the session busy, and a restart (T22)', () => {
    const { message } = expectFinding(restFor(2 * HOUR_SEC, 'aal2'), RULE);
    expect(message).toContain('another device');
    expect(message).toContain('restored from storage');
  });

  it('is not evaluable by a shorter observation', () => {
    const told = restFor(10 * MINUTE_SEC, 'aal2');
    expect(told.report.notEvaluable.map(({ rule }) => rule)).toContain(RULE);
  });

  it('is one step lower on a developer machine', () => {
    const tell = onLocalhost((s) => {
      redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: 'RT1' });
      refresh(s, HOUR_SEC, 'RT1', { access_token: s.jwt('AT2'), refresh_token: 'RT2' });
    });
    expectFinding(tellStory(tell, { profile: 'aal3' }), RULE, { severity: 'low' });
  });

  it('is not evaluable where nobody watched during the only rest that was long enough', () => {
    const told = restFor(2 * HOUR_SEC, 'aal2', (s) => s.gap(600, 1200));
    expect(told.report.notEvaluable.find(({ rule }) => rule === RULE)?.reason).toContain('nobody watched');
  });
});
