import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { onLocalhost, redeem } from '../usual-traffic';

const RULE = 'custom-soft-expiry';
const FIVE_DAYS_SEC = 432_000;

const signIn = (
  s: Teller,
  claims: (iat: number) => Readonly<Record<string, unknown>> = (iat) => ({ useExp: iat + 600 }),
) =>
  s.post('app/login', {
    at: 0,
    json: { user: 'ada', password: 'x' },
    answer: { json: { token: s.jwt('T1', { lifetimeSec: FIVE_DAYS_SEC, header: { typ: 'JWT' }, claims }) } },
  });

const use = (at: number, status = 200) =>
  tellStory((s) => {
    signIn(s);
    s.get('api/x', { at, bearer: 'T1', answer: status });
  });

describe('a second, custom expiry', () => {
  it('is information by itself', () => {
    const { message } = expectFinding(tellStory(signIn), RULE, {
      severity: 'info',
      confidence: 'confirmed',
      tokens: ['T1'],
    });
    expect(message).toContain('useExp ends');
    expect(message).toContain('10 min');
  });

  it('is medium when an API that asks for credentials accepts the token after it', () => {
    expectFinding(use(1000), RULE, { severity: 'medium', confidence: 'confirmed' });
  });

  it('stays information within the leeway, and when the use is refused', () => {
    expectFinding(use(850), RULE, { severity: 'info' });
    expectFinding(use(1000, 401), RULE, { severity: 'info' });
  });

  it('stays information where the endpoint answers anybody', () => {
    const told = tellStory(
      (s) => {
        signIn(s);
        s.get('api/x', { at: 1000, bearer: 'T1' });
      },
      { isEnforcing: false },
    );
    expectFinding(told, RULE, { severity: 'info' });
  });

  it('is judged again when the endpoint shows later that it asks for credentials', () => {
    const told = tellStory(
      (s) => {
        signIn(s);
        s.get('api/x', { at: 1000, bearer: 'T1' });
        s.get('api/x', { at: 1001, answer: 401 });
      },
      { isEnforcing: false },
    );
    expectFinding(told, RULE, { severity: 'medium' });
  });

  it('does not mind the renewal endpoint', () => {
    const told = tellStory((s) => {
      signIn(s);
      s.get('api/x', { at: 10, bearer: 'T1' });
      s.post('app/renew', {
        at: 5000,
        bearer: 'T1',
        answer: { json: { token: s.jwt('T2', { lifetimeSec: FIVE_DAYS_SEC, header: { typ: 'JWT' } }) } },
      });
    });
    expectFinding(told, RULE, { severity: 'info' });
  });

  it.each(['plan_expires_at', 'trial_until', 'updated_at', 'auth_time', 'passwordExpiry', 'license_exp'])(
    'does not take %s for one',
    (name) =>
      expectNoFinding(
        tellStory((s) => signIn(s, (iat) => ({ [name]: iat + 600 }))),
        RULE,
      ),
  );

  it('T13: reads milliseconds', () => {
    const told = tellStory((s) => signIn(s, (iat) => ({ useExp: (iat + 600) * 1000 })));
    expect(expectFinding(told, RULE).message).toContain('10 min');
  });

  it('is likely where only a template of the endpoint is known to ask for credentials', () => {
    const told = tellStory((s) => {
      signIn(s);
      s.get('api/orders/123456', { at: 1000, bearer: 'T1' });
    });
    expectFinding(told, RULE, { severity: 'medium', confidence: 'likely' });
  });

  it('T18: does not look into publishable keys', () => {
    const claims = (iat: number) => ({
      sub: undefined,
      client_id: undefined,
      scope: undefined,
      jti: undefined,
      role: 'anon',
      useExp: iat + 60,
    });
    const told = tellStory((s) =>
      s.get('api/x', { at: 0, headers: { apikey: s.jwt('KEY', { header: { typ: 'JWT' }, claims }) } }),
    );
    expectNoFinding(told, RULE);
  });

  it('is one step lower on a developer machine', () => {
    expectFinding(
      tellStory(
        onLocalhost((s) => {
          signIn(s);
          s.get('api/x', { at: 1000, bearer: 'T1' });
        }),
      ),
      RULE,
      { severity: 'low' },
    );
  });

  it('is possible beside a session cookie', () => {
    const told = tellStory((s) => {
      signIn(s);
      s.get('api/x', { at: 1000, bearer: 'T1', cookie: 'connect.sid=s%3Aabc123def456ghi789jkl0' });
    });
    expectFinding(told, RULE, { severity: 'medium', confidence: 'possible' });
  });

  it('is likely where the moment of the accepted use is an estimate', () => {
    const told = tellStory((s) => {
      s.jwt('T1', { lifetimeSec: 432_000, claims: (iat) => ({ useExp: iat + 600 }) });
      redeem(s, 0, { access_token: 'T1' });
      s.get('api/ping', { at: 1, bearer: 'T1' });
      s.get('api/x', { at: 1000, bearer: 'T1', answer: { dateOffBySec: null } });
    });
    expectFinding(told, RULE, { severity: 'medium', confidence: 'likely' });
  });

  it('is one step higher with the scope of an administrator', () => {
    const told = tellStory((s) => {
      s.jwt('T1', { lifetimeSec: 432_000, claims: (iat) => ({ useExp: iat + 600, scope: 'admin' }) });
      redeem(s, 0, { access_token: 'T1' });
      s.get('api/x', { at: 1000, bearer: 'T1' });
    });
    expectFinding(told, RULE, { severity: 'high' });
  });
});
