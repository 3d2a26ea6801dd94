import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import { toEpochSec } from '../../../support/story/story-clock';
import type { JwtSpec } from '../../../support/story/story-tokens';
import { tellStory } from '../../../support/story/tell-story';
import { redeem, refresh } from '../usual-traffic';

const RULE = 'id-token-refresh-inconsistent';

const renewed = (next: JwtSpec | 'the same', first: JwtSpec = {}) =>
  tellStory((s) => {
    redeem(s, 0, { access_token: 'AT1', id_token: s.jwt('IDT1', first), refresh_token: 'RT1' });
    const idToken = next === 'the same' ? 'IDT1' : s.jwt('IDT2', next);
    refresh(s, 500, 'RT1', { access_token: 'AT2', id_token: idToken, refresh_token: 'RT2' });
  });

const authTime = { auth_time: toEpochSec(-5) };

describe('a refreshed ID token', () => {
  it.each<[what: string, next: JwtSpec, first: JwtSpec, words: string]>([
    ['that leaves the first audience out', { claims: { aud: 'other' } }, {}, 'audience'],
    ['with an older iat', { issuedAt: -100 }, {}, 'iat is not newer'],
    ['with a moved auth_time', { claims: { auth_time: toEpochSec(499) } }, { claims: authTime }, 'auth_time moved'],
    ['for another party', { claims: { azp: 'b' } }, { claims: { azp: 'a' } }, 'authorized party'],
  ])('%s is low', (_what, next, first, words) => {
    const finding = expectFinding(renewed(next, first), RULE, {
      severity: 'low',
      confidence: 'confirmed',
      tokens: ['IDT2'],
    });
    expect(finding.message).toContain(words);
  });

  it.each([
    [{ sub: 'somebody-else' }, 'another subject'],
    [{ iss: 'https://other.example' }, 'another issuer'],
  ])('with %o is medium', (claims, words) => {
    const told = renewed({ claims });
    expect(expectFinding(told, RULE, { severity: 'medium' }).message).toContain(words);
    expectFinding(told, 'family-identity-changed', { severity: 'high' });
  });

  it('that is the first one again is not newer', () => {
    expect(expectFinding(renewed('the same'), RULE, { severity: 'low' }).message).toContain('not newer');
  });
});

describe('nothing is said of a refreshed ID token', () => {
  it('as the standard wants it', () => {
    expectNoFinding(renewed({ claims: authTime }, { claims: authTime }), RULE);
  });

  it('with more audiences, or without auth_time', () => {
    expectNoFinding(renewed({ claims: { aud: ['spa', 'more'] } }, { claims: authTime }), RULE);
  });

  it('of the same second', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT1', id_token: 'IDT1', refresh_token: 'RT1' });
      const idToken = s.jwt('IDT2', { issuedAt: 0 });
      refresh(s, 0.6, 'RT1', { access_token: 'AT2', id_token: idToken, refresh_token: 'RT2' });
    });
    expectNoFinding(told, RULE);
  });

  it('after a new sign-in: that is another family', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT1', id_token: s.jwt('IDT1', { claims: authTime }), refresh_token: 'RT1' });
      const idToken = s.jwt('IDT2', { claims: { auth_time: toEpochSec(300) } });
      redeem(s, 300, { access_token: 'AT2', id_token: idToken, refresh_token: 'RT2' });
    });
    expectNoFinding(told, RULE);
  });
});
