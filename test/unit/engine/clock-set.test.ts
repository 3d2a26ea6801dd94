// After the local clock was set, the first requests are measured by an estimate that their own answers contradict.

import { expect, it } from 'vitest';
import { enact } from '../../property/given/enact';
import { refreshStep } from '../../property/given/sessions';
import { tellStory } from '../../support/story/tell-story';
import type { Teller } from '../../support/story/teller';
import { redeem, refresh } from '../rules/usual-traffic';

const issue = (number: number) => ({ access_token: `AT${number}`, refresh_token: `RT${number}`, expires_in: 600 });

it.each([
  ['forward', -400],
  ['back', 400],
  ['back behind the refresh before', 700],
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

it.each([
  ['alone', ['devtools'] as const],
  ['after the background had heard of it', ['web-request', 'devtools'] as const],
])('so is one that only its answer shows, told by DevTools %s', (_how, sensors) => {
  const declare = (s: Teller, name: string): string =>
    s.jwt(name, { lifetimeSec: 900, header: { typ: 'JWT' }, claims: { scope: undefined, client_id: undefined } });
  const told = tellStory(
    (s) => {
      s.setClock(-1000, 400);
      s.setClock(1000, 0);
      s.post('app/session/login', { at: 0, json: { user: 'a' }, answer: { json: { token: declare(s, 'AT1') } } });
      const renewed = { json: { token: declare(s, 'AT2') } };
      s.post('app/session/refresh', { at: 200, bearer: 'AT1', answer: renewed });
      const next = { json: { token: declare(s, 'AT3') } };
      s.post('app/session/refresh', { at: 1040, id: 'r', bearer: 'AT2', answer: next });
    },
    { sensors, secondSightMs: 50 },
  );
  expect(told.refresh('r')).toMatchObject({ trigger: 'proactive' });
});

it.each([
  ['once', ['web-request'] as const],
  ['twice', ['web-request', 'web-request'] as const],
])('so is one of a token that nobody saw issued, whose answer is told %s', (_how, sensors) => {
  const steps = [
    refreshStep({ kind: 'sign-in', clock: 'set forward' }),
    refreshStep({ kind: 'api', waitSec: 699, afterSec: 0.4 }),
    refreshStep({ waitSec: 0.3 }),
    refreshStep({ kind: 'api', waitSec: 1 }),
  ];
  const { report } = tellStory((s) => enact(s, steps), { sensors });
  expect(report.refreshes).toMatchObject([{ trigger: 'proactive' }]);
});
