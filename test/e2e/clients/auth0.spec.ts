// @auth0/auth0-spa-js against a tenant: its refreshes come from a web worker, whose answers are read like the page's, and
// the refresh token that has come to its end is refused by 403.
import { expect } from '@playwright/test';
import { startAuth0Client } from '../../support/clients/start-auth0-client';
import { testClient } from './client-fixtures';
import {
  listEdges,
  listFindings,
  listTokens,
  reportAfter,
  THREE_OF_EACH,
  TWO_ROTATIONS,
  useForTwoRefreshes,
} from './read-client';

/** The client refreshes when less than 60 s are left: three seconds after each issue. */
const LIFETIME_SEC = 63;

const test = testClient(() => startAuth0Client({ accessTokenLifetimeSec: LIFETIME_SEC, refreshesPerSession: 2 }));

test('reads auth0-spa-js: a worker refreshes, until the refresh token comes to its end', async ({ client, panel }) => {
  await useForTwoRefreshes(client);

  const report = await reportAfter(panel, { refreshes: 2, uses: 3 });
  expect(listTokens(report)).toEqual(THREE_OF_EACH);
  expect(report.refreshes.map(({ presented, issued }) => [presented, ...issued.toSorted()])).toEqual(TWO_ROTATIONS);
  for (const refresh of report.refreshes) {
    expect(refresh).toMatchObject({ type: 'rt_grant', trigger: 'proactive', outcome: 'success', silent: 'success' });
  }
  expect(report.chains).toHaveLength(1);
  expect(report.chains[0]).toMatchObject({ root: { kind: 'code' }, regime: 'rotating', state: 'active' });
  expect(listEdges(report)).toEqual(['RT1 > RT2 by E1', 'RT2 > RT3 by E1']);
  expect(listFindings(report)).toEqual(['info refresh-token-unbounded']);

  await client.waitUntilDue();
  expect(await client.act('Call the API')).toContain('Unknown or invalid refresh token.');
  await expect.poll(async () => (await panel.report()).refreshes.length).toBe(3);
  const ended = await panel.report();
  expect(ended.refreshes[2]).toMatchObject({
    presented: 'RT3',
    outcome: 'failure.terminal',
    errorCode: 'invalid_grant',
    issued: [],
  });
  await panel.openTab('Refreshes');
  await expect(panel.refreshRow('R3')).toContainText('invalid_grant');
});
