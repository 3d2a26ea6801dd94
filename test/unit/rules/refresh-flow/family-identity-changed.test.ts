import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import { tellStory } from '../../../support/story/tell-story';
import { redeem, refresh } from '../usual-traffic';

const RULE = 'family-identity-changed';
type Claims = Readonly<Record<string, unknown>>;

const renewed = (after: Claims, before: Claims = {}) =>
  tellStory((s) => {
    redeem(s, 0, { access_token: s.jwt('AT1', { claims: before }), refresh_token: 'RT1' });
    refresh(s, 500, 'RT1', { access_token: s.jwt('AT2', { claims: after }), refresh_token: 'RT2' });
  });

describe('a refresh that returns the token of', () => {
  it.each<[whom: string, claims: Claims, claim: string]>([
    ['another person', { sub: 'somebody-else' }, 'sub'],
    ['another issuer', { iss: 'https://other.example' }, 'iss'],
    ['another client', { client_id: 'another' }, 'client_id'],
  ])('%s is high', (_whom, claims, claim) => {
    const finding = expectFinding(renewed(claims), RULE, {
      severity: 'high',
      confidence: 'confirmed',
      tokens: ['AT1', 'AT2'],
    });
    expect(finding.message).toContain(`another ${claim}`);
    expect(JSON.stringify(finding)).not.toContain('somebody-else');
  });

  it('another organisation is medium: some providers switch it by a refresh', () => {
    expectFinding(renewed({ org_id: 'b' }, { org_id: 'a' }), RULE, { severity: 'medium' });
  });

  it('another person in the ID token is high', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: s.opaque('AT1'), id_token: 'IDT1', refresh_token: 'RT1' });
      const idToken = s.jwt('IDT2', { claims: { sub: 'somebody-else' } });
      refresh(s, 500, 'RT1', { access_token: s.opaque('AT2'), id_token: idToken, refresh_token: 'RT2' });
    });
    expectFinding(told, RULE, { severity: 'high', tokens: ['IDT1', 'IDT2'] });
  });

  it('another person is found long after the first', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
      refresh(s, 500, 'RT1', { access_token: 'AT2', refresh_token: 'RT2' });
      refresh(s, 1000, 'RT2', { access_token: s.jwt('AT3', { claims: { sub: 'x' } }), refresh_token: 'RT3' });
      refresh(s, 1500, 'RT3', { access_token: s.jwt('AT4', { claims: { sub: 'x' } }), refresh_token: 'RT4' });
    });
    expectFinding(told, RULE, { tokens: ['AT2', 'AT3'], count: 1 });
  });
});

describe('nothing is said of', () => {
  it('the same identity', () => expectNoFinding(renewed({}), RULE));

  it('another subject for another audience: it may be pairwise (T16)', () => {
    expectNoFinding(renewed({ sub: 'pairwise', aud: 'https://mail.example' }), RULE);
  });

  it('somebody who acts for another', () => {
    expectNoFinding(renewed({ sub: 'customer', act: { sub: 'support' } }), RULE);
    expectNoFinding(renewed({ sub: 'support' }, { sub: 'customer', act: { sub: 'support' } }), RULE);
  });

  it('a claim that one of them lacks', () => expectNoFinding(renewed({ org_id: 'b' }), RULE));

  it('another account that signed in (T18)', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
      redeem(s, 100, { access_token: s.jwt('AT5', { claims: { sub: 'second' } }), refresh_token: 'RT5' });
      refresh(s, 500, 'RT1', { access_token: 'AT2', refresh_token: 'RT2' });
      refresh(s, 510, 'RT5', { access_token: s.jwt('AT6', { claims: { sub: 'second' } }), refresh_token: 'RT6' });
    });
    expectNoFinding(told, RULE);
  });
});
