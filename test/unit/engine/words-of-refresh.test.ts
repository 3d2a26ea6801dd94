// `refresh` is a word of many paths and bodies (dialects.md 2.5); and a token that renews itself is not spent by it.

import { describe, expect, it } from 'vitest';
import { BLIND } from '../../support/story/cookie-passages';
import { expectFinding, expectNoFinding } from '../../support/story/expect-finding';
import type { RequestOptions } from '../../support/story/story-acts';
import { tellStory } from '../../support/story/tell-story';

describe('no refresh is', () => {
  it.each([
    ['a search index that waits', 'api/_bulk', { json: { refresh: 'wait_for' } }, { took: 3 }],
    ['a widget drawn anew', 'api/widgets/7/refresh', {}, { token: 'widget-render-token-0001' }],
  ])('%s', (_what, target, sent, json) => {
    const told = tellStory((s) => s.post(target, { at: 5, bearer: 'AT1', ...sent, answer: { json } }));
    expect(told.report.refreshes).toEqual([]);
    expect(told.report.tokens).toHaveLength(1);
  });
});

describe('a token that renewed itself', () => {
  const again = (at: number) =>
    tellStory((s) => {
      for (const name of ['T1', 'T2', 'T3']) s.jwt(name, { lifetimeSec: 5000, header: { typ: 'JWT' } });
      s.post('app/login', { at: 0, json: { password: 'x' }, answer: { json: { token: 'T1' } } });
      s.get('api/me', { at: 5, bearer: 'T1' });
      s.post('app/auth-refresh', { at: 1000, bearer: 'T1', answer: { json: { token: 'T2' } } });
      s.post('app/auth-refresh', { at, tab: 'tabB', bearer: 'T1', answer: { json: { token: 'T3' } } });
    });

  it.each([1030, 1400, 4000])('may do so again in another tab, at %d s', (at) => {
    const told = again(at);
    expectNoFinding(told, 'refresh-token-reuse-accepted', 'refresh-token-reuse-within-grace', 'rotation-fork');
    expectFinding(told, 'single-token-dual-role');
  });
});

describe('a token that is named as one renews, though its answer cannot be read', () => {
  const RT = 'an-opaque-refresh-token-0001';
  const renewing = (target: string, method: 'GET' | 'POST', sent: Partial<RequestOptions>) =>
    tellStory((s) => {
      s.jwt('AT1', { lifetimeSec: 600 });
      s.get('api/me', { at: 5, bearer: 'AT1' });
      s.request(method, target, { at: 540, id: 'r', ...sent });
      s.jwt('AT2', { lifetimeSec: 600, issuedAt: 540 });
      s.get('api/me', { at: 541, bearer: 'AT2' });
    }, BLIND);

  it.each([
    ['in a header', renewing('app/auth/refresh', 'POST', { headers: { 'X-Refresh-Token': RT } }), 'rt_bearer'],
    ['in the query', renewing('app/auth/refresh', 'GET', { query: { refresh_token: RT } }), 'rt_custom'],
  ])('%s of a refresh path', (_where, told, type) => {
    expect(told.refresh('r')).toMatchObject({ type, outcome: 'success', silent: 'success', issued: ['AT2'] });
  });

  it.each([
    ['a header of an ordinary call', renewing('api/orders', 'POST', { headers: { 'X-Refresh-Token': RT } })],
    ['the query of a feed', renewing('api/feed', 'GET', { query: { refresh_token: RT } })],
  ])('but not in %s', (_where, told) => {
    expect(told.report.refreshes).toEqual([]);
  });
});
