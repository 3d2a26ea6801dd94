import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import type { RequestOptions } from '../../../support/story/story-acts';
import { tellStory } from '../../../support/story/tell-story';
import { onLocalhost, redeem, refresh, UNSAID } from '../usual-traffic';

const RULE = 'token-used-after-logout';
const REFUSED = { answer: 401 } as const;

const usedAfter = (...uses: readonly (Partial<RequestOptions> & { readonly at: number })[]) =>
  tellStory((s) => {
    redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
    s.post('auth/logout', { at: 100, bearer: 'AT1', answer: 204 });
    for (const use of uses) s.get('api/me', { bearer: 'AT1', ...REFUSED, ...use });
  });

describe('a token that is sent after the logout and refused', () => {
  it('is info', () => {
    const finding = expectFinding(usedAfter({ at: 200 }), RULE, {
      severity: 'info',
      confidence: 'confirmed',
      tokens: ['AT1'],
    });
    expect(finding.message).toMatch(/sent AT1 once after a logout was requested, 100 s later\. The server refused/);
    expect(finding.message).not.toMatch(UNSAID);
  });

  it('is low from the third time on', () => {
    expectFinding(usedAfter({ at: 200 }, { at: 210 }), RULE, { severity: 'info', count: 2 });
    expectFinding(usedAfter({ at: 200 }, { at: 210 }, { at: 220 }), RULE, { severity: 'low', count: 3 });
  });

  it('is info on a developer’s machine, however often', () => {
    const told = tellStory(
      onLocalhost((s) => {
        redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
        s.post('auth/logout', { at: 100, bearer: 'AT1', answer: 204 });
        for (const at of [200, 210, 220]) s.get('api/me', { at, bearer: 'AT1', ...REFUSED });
      }),
    );
    expectFinding(told, RULE, { severity: 'info', count: 3 });
  });

  it('is low from the background', () => {
    expectFinding(usedAfter({ at: 200, tab: 'service-worker' }), RULE, { severity: 'low' });
  });

  it('may be a refresh token', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
      s.post('auth/logout', { at: 100, bearer: 'AT1', answer: 204 });
      refresh(s, 540, 'RT1', {}, { answer: { status: 400, json: { error: 'invalid_grant' } } });
    });
    expectFinding(told, RULE, { severity: 'info', tokens: ['RT1'] });
    expectFinding(told, 'family-revoked');
    expectNoFinding(told, 'refresh-token-reuse-rejected', 'head-refresh-token-rejected');
  });

  it('is possible where only the cookies were cleared', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT1' });
      const headers = { 'Clear-Site-Data': '"*"' };
      s.post('auth/bye', { at: 100, bearer: 'AT1', answer: { headers } });
      s.get('api/me', { at: 200, bearer: 'AT1', ...REFUSED });
    });
    expectFinding(told, RULE, { confidence: 'possible' });
  });
});

describe('nothing is said of a token', () => {
  it('that has expired: its refusal says nothing about the logout', () =>
    expectNoFinding(usedAfter({ at: 700 }), RULE));
  it('that was under way (T25)', () => expectNoFinding(usedAfter({ at: 99, after: 4 }, { at: 104 }), RULE));
  it('that is accepted', () => expectNoFinding(usedAfter({ at: 200, answer: 200 }), RULE));
  it('that only lacks a permission (T21)', () => expectNoFinding(usedAfter({ at: 200, answer: 403 }), RULE));
});
