// After the local clock was set, the first requests are measured by an estimate that their own answers contradict.

import { expect, it } from 'vitest';
import { tellStory } from '../../support/story/tell-story';
import { redeem, refresh } from '../rules/usual-traffic';

const issue = (number: number) => ({ access_token: `AT${number}`, refresh_token: `RT${number}`, expires_in: 600 });

it.each([
  ['forward', -400],
  ['back', 400],
])('a refresh a minute before exp is proactive, also right after the local clock was set %s', (_where, offBySec) => {
  const told = tellStory((s) => {
    s.setClock(-1000, offBySec);
    s.setClock(1000, 0);
    redeem(s, 0, issue(1));
    for (const number of [1, 2, 3, 4]) refresh(s, number * 540, `RT${number}`, issue(number + 1), { id: `r${number}` });
  });
  const refreshes = [1, 2, 3, 4].map((number) => told.refresh(`r${number}`));
  expect(refreshes.map(({ trigger }) => trigger)).toEqual(['proactive', 'proactive', 'proactive', 'proactive']);
  for (const { remainingSeconds } of refreshes) expect(Math.abs((remainingSeconds ?? 0) - 60)).toBeLessThan(2);
});
