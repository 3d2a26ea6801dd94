import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import type { RequestOptions } from '../../../support/story/story-acts';
import { jktOf } from '../../../support/story/story-proofs';
import { type StoryOptions, tellStory } from '../../../support/story/tell-story';
import { redeem, refresh, UNSAID } from '../usual-traffic';
import { byPage, byRequest, LOGOUT_AT, type Logout, revoking } from './logouts';

const RULE = 'token-accepted-after-logout';

type Use = Partial<RequestOptions> & { readonly at: number };
const usedAfter = (
  uses: readonly Use[],
  { logout = byRequest, lifetimeSec = 1800, ...options }: StoryOptions & { logout?: Logout; lifetimeSec?: number } = {},
) =>
  tellStory((s) => {
    redeem(s, 0, { access_token: s.jwt('AT1', { lifetimeSec }), refresh_token: 'RT1' });
    s.get('api/me', { at: 10, bearer: 'AT1' });
    logout(s);
    for (const use of uses) s.get('api/me', { bearer: 'AT1', ...use });
  }, options);

describe('a token that works after the logout', () => {
  it('is medium for an access token with less than an hour left', () => {
    const finding = expectFinding(usedAfter([{ at: 140 }, { at: 200 }]), RULE, {
      severity: 'medium',
      confidence: 'confirmed',
      count: 2,
      tokens: ['AT1'],
    });
    expect(finding.message).toMatch(
      /accepted AT1 2 times after a logout was requested, 100 s later, with 27 min of its life left/,
    );
    expect(finding.message).not.toMatch(UNSAID);
  });

  it('is high for an access token with more than an hour left', () => {
    expectFinding(usedAfter([{ at: 200 }], { lifetimeSec: 4000 }), RULE, { severity: 'high', confidence: 'confirmed' });
  });

  it('is high for a refresh token that still brings new ones (P5)', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
      revoking('RT1')(s);
      refresh(s, 200, 'RT1', { access_token: 'AT2', refresh_token: 'RT2' });
    });
    const finding = expectFinding(told, RULE, { severity: 'high', confidence: 'confirmed', tokens: ['RT1'] });
    expect(finding.message).toContain('issued new tokens for it');
    expect(finding.message).not.toMatch(UNSAID);
  });

  it.each([
    ['a request', byRequest],
    ['a navigation', byPage],
    ['a revocation', revoking('RT1')],
    ['a revocation of itself', revoking('AT1')],
  ] as const)('is confirmed after %s', (_what, logout) => {
    expectFinding(usedAfter([{ at: 200 }], { logout }), RULE, { confidence: 'confirmed' });
  });

  it('is confirmed beside a key that is printed into pages (T18)', () => {
    const claims = { iss: 'supabase', role: 'anon', sub: undefined, aud: undefined, scope: undefined };
    const told = tellStory((s) => {
      const apikey = s.jwt('KEY1', { lifetimeSec: 315_360_000, header: { typ: 'JWT' }, claims });
      redeem(s, 0, { access_token: s.jwt('AT1', { lifetimeSec: 1800 }), refresh_token: 'RT1' });
      byRequest(s);
      s.get('api/me', { at: 200, bearer: 'AT1', headers: { apikey } });
    });
    expectFinding(told, RULE, { severity: 'medium', confidence: 'confirmed' });
  });

  it('is likely within the first minute: it may take time to spread (T25)', () => {
    expectFinding(usedAfter([{ at: 150 }]), RULE, { severity: 'medium', confidence: 'likely' });
  });

  it.each<[what: string, headers: object]>([
    ['data were cleared', { headers: { 'Clear-Site-Data': '"cookies", "storage"' } }],
  ])('is possible where only %s', (_what, answer) => {
    const logout: Logout = (s) => s.post('auth/bye', { at: LOGOUT_AT, bearer: 'AT1', answer });
    expectFinding(usedAfter([{ at: 200 }], { logout }), RULE, { severity: 'medium', confidence: 'possible' });
  });

  it('is possible where a script reads /logout and the answer clears a cookie, and none where it clears nothing', () => {
    const reading =
      (headers: Readonly<Record<string, string>>): Logout =>
      (s) =>
        s.get('app/logout', { at: LOGOUT_AT, cookie: 'jwt=0123456789abcdef', answer: { status: 204, headers } });
    const cleared = reading({ 'Set-Cookie': 'jwt=; Path=/; Max-Age=0' });
    const told = usedAfter([{ at: 200 }], { logout: cleared });
    expectFinding(told, RULE, { severity: 'medium', confidence: 'possible' });
    expectNoFinding(usedAfter([{ at: 200 }], { logout: reading({}) }), RULE);
  });

  it('knows the token by what the logout carried, where nobody saw the sign-in', () => {
    const told = tellStory((s) => {
      s.jwt('AT1', { lifetimeSec: 1800 });
      s.get('api/me', { at: 10, bearer: 'AT1' });
      byRequest(s);
      s.get('api/me', { at: 200, bearer: 'AT1' });
    });
    expect(told.chain('AT1')).toMatchObject({ root: { kind: 'unknown' }, state: 'logged-out' });
    expectFinding(told, RULE, { severity: 'medium', confidence: 'confirmed', tokens: ['AT1'] });
  });

  it('is high for a refresh token that its revocation was the first to show, and to name (K3, P5)', () => {
    const told = tellStory((s) => {
      s.post('auth/revoke', { at: LOGOUT_AT, form: { token: 'RT7', token_type_hint: 'refresh_token' } });
      refresh(s, 200, 'RT7', { access_token: 'AT2', refresh_token: 'RT8' }, { id: 'late' });
    });
    expect(told.refresh('late').position).toBe('P5');
    expectFinding(told, RULE, { severity: 'high', tokens: ['RT7'] });
  });

  it('is high for a refresh token that the logout was the first to show (P5)', () => {
    const told = tellStory((s) => {
      s.post('app/logout', { at: LOGOUT_AT, json: { refreshToken: 'RT7' }, answer: 204 });
      refresh(s, 200, 'RT7', { access_token: 'AT2', refresh_token: 'RT8' }, { id: 'late' });
    });
    expect(told.refresh('late').position).toBe('P5');
    expectFinding(told, RULE, { severity: 'high', tokens: ['RT7'] });
  });

  it('is possible where an answer to a request without any token cleared the data (L4)', () => {
    const answer = { headers: { 'Clear-Site-Data': '"*"' } };
    const logout: Logout = (s) => s.get('app/bye', { at: LOGOUT_AT, answer });
    expectFinding(usedAfter([{ at: 200 }], { logout }), RULE, { severity: 'medium', confidence: 'possible' });
  });

  it('is possible at an endpoint that was never seen to refuse (T19)', () => {
    const told = usedAfter([{ at: 200 }], { isEnforcing: false, lifetimeSec: 4000 });
    expectFinding(told, RULE, { severity: 'medium', confidence: 'possible' });
  });

  it('is only noted where the revoked token may have been replaced unseen: then it was tidied up', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: s.jwt('AT1', { lifetimeSec: 4000 }), refresh_token: 'RT1' });
      s.gap(20, 30);
      revoking('RT1')(s);
      s.get('api/me', { at: 200, bearer: 'AT1' });
    });
    const finding = expectFinding(told, RULE, { severity: 'info' });
    expect(finding.message).toContain('may have been replaced while nothing was seen');
  });

  it('is only noted where the revocation itself is the first that is seen of the token after a gap', () => {
    const told = tellStory((s) => {
      s.gap(20, 30);
      s.post('auth/revoke', { at: LOGOUT_AT, form: { token: 'RT1', token_type_hint: 'refresh_token' } });
      refresh(s, 200, 'RT1', { access_token: 'AT2', refresh_token: 'RT2' });
    });
    expectFinding(told, RULE, { severity: 'info' });
  });

  it('is not only noted where the revoked token was seen to be the current one after the gap', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: s.jwt('AT1', { lifetimeSec: 4000 }), refresh_token: 'RT1' });
      s.gap(20, 30);
      refresh(s, 40, 'RT1', { access_token: s.jwt('AT2', { lifetimeSec: 4000 }) });
      revoking('RT1')(s);
      s.get('api/me', { at: 200, bearer: 'AT2' });
    });
    expectFinding(told, RULE, { severity: 'high' });
  });

  it('becomes confirmed once the endpoint refuses somebody', () => {
    const told = tellStory(
      (s) => {
        redeem(s, 0, { access_token: 'AT1' });
        byRequest(s);
        s.get('api/me', { at: 200, bearer: 'AT1' });
        s.get('api/me', { at: 300, answer: { status: 401 } });
      },
      { isEnforcing: false },
    );
    expectFinding(told, RULE, { confidence: 'confirmed' });
  });

  it('is one step lower when the token is bound and proven', () => {
    const told = tellStory((s) => {
      const token = s.jwt('AT1', { lifetimeSec: 1800, claims: { cnf: { jkt: jktOf() } } });
      redeem(s, 0, { access_token: token, token_type: 'DPoP' }, { dpop: 'p1' });
      s.post('auth/logout', { at: LOGOUT_AT, answer: 204, bearer: 'AT1', dpop: 'p2' });
      s.get('api/me', { at: 200, bearer: 'AT1', dpop: 'p3' });
    });
    expectFinding(told, RULE, { severity: 'low' });
  });
});

describe('nothing works after the logout', () => {
  it('but what was under way, or followed at once (T25)', () => {
    expectNoFinding(usedAfter([{ at: 99.9, after: 5 }, { at: 104 }]), RULE);
  });

  it('when the server refuses', () => expectNoFinding(usedAfter([{ at: 200, answer: 401 }]), RULE));
});

it('says that it saw no logout', () => {
  const told = tellStory((s) => redeem(s, 0, { access_token: 'AT1' }));
  expect(told.report.notEvaluable.find(({ rule }) => rule === RULE)?.reason).toContain('no logout was observed');
});
