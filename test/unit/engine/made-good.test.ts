// A refresh that failed is made good by what came first, a success or a sign-in, whichever body is read first.

import { expect, it } from 'vitest';
import { analyse } from '../../property/given/judge';
import { readLast } from '../../support/story/read-last';
import { tellStory } from '../../support/story/tell-story';
import type { Teller } from '../../support/story/teller';
import { redeem, refresh } from '../rules/usual-traffic';

const issue = (number: number) => ({ access_token: `AT${number}`, refresh_token: `RT${number}`, expires_in: 300 });

/** The sign-in is request 3, the success request 4, whenever they come. */
const failThen =
  (signInAt: number, successAt: number) =>
  (s: Teller): void => {
    redeem(s, 0, issue(1));
    s.get('api/me', { at: 1, bearer: 'AT1' });
    refresh(s, 290, 'RT1', {}, { answer: 503 });
    redeem(s, signInAt, issue(2));
    refresh(s, successAt, 'RT1', issue(3));
  };

function isSettledSilently(tell: (s: Teller) => void, order: readonly number[]): boolean | undefined {
  const { observations } = tellStory(tell, { sensors: ['web-request', 'devtools'], secondSightMs: 0 });
  const { state } = analyse(readLast(observations, order));
  const failed = [...state.refresh.values()].find(({ status }) => status === 503);
  expect(failed?.isResolved).toBe(true);
  return failed?.isSettledSilently;
}

it.each([
  ['the sign-in', [3, 4]],
  ['the success', [4, 3]],
])('a success made it good before the user signed in, where the body of %s is read first', (_name, order) => {
  expect(isSettledSilently(failThen(294, 292), order)).toBe(true);
});

it.each([
  ['the sign-in', [3, 4]],
  ['the success', [4, 3]],
])(
  'the user signed in before a success would have made it good, where the body of %s is read first',
  (_name, order) => {
    expect(isSettledSilently(failThen(292, 294), order)).toBe(false);
  },
);
