// A revocation of what has just been replaced tidies up; where the news of the replacement comes late, it is no logout either.

import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../support/story/expect-finding';
import { tellStory } from '../../support/story/tell-story';
import type { Teller } from '../../support/story/teller';
import { redeem, refresh } from '../rules/usual-traffic';

const AFTER_LOGOUT = 'token-accepted-after-logout';
/** The answers' bodies come after the answers, as in the browser. */
const LIVE = { sensors: ['web-request', 'devtools'] } as const;

function tell(s: Teller, revoked: string): void {
  redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
  refresh(s, 540, 'RT1', { access_token: 'AT2', refresh_token: 'RT2' }, { after: 2 });
  s.post('auth/revoke', { at: 540.02, after: 2, form: { token: revoked, token_type_hint: 'refresh_token' } });
  s.get('api/me', { at: 550, bearer: 'AT2' });
}

describe('a revocation while a refresh is under way', () => {
  it('of the token that it replaces is no logout', () => {
    const told = tellStory((s) => tell(s, 'RT1'), LIVE);
    expect(told.chain('RT1').state).toBe('active');
    expect(told.token('AT2').state).toBe('live');
    expectNoFinding(told, AFTER_LOGOUT);
  });

  it('is one where the token was replaced only afterwards', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
      s.post('auth/revoke', { at: 540, form: { token: 'RT1', token_type_hint: 'refresh_token' } });
      refresh(s, 560, 'RT1', { access_token: 'AT2', refresh_token: 'RT2' });
    }, LIVE);
    expect(told.chain('RT1').state).toBe('logged-out');
    expectFinding(told, AFTER_LOGOUT, { severity: 'high' });
  });
});

describe('a logout with a token whose sign-in was not seen', () => {
  const tell = (iss: string) =>
    tellStory((s) => {
      s.jwt('ATx', { claims: { iss } });
      redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: 'RT1' });
      s.post('https://app.shop.example/logout', { at: 100, bearer: 'ATx', answer: 204 });
      refresh(s, 120, 'RT1', { access_token: 'AT2', refresh_token: 'RT2' });
    });

  it('is that of the app whose tokens say the same of whose they are', () => {
    expectFinding(tell('https://auth.shop.example'), AFTER_LOGOUT);
  });

  it('is not that of another app on the same origin', () => {
    const told = tell('https://id2.shop.example');
    expect(told.chain('RT1').state).toBe('active');
    expect(told.token('ATx').state).toBe('logged-out');
    expectNoFinding(told, AFTER_LOGOUT);
  });

  it('ends no family of another server whose tokens say nothing of whose they are', () => {
    const told = tellStory((s) => {
      s.jwt('ATx', { claims: { iss: 'https://id2.shop.example' } });
      redeem(s, 0, { access_token: s.opaque('AT1'), refresh_token: 'RT1' });
      s.post('https://id2.shop.example/logout', { at: 100, bearer: 'ATx', answer: 204 });
      refresh(s, 120, 'RT1', { access_token: 'AT2', refresh_token: 'RT2' });
    });
    expect(told.chain('RT1').state).toBe('active');
    expect(told.token('ATx').state).toBe('logged-out');
    expectNoFinding(told, AFTER_LOGOUT);
  });
});

describe('a logout that the server refuses inside 200', () => {
  it('is none', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
      s.post('api/logout', { at: 10, bearer: 'AT1', answer: { json: { success: false, message: 'Try again' } } });
    });
    expect(told.chain('RT1').state).toBe('active');
  });
});
