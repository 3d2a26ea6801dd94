// The notation itself: what a story says is what the report shows.

import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding, expectQuiet } from '../../support/story/expect-finding';
import { tellStory } from '../../support/story/tell-story';
import type { Teller } from '../../support/story/teller';

const tokens = (access: string, refresh: string) => ({ access_token: access, refresh_token: refresh, expires_in: 300 });

function tellRotation(s: Teller): void {
  const grant = { grant_type: 'refresh_token', refresh_token: 'RT1' };
  const at = (name: string) => s.jwt(name, { lifetimeSec: 300 });
  s.post('auth/token', {
    at: 0,
    form: { grant_type: 'authorization_code', code: 'c1' },
    answer: { json: tokens(at('AT1'), 'RT1') },
  });
  s.get('api/me', { at: 2, bearer: 'AT1' });
  s.get('api/me', { at: 310, bearer: 'AT1', answer: { status: 401, challenge: 'Bearer error="invalid_token"' } });
  s.post('auth/token', { at: 310.3, id: 'r1', form: grant, answer: { json: tokens(at('AT2'), 'RT2') } });
  s.get('api/me', { at: 311, bearer: 'AT2' });
}

describe('a story', () => {
  it('names tokens, refreshes and chains as it told them', () => {
    const told = tellStory(tellRotation);
    expect(told.token('AT1')).toMatchObject({ role: 'access', lifetimeSeconds: 300, accepted: 1, rejected: 1 });
    expect(told.refresh('r1')).toMatchObject({
      trigger: 'reactive.expired',
      presented: 'RT1',
      issued: ['AT2', 'RT2'],
      retriedRequests: 1,
    });
    expect(told.chain('RT2')).toMatchObject({ edges: [{ from: 'RT1', to: 'RT2', evidence: 'E1' }], heads: ['RT2'] });
    expectQuiet(told);
  });

  it.each([[['web-request', 'devtools'] as const], [['devtools', 'web-request'] as const]])(
    'is one exchange per request, however many sensors saw it: %s',
    (sensors) => {
      const told = tellStory(tellRotation, { sensors });
      expect(told.report.source.exchanges).toBe(6);
      expect(told.refresh('r1')).toMatchObject({ presented: 'RT1', issued: ['AT2', 'RT2'], outcome: 'success' });
      expect(told.token('AT1')).toMatchObject({ presentations: 2, accepted: 1, rejected: 1 });
    },
  );

  it('shows a local clock that is wrong', () => {
    const told = tellStory(tellRotation, { localSkewSec: 500 });
    expect(told.report.clocks.every(({ skewSeconds }) => Math.abs((skewSeconds ?? 0) + 500) <= 2)).toBe(true);
    expect(told.refresh('r1').trigger).toBe('reactive.expired');
  });

  it('finds and misses findings by rule', () => {
    const told = tellStory((s) => {
      tellRotation(s);
      const grant = { grant_type: 'refresh_token', refresh_token: 'RT1' };
      s.post('auth/token', { at: 1000, form: grant, answer: { json: tokens(s.jwt('AT3'), 'RT3') } });
    });
    expectFinding(told, 'refresh-token-reuse-accepted', { severity: 'high', confidence: 'confirmed', tokens: ['RT1'] });
    expectNoFinding(told, 'refresh-token-reuse-rejected', 'refresh-token-reuse-within-grace');
  });
});
