// Traps T10 to T16 of rules.md section 7: what browsers send by themselves, clocks, sleep, negotiation, several audiences.

import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding, expectQuiet } from '../../support/story/expect-finding';
import { EXPIRED, grantOf, issue, refresh, signIn } from '../../support/story/passages';
import { jktOf } from '../../support/story/story-proofs';
import { tellStory } from '../../support/story/tell-story';

describe('what the browser sends by itself', () => {
  it('T10: prefetched requests with an old token are no loop and no storm', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      for (let n = 0; n < 8; n += 1) {
        s.get(`api/page/${n}`, { at: 10 + n / 10, bearer: 'AT1', headers: { 'Sec-Purpose': 'prefetch' } });
        s.get('app/refresh', {
          at: 20 + n / 10,
          cookie: 'sid=some-session-id',
          headers: { 'Sec-Purpose': 'prefetch' },
        });
      }
    });
    expectQuiet(told);
    expectNoFinding(told, 'refresh-storm', 'refresh-failure-loop');
    expect(told.report.refreshes).toEqual([]);
  });

  it('T11: a CORS preflight presents nothing', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      s.request('OPTIONS', 'api/me', { at: 5, headers: { 'Access-Control-Request-Method': 'GET' }, answer: 204 });
      s.request('OPTIONS', 'auth/token', { at: 6, bearer: 'AT1', answer: 204 });
      s.get('api/me', { at: 7, bearer: 'AT1' });
    });
    expect(told.token('AT1').presentations).toBe(1);
    expectQuiet(told);
  });

  it('T12: a redirect to another site loses the header; each hop that has it counts', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      s.get('api/file/7', {
        at: 30,
        id: 'hop',
        bearer: 'AT1',
        answer: { status: 307, location: 'https://bucket.cdn.example/f' },
      });
      s.get('https://bucket.cdn.example/f', { at: 30.3, follows: 'hop' });
      s.get('api/old', { at: 40, id: 'same', bearer: 'AT1', answer: { status: 302, location: '/new' } });
      s.get('api/new', { at: 40.3, bearer: 'AT1', follows: 'same' });
    });
    expect(told.token('AT1')).toMatchObject({
      presentations: 3,
      origins: ['https://auth.shop.example', 'https://api.shop.example'],
    });
    expectQuiet(told);
  });

  it('T12: a refresh that is redirected counts once for a storm', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      s.post('auth/token', { at: 540, id: 'hop', form: grantOf(1), answer: { status: 308, location: '/v2/token' } });
      s.post('auth/v2/token', { at: 540.3, id: 'real', form: grantOf(1), follows: 'hop', answer: issue(s, 2) });
    });
    expect(told.refresh('real')).toMatchObject({ outcome: 'success', position: 'P0' });
    expect(told.report.refreshes).toHaveLength(1);
    expect(told.token('RT1').presentations).toBe(2);
    expectNoFinding(told, 'refresh-storm', 'refresh-uncoordinated-parallel', 'refresh-token-reuse-accepted');
  });

  it('T12: a storm of redirected refreshes is one of as many refreshes, not of twice as many', () => {
    const storm = (count: number) =>
      tellStory((s) => {
        signIn(s, 0);
        for (let n = 1; n <= count; n += 1) {
          const at = 540 + n;
          const moved = { status: 307, location: '/v2/token' };
          s.post('auth/token', { at, id: `hop${n}`, form: grantOf(n), answer: moved });
          s.post('auth/v2/token', { at: at + 0.3, form: grantOf(n), follows: `hop${n}`, answer: issue(s, n + 1) });
        }
      });
    expectNoFinding(storm(4), 'refresh-storm');
    expectFinding(storm(5), 'refresh-storm', { count: 5 });
  });
});

describe('clocks', () => {
  it.each([500, -500, 86_400])('T13: a local clock that is %d s off makes no token expired', (localSkewSec) => {
    const told = tellStory(
      (s) => {
        signIn(s, 0);
        s.get('api/me', { at: 300, bearer: 'AT1' });
        refresh(s, 540, 1, 2, { id: 'r' });
      },
      { localSkewSec },
    );
    expect(told.refresh('r')).toMatchObject({ trigger: 'proactive' });
    expect(told.refresh('r').remainingSeconds).toBeCloseTo(60, -0.5);
    expectNoFinding(told, 'expired-token-accepted', 'expired-token-sent');
  });

  it('T13: an exp in milliseconds is not a token for centuries', () => {
    const told = tellStory((s) => {
      signIn(s, 0, 1, { jwt: { claims: (iat) => ({ exp: (iat + 600) * 1000, iat: iat * 1000 }) } });
      s.get('api/me', { at: 5, bearer: 'AT1' });
    });
    expect(told.token('AT1').lifetimeSeconds).toBe(600);
    expectNoFinding(told, 'access-token-long-lived', 'token-without-expiry');
  });

  it('T13: an expiry within the leeway of servers is no weakness', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      s.get('api/me', { at: 890, bearer: 'AT1' });
    });
    expectNoFinding(told, 'expired-token-accepted');
  });

  it('T14: a tab that slept refreshes late, in a bunch, and is no storm', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      for (let n = 0; n < 6; n += 1) s.get(`api/list/${n}`, { at: 4400, bearer: 'AT1', answer: EXPIRED });
      s.post('auth/token', { at: 4400.4, id: 'r', form: grantOf(1), answer: issue(s, 2) });
      for (let n = 0; n < 6; n += 1) s.get(`api/list/${n}`, { at: 4400.8, bearer: 'AT2' });
    });
    expect(told.refresh('r')).toMatchObject({
      trigger: 'reactive.expired',
      unauthorizedRequests: 6,
      retriedRequests: 6,
    });
    expectQuiet(told);
  });

  it('T14: a timer that fires late is called late', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      refresh(s, 4400, 1, 2, { id: 'r' });
    });
    expect(told.refresh('r')).toMatchObject({ trigger: 'late', outcome: 'success' });
    expectQuiet(told);
  });
});

describe('negotiation and several audiences', () => {
  it('T15: a DPoP nonce is a negotiation: neither a failed refresh nor a code used twice', () => {
    const told = tellStory((s) => {
      const bound = { jwt: { claims: { cnf: { jkt: jktOf() } } } };
      const code = {
        grant_type: 'authorization_code',
        client_id: 'spa',
        code: 'code-1',
        code_verifier: 'verifier-of-the-story',
      };
      const nonce = { status: 400, json: { error: 'use_dpop_nonce' }, headers: { 'DPoP-Nonce': 'n1' } };
      s.post('auth/token', { at: 0, form: code, dpop: 'p1', answer: nonce });
      s.post('auth/token', { at: 0.5, form: code, dpop: { name: 'p2', nonce: 'n1' }, answer: issue(s, 1, bound) });
      s.get('api/me', {
        at: 5,
        bearer: 'AT1',
        dpop: 'p3',
        answer: { status: 401, challenge: 'DPoP error="use_dpop_nonce"' },
      });
      s.get('api/me', { at: 5.5, bearer: 'AT1', dpop: { name: 'p4', nonce: 'n2' } });
      s.post('auth/token', { at: 540, id: 'asked', form: grantOf(1), dpop: 'p5', answer: nonce });
      s.post('auth/token', {
        at: 540.5,
        id: 'r',
        form: grantOf(1),
        dpop: { name: 'p6', nonce: 'n1' },
        answer: issue(s, 2, bound),
      });
    });
    expect(told.refresh('asked')).toMatchObject({ outcome: 'negotiation' });
    expect(told.refresh('r')).toMatchObject({ outcome: 'success', position: 'P0' });
    expect(told.token('AT1')).toMatchObject({ rejected: 0, accepted: 1, senderConstrained: true });
    expectQuiet(told);
  });

  it('T16: one refresh token for two audiences at once is neither a race nor a fork', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      const at = (name: string, aud: string) => s.jwt(name, { claims: { aud: [aud], jti: `jti-${name}` } });
      for (const [index, aud] of ['https://graph.example', 'https://api.shop.example'].entries()) {
        const form = { ...grantOf(1), resource: aud };
        const json = { access_token: at(`AT${index + 2}`, aud), expires_in: 600 };
        s.post('auth/token', { at: 540 + index / 100, id: `r${index}`, form, answer: { json } });
      }
    });
    expect(['r0', 'r1'].map((id) => told.refresh(id).position)).toEqual(['P0', 'P0']);
    expect(told.chain('RT1').forks).toEqual([]);
    expectNoFinding(
      told,
      'refresh-uncoordinated-parallel',
      'rotation-fork',
      'refresh-token-reuse-accepted',
      'refresh-token-not-rotated',
    );
  });

  it('T16: an access token of another audience does not replace this one', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      const other = s.jwt('AT2', { claims: { aud: ['https://graph.example'], jti: 'jti-2' } });
      s.post('auth/token', {
        at: 200,
        form: { ...grantOf(1), resource: 'https://graph.example' },
        answer: { json: { access_token: other } },
      });
      s.get('api/me', { at: 260, bearer: 'AT1' });
    });
    expect(told.token('AT1').state).toBe('live');
    expectNoFinding(told, 'superseded-access-token-used');
  });
});
