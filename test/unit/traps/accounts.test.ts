// Traps T17 to T26 of rules.md section 7: families that are none of each other's, answers that prove nothing, logout.

import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding, expectQuiet } from '../../support/story/expect-finding';
import { EXPIRED, grantOf, issue, refresh, refuse, signIn } from '../../support/story/passages';
import { tellStory } from '../../support/story/tell-story';

const AFTER_LOGOUT = ['token-accepted-after-logout', 'token-used-after-logout'] as const;

describe('families', () => {
  it('T17: a silent authorization begins a family of its own', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      const query = { response_type: 'code', client_id: 'spa', prompt: 'none', state: 'x' };
      s.frame('auth/authorize', {
        at: 700,
        query,
        answer: { status: 302, location: 'https://app.shop.example/cb?code=code-of-2' },
      });
      signIn(s, 701, 2, { id: 'silent' });
      refresh(s, 1240, 2, 3);
    });
    expect(told.chain('RT2')).toMatchObject({
      root: { kind: 'silent-authorization' },
      edges: [{ from: 'RT2', to: 'RT3' }],
    });
    expect(told.chain('RT1')).toMatchObject({ edges: [], heads: ['RT1'] });
    expect(told.refresh('silent')).toMatchObject({ type: 'silent_authz', outcome: 'success' });
    expectQuiet(told);
  });

  it('T18: two accounts of one app are two families, whoever acts when', () => {
    const told = tellStory((s) => {
      const as = (sub: string) => ({ jwt: { claims: { sub, jti: `jti-of-${sub}` } } });
      signIn(s, 0, 1, as('alice'));
      signIn(s, 10, 2, as('bob'));
      refresh(s, 540, 1, 3, as('alice-again'));
      refresh(s, 550, 2, 4, as('bob-again'));
      s.get('api/me', { at: 560, bearer: 'AT3' });
    });
    expect(told.chain('RT1')).toMatchObject({ edges: [{ from: 'RT1', to: 'RT3' }], heads: ['RT3'] });
    expect(told.chain('RT2')).toMatchObject({ edges: [{ from: 'RT2', to: 'RT4' }], heads: ['RT4'] });
    expectNoFinding(told, 'rotation-fork', 'superseded-access-token-used', 'refresh-token-reuse-accepted');
  });

  it('T18: a publishable key is no credential of a user, however long it lives', () => {
    const told = tellStory((s) => {
      const PK = s.jwt('PK', {
        header: { typ: 'JWT' },
        lifetimeSec: 315_360_000,
        claims: { sub: undefined, scope: undefined, role: 'anon' },
      });
      signIn(s, 0);
      s.get('api/list', { at: 5, bearer: 'AT1', headers: { apikey: PK } });
      s.get('api/public', { at: 6, bearer: PK, headers: { apikey: PK } });
    });
    expect(told.token('PK')).toMatchObject({ role: 'publishable-key', chain: null });
    expectQuiet(told);
    expectNoFinding(told, 'access-token-long-lived');
  });
});

describe('answers that prove nothing', () => {
  it('T19: a public endpoint answers 200 to an expired token', () => {
    const tell = (isEnforcing: boolean) =>
      tellStory(
        (s) => {
          signIn(s, 0);
          s.get('api/products', { at: 2000, bearer: 'AT1' });
        },
        { isEnforcing },
      );
    expectNoFinding(tell(false), 'expired-token-accepted');
    expectFinding(tell(true), 'expired-token-accepted', { severity: 'high' });
  });

  it('T19: an endpoint that refuses later shows that it enforced all along', () => {
    const told = tellStory(
      (s) => {
        signIn(s, 0);
        s.get('api/orders', { at: 2000, bearer: 'AT1' });
        s.get('api/orders', { at: 2010, answer: 401 });
      },
      { isEnforcing: false },
    );
    expectFinding(told, 'expired-token-accepted');
  });

  it('T20: an error inside a 200 is a refusal, not an acceptance', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      const json = { errors: [{ message: 'Not authenticated', extensions: { code: 'UNAUTHENTICATED' } }], data: null };
      s.post('api/graphql', { at: 2000, bearer: 'AT1', json: { query: '{ me { id } }' }, answer: { json } });
    });
    expect(told.token('AT1')).toMatchObject({ accepted: 0, rejected: 1 });
    expectNoFinding(told, 'expired-token-accepted');
  });

  it('T20: a GraphQL refresh that fails inside a 200 has failed', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      const json = { query: 'mutation { refreshToken(token: "RT1") { token } }', variables: { refreshToken: 'RT1' } };
      s.post('app/graphql', {
        at: 540,
        id: 'r',
        json,
        answer: { json: { errors: [{ message: 'Invalid refresh token' }] } },
      });
    });
    expect(told.refresh('r')).toMatchObject({ outcome: 'failure.terminal', answer: 'Rg' });
  });

  it('T21: a 403 is about permission, not about the token', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      s.get('api/admin', {
        at: 5,
        bearer: 'AT1',
        answer: { status: 403, json: { message: 'You may not see this page' } },
      });
      refresh(s, 540, 1, 2, { id: 'r' });
    });
    expect(told.token('AT1')).toMatchObject({ accepted: 0, rejected: 0 });
    expect(told.refresh('r').trigger).toBe('proactive');
    expectQuiet(told);
  });

  it('T22: an old token after a gap or a restart is likely at most', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      refresh(s, 540, 1, 2);
      s.gap(600, 3000, 'browser closed');
      refresh(s, 3010, 1, 3, { id: 'restored' });
    });
    expect(told.refresh('restored').position).toBe('P3');
    const { confidence } = expectFinding(told, 'refresh-token-reuse-accepted');
    expect(confidence).not.toBe('confirmed');
  });

  it("T23: the finding leaves room for the reviewer's own replay", () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      refresh(s, 540, 1, 2);
      refresh(s, 3010, 1, 3);
    });
    expect(expectFinding(told, 'refresh-token-reuse-accepted').message).toMatch(/DevTools or a proxy/);
  });

  it('T24: the clocks of two servers are told apart', () => {
    const told = tellStory((s) => {
      const late = { dateOffBySec: -200 };
      signIn(s, 0);
      for (let at = 5; at < 60; at += 10) s.get('api/me', { at, bearer: 'AT1', answer: late });
      s.get('api/me', { at: 700, bearer: 'AT1', answer: late });
    });
    const skewOf = (origin: string) => told.report.clocks.find((clock) => clock.origin === origin)?.skewSeconds ?? null;
    expect(skewOf('https://auth.shop.example')).toBeCloseTo(0, -0.5);
    expect(skewOf('https://api.shop.example')).toBeCloseTo(-200, -0.5);
    expectNoFinding(told, 'expired-token-accepted');
  });

  it("T24: a CDN's old Date is not the server's clock", () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      s.get('api/me', { at: 5, bearer: 'AT1' });
      const old = { dateOffBySec: -5000, headers: { Age: '5000', 'X-Cache': 'HIT' } };
      for (let at = 10; at < 60; at += 10) s.get('api/me', { at, bearer: 'AT1', answer: old });
    });
    expect(told.report.clocks.every(({ skewSeconds }) => Math.abs(skewSeconds ?? 0) < 2)).toBe(true);
  });
});

describe('logout and demonstrations', () => {
  it('T25: requests under way when the logout completes, and for five seconds after, are none after logout', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      s.get('api/feed', { at: 99.9, bearer: 'AT1', after: 3 });
      s.post('auth/revoke', { at: 100, form: { token: 'RT1', token_type_hint: 'refresh_token' } });
      s.get('api/feed', { at: 103, bearer: 'AT1' });
    });
    expect(told.chain('RT1').state).toBe('logged-out');
    expectNoFinding(told, ...AFTER_LOGOUT);
  });

  it('T25: revocation may take a while: within a minute nothing is certain', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      s.post('auth/revoke', { at: 100, form: { token: 'RT1', token_type_hint: 'refresh_token' } });
      s.get('api/feed', { at: 130, bearer: 'AT1' });
    });
    expect(expectFinding(told, 'token-accepted-after-logout').confidence).not.toBe('confirmed');
  });

  it('T26: a demonstration token in a page is reported only once it is presented', () => {
    const told = tellStory((s) => {
      const sample = s.jwt('SAMPLE', {
        lifetimeSec: null,
        header: { alg: 'HS256', typ: 'JWT' },
        claims: { scope: undefined },
      });
      s.open('app/docs', { at: 0, answer: { text: `<pre>${sample}</pre>`, headers: { 'Content-Type': 'text/html' } } });
      s.get('app/main.js', { at: 1, type: 'other', answer: { text: `const sample = '${sample}';` } });
    });
    expect(told.findToken('SAMPLE')).toBeNull();
    expectQuiet(told);
  });

  it('T26: a well-known sample is nobody’s token, even when it is presented', () => {
    // https://jwt.io as it opens: signed with "your-256-bit-secret", and without an expiry.
    const sample = [
      { alg: 'HS256', typ: 'JWT' },
      { sub: '1234567890', name: 'John Doe', iat: 1516239022 },
    ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
    const signature = createHmac('sha256', 'your-256-bit-secret').update(sample.join('.')).digest('base64url');
    const told = tellStory((s) => s.get('api/me', { at: 0, bearer: [...sample, signature].join('.') }));
    expect(told.report.tokens).toEqual([]);
    expectQuiet(told);
    const forged = tellStory((s) => s.get('api/me', { at: 0, bearer: [...sample, 'A'.repeat(43)].join('.') }));
    expect(forged.report.tokens).toHaveLength(1);
  });

  it('an ordinary day is quiet', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      for (let n = 1; n < 12; n += 1) {
        s.get('api/me', { at: n * 540 - 60, bearer: `AT${n}` });
        refresh(s, n * 540, n, n + 1);
      }
      s.get('api/me', { at: 12 * 540 + 200, bearer: 'AT12', answer: EXPIRED });
      s.post('auth/token', { at: 12 * 540 + 200.5, form: grantOf(12), answer: issue(s, 13) });
      s.get('api/me', { at: 12 * 540 + 201, bearer: 'AT13' });
      refuse(s, 12 * 540 + 740, 13, {}, { error: 'invalid_grant', error_description: 'Session not active' });
    });
    expectQuiet(told, { except: ['head-refresh-token-rejected'] });
  });
});
