import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import type { RequestOptions } from '../../../support/story/story-acts';
import type { JwtSpec } from '../../../support/story/story-tokens';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { onLocalhost, redeem, refresh } from '../usual-traffic';

const RULE = 'superseded-access-token-used';

/** AT1 is replaced at 540.2 s; then it is sent at these times. */
const useAt =
  (times: readonly number[], more: Partial<RequestOptions> = {}, second: JwtSpec = {}) =>
  (s: Teller) => {
    redeem(s, 0, { access_token: s.jwt('AT1', { lifetimeSec: 3600 }), refresh_token: 'RT1' });
    s.get('api/me', { at: 2, bearer: 'AT1' });
    refresh(s, 540, 'RT1', { access_token: s.jwt('AT2', { lifetimeSec: 3600, ...second }), refresh_token: 'RT2' });
    for (const at of times) s.get('api/me', { at, bearer: 'AT1', ...more });
  };

describe('an access token that is used after its successor came', () => {
  it('is information, and names the tab', () => {
    const told = tellStory(useAt([600], { tab: 'tabB' }));
    const { message } = expectFinding(told, RULE, {
      severity: 'info',
      confidence: 'confirmed',
      tokens: ['AT1', 'AT2'],
    });
    expect(message).toContain('page:tabB');
    expect(message).toContain('accepted it 1 of 1 times');
  });

  it('is low three times, more than a minute after', () => {
    expectFinding(tellStory(useAt([620, 640, 660])), RULE, { severity: 'low', count: 3 });
    expectFinding(tellStory(useAt([560, 580, 620])), RULE, { severity: 'info', count: 3 });
  });

  it('shows good servers too', () => {
    const told = tellStory(useAt([620], { answer: 401 }));
    const { message, evidence } = expectFinding(told, RULE, { severity: 'info' });
    expect(message).toContain('accepted it 0 of 1 times');
    expect(evidence.at(-1)?.what).toMatch(/ from page:tabA: refused$/);
  });

  it('T5: is none for what was under way, by the order of starts', () => {
    expectNoFinding(tellStory(useAt([539.9, 545, 550], { after: 30 })), RULE);
  });

  it('T6: sends at one moment are one occasion', () => {
    expectFinding(tellStory(useAt([620, 620.1, 620.2])), RULE, { severity: 'info', count: 1 });
  });

  it('T16: a token of another audience or scope is no successor', () => {
    expectNoFinding(tellStory(useAt([620], {}, { claims: { aud: 'https://other.example' } })), RULE);
    expectNoFinding(tellStory(useAt([620], {}, { claims: { scope: 'openid mail' } })), RULE);
  });

  it('T1: two refreshes in a race leave two tokens, of which neither replaced the other', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: 'RT1' });
      refresh(s, 540, 'RT1', { access_token: s.jwt('AT2'), refresh_token: 'RT2' });
      refresh(s, 540.1, 'RT1', { access_token: s.jwt('AT3'), refresh_token: 'RT3' }, { tab: 'tabB' });
      for (const at of [700, 800, 900]) {
        s.get('api/me', { at, bearer: 'AT2' });
        s.get('api/me', { at: at + 5, bearer: 'AT3', tab: 'tabB' });
      }
    });
    expectNoFinding(told, RULE);
  });

  it('is none where another client holds it', () => {
    expectNoFinding(tellStory(useAt([620], { client: 'https://other.example' })), RULE);
  });

  it('is none where it goes to be revoked', () => {
    const told = tellStory((s) => {
      useAt([])(s);
      s.post('auth/revoke', { at: 620, form: { token: 'AT1', token_type_hint: 'access_token' } });
    });
    expectNoFinding(told, RULE);
  });

  it('is one step lower on a developer machine', () => {
    expectFinding(tellStory(onLocalhost(useAt([620, 640, 660]))), RULE, { severity: 'info' });
  });

  it('is possible across a gap', () => {
    const told = tellStory((s) => {
      useAt([700])(s);
      s.gap(600, 650);
    });
    expectFinding(told, RULE, { confidence: 'possible' });
  });
});
