// Verdicts that were right by what was known, and are taken back when a body that comes late says otherwise: also those
// of rules that otherwise let a finding stand.

import { describe, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../support/story/expect-finding';
import { tellStory } from '../../support/story/tell-story';
import type { Teller } from '../../support/story/teller';
import { redeem, refresh } from './usual-traffic';

const pair = (number: number) => ({ access_token: `AT${number}`, refresh_token: `RT${number}` });
const REUSED = { error: 'refresh_token_already_used' };
const tellLive = (tell: (s: Teller) => void, secondSightMs: number) =>
  tellStory(tell, { sensors: ['web-request', 'devtools'], secondSightMs });

describe('news that comes late takes back', () => {
  it('a loop of failures that the bodies call transient', () => {
    const tell =
      (error: string) =>
      (s: Teller): void => {
        redeem(s, 0, pair(1));
        for (const at of [610, 620, 630]) refresh(s, at, 'RT1', {}, { answer: { status: 400, json: { error } } });
      };
    expectFinding(tellLive(tell('invalid_grant'), 40_000), 'refresh-failure-loop');
    expectNoFinding(tellLive(tell('temporarily_unavailable'), 40_000), 'refresh-failure-loop');
  });

  it('an app that carried on, where a sign-in had come between', () => {
    const tell = (isSignedIn: boolean) => (s: Teller) => {
      redeem(s, 0, pair(1));
      refresh(s, 610, 'RT1', {}, { answer: { status: 400, json: { error: 'invalid_grant' } } });
      for (const at of [640, 670]) s.get('api/me', { at, bearer: 'AT1', answer: 401 });
      if (isSignedIn) redeem(s, 680, pair(2), { after: 0.1 });
      s.get('api/me', { at: 680.05, bearer: 'AT1', answer: 401 });
    };
    expectFinding(tellLive(tell(false), 500), 'refresh-failure-without-reauth');
    expectNoFinding(tellLive(tell(true), 500), 'refresh-failure-without-reauth');
  });

  it.each([50, 3000])('nothing that was under way when a sign-in began, its body %d ms late', (lateMs) => {
    const told = tellLive((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 610, 'RT1', {}, { answer: { status: 400, json: { error: 'invalid_grant' } } });
      for (const at of [640, 670]) s.get('api/me', { at, bearer: 'AT1', answer: 401 });
      s.get('api/me', { at: 679.9, bearer: 'AT1', answer: 401, after: 2 });
      redeem(s, 680, pair(2), { after: 0.1 });
    }, lateMs);
    expectFinding(told, 'refresh-failure-without-reauth');
  });

  it('no app that carried on, where a logout was over before the failure', () => {
    const told = tellLive((s) => {
      redeem(s, 0, pair(1));
      s.post('auth/revoke', { at: 610, form: { token: 'RT1', token_type_hint: 'refresh_token' }, after: 2 });
      refresh(s, 610.1, 'RT1', {}, { answer: { status: 400, json: { error: 'invalid_grant' } }, after: 2 });
      for (const at of [640, 670, 700, 730]) s.get('api/me', { at, bearer: 'AT1', answer: 401 });
    }, 500);
    expectFinding(told, 'refresh-failure-without-reauth');
  });

  it('a reuse of unknown lineage, where the sign-in that issued the token is read later: it was the head', () => {
    const tell = (s: Teller): void => {
      redeem(s, 0, pair(1));
      refresh(s, 0.4, 'RT1', {}, { after: 0.1, sensors: ['har'], answer: { status: 400, json: REUSED } });
    };
    const told = tellLive(tell, 1000);
    expectNoFinding(told, 'refresh-token-reuse-rejected');
    expectFinding(told, 'head-refresh-token-rejected', { severity: 'medium', confidence: 'likely' });
  });
});
