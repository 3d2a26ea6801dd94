// Which other refresh the words of one name: only one that a server takes for its repeat (T16).

import { expect, it } from 'vitest';
import { tellRefresh } from '../../../src/panel/model/read-refresh-facts';
import { grantOf, issue, signIn } from '../../support/story/passages';
import { tellStory } from '../../support/story/tell-story';

const CATALOGUE = 'https://catalogue.example';
const ORDERS = 'https://orders.example';

it.each([
  ['the same resource', CATALOGUE, CATALOGUE, true],
  ['no resource, which is what was granted', null, CATALOGUE, true],
  ['another resource', ORDERS, CATALOGUE, false],
])('a refresh at the same time for %s', (_name, first, second, isRival) => {
  const { state } = tellStory((s) => {
    signIn(s, 0);
    for (const [index, resource] of [first, second].entries()) {
      const form = { ...grantOf(1), ...(resource === null ? {} : { resource }) };
      s.post('auth/token', { at: 540 + index / 100, form, answer: issue(s, index + 2) });
    }
  });
  const words = [...state.refresh.values()].map((refresh) => tellRefresh(state, refresh).parts.join(' · '));
  expect(words.map((text) => /R[12] (raced it|came first)/.test(text))).toEqual([isRival, isRival]);
});
