// A document that the browser fetches or renders ahead is seen by nobody, and may never be.

import { expect, it } from 'vitest';
import { tellStory } from '../../support/story/tell-story';
import { redeem, refresh } from '../rules/usual-traffic';

it.each([
  { headers: {}, silent: 'failure' },
  { headers: { 'Sec-Purpose': 'prefetch' }, silent: 'success' },
  { headers: { 'Sec-Purpose': 'prefetch;prerender' }, silent: 'success' },
])('a login page with $headers: the refresh before it was a silent $silent', ({ headers, silent }) => {
  const told = tellStory((s) => {
    redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
    refresh(s, 10, 'RT1', { access_token: 'AT2', refresh_token: 'RT2' }, { id: 'renewed' });
    s.open('auth/authorize', { at: 15, query: { response_type: 'code', client_id: 'spa' }, headers });
  });
  expect(told.refresh('renewed')).toMatchObject({ outcome: 'success', silent });
});
