// `refresh` is a word of many paths and bodies (dialects.md 2.5); and a token that renews itself is not spent by it.

import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../support/story/expect-finding';
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
