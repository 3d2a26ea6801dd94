import { describe, expect, it } from 'vitest';
import type { ProfileName } from '../../../../src/engine/profile';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import { toEpochSec } from '../../../support/story/story-clock';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { onLocalhost, redeem, refresh } from '../usual-traffic';

const RULE = 'session-age-exceeds-policy';
const HOUR_SEC = 3600;
const DAY_SEC = 86_400;

const refreshAt = (at: number, profile: ProfileName) =>
  tellStory(
    (s) => {
      redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: 'RT1' });
      refresh(s, at, 'RT1', { access_token: s.jwt('AT2'), refresh_token: 'RT2' });
    },
    { profile },
  );

describe('a session older than the policy', () => {
  it.each([
    ['aal1', 30 * DAY_SEC, 'low'],
    ['aal2', DAY_SEC, 'medium'],
    ['aal3', 12 * HOUR_SEC, 'medium'],
  ] as const)('by profile %s past %i s is %s', (profile, limitSec, severity) => {
    expectNoFinding(refreshAt(limitSec - 60, profile), RULE);
    expectFinding(refreshAt(limitSec + 60, profile), RULE, { severity, confidence: 'confirmed' });
  });

  it('is found by the use of an API too, where that asks for credentials', () => {
    const use = (isEnforcing: boolean) =>
      tellStory(
        (s) => {
          redeem(s, 0, { access_token: s.jwt('AT1', { lifetimeSec: 5 * DAY_SEC }) });
          s.get('api/me', { at: DAY_SEC - 30, bearer: 'AT1' });
          s.get('api/me', { at: DAY_SEC + 30, bearer: 'AT1' });
        },
        { profile: 'aal2', isEnforcing },
      );
    expectFinding(use(true), RULE, { tokens: ['AT1'] });
    expectNoFinding(use(false), RULE);
  });

  it('names auth_time, which speaks of the identity provider', () => {
    const claims = { auth_time: toEpochSec(-2 * DAY_SEC) };
    const told = tellStory(
      (s) => {
        redeem(s, 0, { access_token: s.jwt('AT1'), id_token: s.jwt('IDT1', { claims }), refresh_token: 'RT1' });
        refresh(s, 540, 'RT1', { access_token: s.jwt('AT2'), refresh_token: 'RT2' });
      },
      { profile: 'aal2' },
    );
    const { message } = expectFinding(told, RULE, { confidence: 'confirmed' });
    expect(message).toContain('identity provider');
  });

  it('is none for a refused refresh, and not evaluable for a session whose start was not seen', () => {
    const refused = tellStory(
      (s) => {
        redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: 'RT1' });
        const form = { grant_type: 'refresh_token', refresh_token: 'RT1' };
        s.post('auth/token', { at: 2 * DAY_SEC, form, answer: { status: 400, json: { error: 'invalid_grant' } } });
      },
      { profile: 'aal2' },
    );
    expectNoFinding(refused, RULE);
    const unseen = tellStory(
      (s) => {
        refresh(s, 0, 'RT1', { access_token: s.jwt('AT1'), refresh_token: 'RT2' });
        refresh(s, 2 * DAY_SEC, 'RT2', { access_token: s.jwt('AT2'), refresh_token: 'RT3' });
      },
      { profile: 'aal2' },
    );
    expectNoFinding(unseen, RULE);
    expect(unseen.report.notEvaluable.map(({ rule }) => rule)).toContain(RULE);
  });

  it('is possible across a gap, one step lower on a developer machine', () => {
    const tell = (s: Teller): void => {
      redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: 'RT1' });
      refresh(s, 2 * DAY_SEC, 'RT1', { access_token: s.jwt('AT2'), refresh_token: 'RT2' });
    };
    expectFinding(tellStory(onLocalhost(tell), { profile: 'aal2' }), RULE, { severity: 'low' });
    const asleep = tellStory(
      (s) => {
        tell(s);
        s.gap(100, 5000);
      },
      { profile: 'aal2' },
    );
    expectFinding(asleep, RULE, { confidence: 'possible' });
  });

  it('by auth_time, where no server shows its clock, leaves five minutes for it and is possible', () => {
    const seenAfter = (ageSec: number) =>
      tellStory(
        (s) => {
          const json = {
            access_token: s.jwt('AT2', { claims: { iat: undefined, auth_time: toEpochSec(-ageSec) } }),
            refresh_token: 'RT2',
          };
          const form = { grant_type: 'refresh_token', refresh_token: 'RT1' };
          s.post('auth/token', { at: 0, form, answer: { json, dateOffBySec: null } });
          const form2 = { grant_type: 'refresh_token', refresh_token: 'RT2' };
          const next = { access_token: s.jwt('AT3', { claims: { iat: undefined } }), refresh_token: 'RT3' };
          s.post('auth/token', { at: 60, form: form2, answer: { json: next, dateOffBySec: null } });
        },
        { isEnforcing: false },
      );
    expectNoFinding(seenAfter(30 * DAY_SEC + 200), RULE);
    expectFinding(seenAfter(30 * DAY_SEC + 400), RULE, { confidence: 'possible' });
  });
});
