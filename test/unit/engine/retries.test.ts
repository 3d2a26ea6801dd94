// 401 → refresh → retry, where the token itself makes the two requests differ (rules.md 3.3).

import { describe, expect, it } from 'vitest';
import { expectNoFinding } from '../../support/story/expect-finding';
import type { RequestOptions } from '../../support/story/story-acts';
import { tellStory } from '../../support/story/tell-story';
import { redeem, refresh } from '../rules/usual-traffic';

type Use = (token: string, page: number) => Omit<RequestOptions, 'at'>;

const tell = (use: Use, pages: readonly number[]) =>
  tellStory((s) => {
    redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
    s.post('api/orders', { at: 700, ...use('AT1', 1), answer: 401 });
    refresh(s, 701, 'RT1', { access_token: 'AT2', refresh_token: 'RT2' }, { id: 'it' });
    for (const [index, page] of pages.entries()) s.post('api/orders', { at: 702 + index, ...use('AT2', page) });
  });

const USES: readonly (readonly [string, Use])[] = [
  ['its query', (token, page) => ({ query: { access_token: token }, json: { page } })],
  ['its body', (token) => ({ json: { accessToken: token } })],
  ['a form', (token) => ({ form: { access_token: token } })],
];

describe('a request with the token in', () => {
  it.each(USES)('%s is known again with the new one', (_where, use) => {
    expect(tell(use, [1]).refresh('it')).toMatchObject({ unauthorizedRequests: 1, retriedRequests: 1 });
  });

  it('its body is retried once, whatever is asked for there afterwards', () => {
    const told = tell((token, page) => ({ json: { accessToken: token, page } }), [1, 2, 3]);
    expect(told.refresh('it').retriedRequests).toBe(1);
    expectNoFinding(told, 'request-retry-exceeds-once');
  });

  it('its query is another one where its body is', () => {
    const [, use] = USES[0] ?? [];
    expect(use === undefined ? null : tell(use, [2]).refresh('it').retriedRequests).toBe(0);
  });
});
