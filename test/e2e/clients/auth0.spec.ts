// @auth0/auth0-spa-js against a tenant: its refreshes come from a web worker, whose answers are read like the page's, and
// the refresh token that has come to its end is refused by 403.
import { expect } from '@playwright/test';
import { startAuth0Client } from '../../support/clients/start-auth0-client';
import { testClient } from './client-fixtures';
import { listEdges, listFindings, listTokens, reportAfter } from './read-client';

/** The client refreshes when less than 60 s are left: three seconds after each issue. */
const LIFETIME_SEC = 63;

const test = testClient(() => startAuth0Client({ accessTokenLifetimeSec: LIFETIME_SEC, refreshesPerSession: 2 }));

test('reads auth0-spa-js: a worker refreshes, until the refresh token comes to its end', async ({ client, panel }) => {
  await client.signIn();
  expect(await client.act('Call the API')).toBe('answered 200');
  await client.waitUntilDue();
  expect(await client.act('Call the API')).toBe('answered 200');
  await client.waitUntilDue();
  expect(await client.act('Call the API')).toBe('answered 200');

  const report = await reportAfter(panel, { refreshes: 2, uses: 3 });
  expect(listTokens(report)).toEqual([
    'AT1 access',
    'AT2 access',
    'AT3 access',
    'ID1 id',
    'ID2 id',
    'ID3 id',
    'RT1 refresh',
    'RT2 refresh',
    'RT3 refresh',
  ]);
  expect(report.refreshes.map(({ presented, issued }) => [presented, ...issued.toSorted()])).toEqual([
    ['RT1', 'AT2', 'ID2', 'RT2'],
    ['RT2', 'AT3', 'ID3', 'RT3'],
  ]);
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
