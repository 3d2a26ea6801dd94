// DPoP proofs are sent like tokens, and as often as requests: they are shown, but do not count as tokens.

import { describe, expect, it } from 'vitest';
import { jktOf } from '../../support/story/story-proofs';
import { tellStory } from '../../support/story/tell-story';
import type { Teller } from '../../support/story/teller';
import { redeem } from '../rules/usual-traffic';

function signIn(s: Teller): void {
  const access = s.jwt('AT1', { lifetimeSec: 3600, claims: { cnf: { jkt: jktOf() } } });
  redeem(s, 0, { access_token: access, refresh_token: 'RT1', token_type: 'DPoP' }, { dpop: 'p0' });
}

describe('a DPoP proof', () => {
  it('is shown among the tokens', () => {
    const told = tellStory((s) => {
      signIn(s);
      s.get('api/a', { at: 10, bearer: 'AT1', dpop: 'p1' });
    });
    expect(told.token('p1')).toMatchObject({
      role: 'dpop-proof',
      roleStrength: 'confirmed',
      presentations: 1,
      chain: null,
    });
    expect(told.token('p1').label).toMatch(/^PROOF/);
  });

  it('is forgotten after the next thirty-two, and the tokens are not', () => {
    const told = tellStory((s) => {
      signIn(s);
      for (let index = 1; index <= 300; index += 1) s.get('api/a', { at: index, bearer: 'AT1', dpop: `p${index}` });
    });
    const proofs = told.report.tokens.filter(({ role }) => role === 'dpop-proof');
    // One of the token endpoint's, and the newest of the API's.
    expect(proofs.length).toBe(33);
    expect(told.findToken('p300')).not.toBeNull();
    expect(told.findToken('p200')).toBeNull();
    expect(told.token('AT1')).toMatchObject({ role: 'access', presentations: 300 });
    expect(told.state.claims.size).toBeLessThanOrEqual(34);
  });

  it('makes no sign-in look like an answer to a token', () => {
    const told = tellStory((s) => {
      const json = { session: { jwt: s.jwt('AT1') } };
      s.post('app/api/enter', { at: 0, dpop: 'p1', json: { name: 'x' }, answer: { json } });
    });
    expect(told.chain('AT1').root.kind).toBe('login');
  });

  it('is not the token that a refresh call renews', () => {
    const told = tellStory((s) => {
      signIn(s);
      const answer = { json: { accessToken: s.jwt('AT2'), tokenType: 'DPoP' } };
      s.post('app/auth/refresh', { at: 100, id: 'r', dpop: 'p1', cookie: 'sid=4f1d-8b22-session', answer });
    });
    expect(told.refresh('r')).toMatchObject({ type: 'rt_cookie', outcome: 'success' });
    expect(told.token('p1').role).toBe('dpop-proof');
  });
});
