import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import { tellStory } from '../../../support/story/tell-story';
import { onLocalhost, redeem } from '../usual-traffic';

const RULE = 'token-without-expiry';

describe('a token without expiry', () => {
  it('is high when it is an access token, and says how old it was when last accepted', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: s.jwt('AT1', { lifetimeSec: null }) });
      s.get('api/me', { at: 3600, bearer: 'AT1' });
    });
    const { message } = expectFinding(told, RULE, { severity: 'high', confidence: 'confirmed', tokens: ['AT1'] });
    expect(message).toContain('accepted 1 h after it was issued');
  });

  it.each([
    ['negative', -1],
    ['zero', 0],
    ['no number', 'soon'],
    ['beyond the year 9999', 1e15],
  ])('takes an exp that is %s for none', (_what, exp) => {
    const told = tellStory((s) => redeem(s, 0, { access_token: s.jwt('AT1', { claims: { exp } }) }));
    expectFinding(told, RULE);
  });

  it('is possible, so medium, for a session cookie that nothing else explains', () => {
    const spec = { lifetimeSec: null, header: { typ: 'JWT' }, claims: { scope: undefined } };
    const told = tellStory((s) => s.get('app/home', { at: 0, cookie: `sid=${s.jwt('JWT', spec)}` }));
    expectFinding(told, RULE, { severity: 'medium', confidence: 'possible' });
  });

  it('is none where the answer announced a life', () => {
    const told = tellStory((s) => redeem(s, 0, { access_token: s.jwt('AT1', { lifetimeSec: null }), expires_in: 300 }));
    expectNoFinding(told, RULE);
  });

  it('leaves DPoP proofs, ID tokens, refresh tokens and encrypted tokens alone', () => {
    const told = tellStory((s) => {
      const tokens = {
        access_token: s.jwt('AT1'),
        refresh_token: s.jwt('RT1', { lifetimeSec: null, header: { typ: 'JWT' }, claims: { typ: 'Refresh' } }),
        id_token: s.jwt('IDT1', { lifetimeSec: null }),
      };
      redeem(s, 0, tokens, { dpop: 'p1' });
      const jwe = `${Buffer.from('{"alg":"dir","enc":"A256GCM"}').toString('base64url')}..aXY.Y2lwaGVy.dGFn`;
      s.get('api/me', { at: 1, authorization: `Bearer ${jwe}` });
    });
    expectNoFinding(told, RULE);
  });

  it('T18: leaves publishable keys alone', () => {
    const claims = { sub: undefined, client_id: undefined, scope: undefined, jti: undefined, role: 'anon' };
    const told = tellStory((s) =>
      s.get('api/list', {
        at: 0,
        headers: { apikey: s.jwt('KEY', { lifetimeSec: null, header: { typ: 'JWT' }, claims }) },
      }),
    );
    expectNoFinding(told, RULE);
  });

  it('is not evaluable where no claims can be read', () => {
    const told = tellStory((s) => redeem(s, 0, { access_token: s.opaque('AT1') }));
    expect(told.report.notEvaluable.map(({ rule }) => rule)).toContain(RULE);
  });

  it('is one step lower on a developer machine', () => {
    expectFinding(
      tellStory(onLocalhost((s) => redeem(s, 0, { access_token: s.jwt('AT1', { lifetimeSec: null }) }))),
      RULE,
      { severity: 'medium' },
    );
  });

  it('takes expires_in: 0 for no word of a life', () => {
    const told = tellStory((s) => redeem(s, 0, { access_token: s.jwt('AT1', { lifetimeSec: null }), expires_in: 0 }));
    expectFinding(told, RULE, { severity: 'high' });
  });

  it('is likely, and does not speak for the issuer, where the issuance was not seen', () => {
    const told = tellStory((s) => s.get('api/me', { at: 0, bearer: s.jwt('AT1', { lifetimeSec: null }) }));
    const { message } = expectFinding(told, RULE, { confidence: 'likely' });
    expect(message).not.toContain('its issuer announced no lifetime');
    expect(message).toContain('was not seen');
  });

  it('is not evaluable where only the ID token can be read', () => {
    const told = tellStory((s) => redeem(s, 0, { access_token: s.opaque('AT1'), id_token: s.jwt('IDT1') }));
    expect(told.report.notEvaluable.map(({ rule }) => rule)).toContain(RULE);
  });
});
