import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import { jktOf } from '../../../support/story/story-proofs';
import type { JwtSpec } from '../../../support/story/story-tokens';
import { tellStory } from '../../../support/story/tell-story';
import { redeem } from '../usual-traffic';

const RULE = 'access-token-long-lived';
const HOUR_SEC = 3600;
const DAY_SEC = 86_400;

const issue = (spec: JwtSpec, more: Readonly<Record<string, string>> = {}) =>
  tellStory((s) => redeem(s, 0, { access_token: s.jwt('AT1', spec) }, more));

describe('an access token that lives long', () => {
  it.each([
    [901, 'info'],
    [HOUR_SEC + 1, 'low'],
    [DAY_SEC + 1, 'medium'],
    [7 * DAY_SEC, 'high'],
  ] as const)('for %i s is %s', (lifetimeSec, severity) => {
    expectFinding(issue({ lifetimeSec }), RULE, { severity, confidence: 'confirmed', tokens: ['AT1'] });
  });

  it('is no finding up to fifteen minutes', () => expectNoFinding(issue({ lifetimeSec: 900 }), RULE));

  it('counts what was announced of an opaque one', () => {
    const told = tellStory((s) => redeem(s, 0, { access_token: s.opaque('AT1'), expires_in: 7 * DAY_SEC }));
    expectFinding(told, RULE, { severity: 'high' });
    expect(told.token('AT1').lifetimeMethod).toBe('response:expires_in');
  });

  it('says "at least" where only a lower bound is known', () => {
    const claims = { iat: undefined };
    const told = tellStory((s) =>
      s.get('api/me', { at: 0, bearer: s.jwt('AT1', { lifetimeSec: 2 * HOUR_SEC, claims }) }),
    );
    expect(expectFinding(told, RULE, { severity: 'low' }).message).toContain('at least');
  });

  it('tells of a week without jti, and of a refresh token beside it', () => {
    const claims = { jti: undefined };
    const told = tellStory((s) =>
      redeem(s, 0, { access_token: s.jwt('AT1', { lifetimeSec: 7 * DAY_SEC, claims }), refresh_token: 'RT1' }),
    );
    const { message } = expectFinding(told, RULE);
    expect(message).toContain('no per-token revocation handle');
    expect(message).toContain('a refresh token could renew it');
  });

  it('is likely by its use, possible by the name of a cookie, and then medium at most', () => {
    const spec = { lifetimeSec: 7 * DAY_SEC, header: { typ: 'JWT' }, claims: { scope: undefined } };
    const used = tellStory((s) => s.get('api/me', { at: 0, bearer: s.jwt('AT1', spec) }));
    expectFinding(used, RULE, { severity: 'high', confidence: 'likely' });
    const kept = tellStory((s) => s.get('app/home', { at: 0, cookie: `access_token=${s.jwt('AT1', spec)}` }));
    const finding = expectFinding(kept, RULE, { severity: 'medium', confidence: 'possible' });
    expect(finding.message).toContain('Session token');
  });

  it('is one step lower when bound to a key and proven, but not when sent without a proof', () => {
    const spec = { lifetimeSec: 2 * DAY_SEC, claims: { cnf: { jkt: jktOf() } } };
    const use = (dpop: { dpop?: string }) =>
      tellStory((s) => {
        redeem(s, 0, { access_token: s.jwt('AT1', spec), token_type: 'DPoP' }, { dpop: 'p1' });
        s.get('api/me', { at: 1, bearer: 'AT1', ...dpop });
      });
    expectFinding(use({ dpop: 'p2' }), RULE, { severity: 'low' });
    expectFinding(use({}), RULE, { severity: 'medium' });
  });

  it('is one step lower on a developer machine, one higher with the scope of an administrator', () => {
    expectFinding(issue({ lifetimeSec: 2 * DAY_SEC }, { client: 'http://localhost:3000' }), RULE, { severity: 'low' });
    const spec = { lifetimeSec: 2 * DAY_SEC, claims: { scope: 'openid admin' } };
    expectFinding(issue(spec), RULE, { severity: 'high' });
  });

  it('T13: milliseconds are no thousandfold life', () => {
    const claims = (iat: number) => ({ iat: iat * 1000, exp: (iat + 600) * 1000 });
    expectNoFinding(issue({ claims }), RULE);
  });

  it('T18: a publishable key is nobody’s token', () => {
    const claims = { sub: undefined, client_id: undefined, scope: undefined, jti: undefined, role: 'anon' };
    const told = tellStory((s) =>
      s.get('api/list', {
        at: 0,
        headers: { apikey: s.jwt('KEY', { header: { typ: 'JWT' }, lifetimeSec: 3650 * DAY_SEC, claims }) },
      }),
    );
    expectNoFinding(told, RULE);
    expect(told.token('KEY').role).toBe('publishable-key');
  });

  it('is not evaluable where no life is known', () => {
    const told = tellStory((s) => redeem(s, 0, { access_token: s.opaque('AT1') }));
    expect(told.report.notEvaluable.map(({ rule }) => rule)).toContain(RULE);
  });

  it.each([
    ['; HttpOnly', 'HttpOnly cookie'],
    ['', 'cookie that scripts can read'],
  ])('says where it is kept: a cookie%s', (attribute, words) => {
    const told = tellStory((s) => {
      const setCookie = `session=${s.raw(s.jwt('AT1', { lifetimeSec: 2 * DAY_SEC }))}; Secure${attribute}`;
      s.post('app/login', { at: 0, json: { password: 'x' }, answer: { setCookie } });
    });
    expect(
      expectFinding(told, RULE)
        .evidence.map(({ what }) => what)
        .join(),
    ).toContain(words);
  });
});
