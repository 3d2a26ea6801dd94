import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import type { JwtSpec } from '../../../support/story/story-tokens';
import { tellStory } from '../../../support/story/tell-story';
import { onLocalhost, redeem } from '../usual-traffic';

const RULE = 'token-issued-in-future';

const issue = (spec: JwtSpec, localSkewSec = 0) =>
  tellStory((s) => redeem(s, 0, { access_token: s.jwt('AT1', spec) }), { localSkewSec });

describe('a token from the future', () => {
  it('is information past five seconds, low past the leeway', () => {
    expectNoFinding(issue({ issuedAt: 4 }), RULE);
    expectFinding(issue({ issuedAt: 60 }), RULE, { severity: 'info', confidence: 'confirmed', tokens: ['AT1'] });
    expectFinding(issue({ issuedAt: 400 }), RULE, { severity: 'low' });
  });

  it('is found by nbf too', () => {
    const told = issue({ claims: (iat) => ({ nbf: iat + 120 }) });
    expect(expectFinding(told, RULE, { severity: 'info' }).message).toContain('nbf');
  });

  it('tells of a refusal that followed', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: s.jwt('AT1', { issuedAt: 60 }) });
      s.get('api/me', { at: 1, bearer: 'AT1', answer: { status: 401, challenge: 'Bearer error="invalid_token"' } });
    });
    expect(expectFinding(told, RULE).message).toContain('refused soon after');
  });

  it('does not mind this computer’s clock (T13), nor milliseconds', () => {
    expectNoFinding(issue({}, -500), RULE);
    expectNoFinding(issue({ claims: (iat) => ({ iat: iat * 1000, exp: (iat + 600) * 1000 }) }), RULE);
  });

  it('T24: does not take the Date of a cache for the issuer’s', () => {
    const answer = (s: { jwt: (name: string) => string }) => ({
      json: { access_token: s.jwt('AT1') },
      dateOffBySec: -400,
      headers: { Age: '400' },
    });
    const told = tellStory((s) =>
      s.post('auth/token', { at: 0, form: { grant_type: 'authorization_code', code: 'c1' }, answer: answer(s) }),
    );
    expectNoFinding(told, RULE);
  });

  it('is not evaluable where no body was read', () => {
    const told = tellStory((s) => redeem(s, 0, { access_token: s.jwt('AT1') }), { sensors: ['web-request'] });
    expect(told.report.notEvaluable.map(({ rule }) => rule)).toContain(RULE);
  });

  it('is one step lower on a developer machine', () => {
    expectFinding(
      tellStory(onLocalhost((s) => redeem(s, 0, { access_token: s.jwt('AT1', { issuedAt: 400 }) }))),
      RULE,
      { severity: 'info' },
    );
  });

  it('is not evaluable where the claims of what was issued cannot be read', () => {
    const told = tellStory((s) => redeem(s, 0, { access_token: s.opaque('AT1'), refresh_token: 'RT1' }));
    expect(told.report.notEvaluable.map(({ rule }) => rule)).toContain(RULE);
  });

  it('is not evaluable where the issuer’s answers have no Date', () => {
    const told = tellStory((s) => {
      const answer = { json: { access_token: s.jwt('AT1') }, dateOffBySec: null };
      s.post('auth/token', { at: 0, form: { grant_type: 'authorization_code', code: 'c1' }, answer });
      s.get('api/me', { at: 10, bearer: 'AT1' });
    });
    expect(told.report.notEvaluable.map(({ rule }) => rule)).toContain(RULE);
  });
});
