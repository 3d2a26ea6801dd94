import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import { tellStory } from '../../../support/story/tell-story';
import { redeem, UNSAID } from '../usual-traffic';

const RULE = 'long-lived-token-with-jti';
const WEEK_SEC = 604_800;

describe('a long-lived token with a jti', () => {
  it('is information, and says that the list is invisible', () => {
    const told = tellStory((s) => redeem(s, 0, { access_token: s.jwt('AT1', { lifetimeSec: WEEK_SEC }) }));
    const { message } = expectFinding(told, RULE, { severity: 'info', confidence: 'confirmed', tokens: ['AT1'] });
    expect(message).toContain('cannot be seen from here');
    expect(message).not.toMatch(UNSAID);
  });

  it('is told of refresh tokens too', () => {
    const spec = { lifetimeSec: WEEK_SEC, header: { typ: 'JWT' }, claims: { typ: 'Refresh' } };
    const told = tellStory((s) => redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: s.jwt('RT1', spec) }));
    expectFinding(told, RULE, { tokens: ['RT1'] });
  });

  it('is none without jti, below a week, or where the jti is not unique', () => {
    const noJti = { lifetimeSec: WEEK_SEC, claims: { jti: undefined } };
    expectNoFinding(
      tellStory((s) => redeem(s, 0, { access_token: s.jwt('AT1', noJti) })),
      RULE,
    );
    expectNoFinding(
      tellStory((s) => redeem(s, 0, { access_token: s.jwt('AT1', { lifetimeSec: WEEK_SEC - 1 }) })),
      RULE,
    );
    const shared = { lifetimeSec: WEEK_SEC, claims: { jti: 'always-the-same' } };
    const twice = tellStory((s) => {
      redeem(s, 0, { access_token: s.jwt('AT1', shared) });
      redeem(s, 60, { access_token: s.jwt('AT2', shared) });
      s.get('api/me', { at: 61, bearer: 'AT1' });
      s.get('api/me', { at: 62, bearer: 'AT2' });
    });
    expectNoFinding(twice, RULE);
  });

  it('gives way when the token was accepted after a sign-out', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: s.jwt('AT1', { lifetimeSec: WEEK_SEC }) });
      s.post('auth/logout', { at: 10, bearer: 'AT1', answer: 204 });
      s.get('api/me', { at: 120, bearer: 'AT1' });
    });
    expectNoFinding(told, RULE);
  });

  it('is not evaluable where no claims can be read', () => {
    const told = tellStory((s) => redeem(s, 0, { access_token: s.opaque('AT1'), expires_in: WEEK_SEC }));
    expect(told.report.notEvaluable.map(({ rule }) => rule)).toContain(RULE);
  });

  it('does not speak of ID tokens', () => {
    const told = tellStory((s) => {
      const id_token = s.jwt('IDT1', { lifetimeSec: WEEK_SEC, claims: { jti: 'id-token-1' } });
      redeem(s, 0, { access_token: s.jwt('AT1'), id_token });
    });
    expectNoFinding(told, RULE);
  });

  it('is likely where the role of the token is', () => {
    const spec = { lifetimeSec: WEEK_SEC, header: { typ: 'JWT' }, claims: { scope: undefined } };
    const told = tellStory((s) => s.get('api/me', { at: 0, bearer: s.jwt('AT1', spec) }));
    expectFinding(told, RULE, { confidence: 'likely' });
  });
});
