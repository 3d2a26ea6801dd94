// @supabase/auth-js against a project: the grant in the query, JSON bodies, a public key that every request carries
// twice, short refresh tokens that rotate.
import { expect } from '@playwright/test';
import { startSupabaseClient } from '../../support/clients/start-supabase-client';
import { testClient } from './client-fixtures';
import { listEdges, listFindings, listTokens, reportAfter, useForTwoRefreshes } from './read-client';

/** The client refreshes when less than 90 s are left: three seconds after each issue. */
const LIFETIME_SEC = 93;

const test = testClient(() => startSupabaseClient(LIFETIME_SEC));

test('reads @supabase/auth-js: the public key is no token of a user', async ({ client, panel }) => {
  await useForTwoRefreshes(client);

  const report = await reportAfter(panel, { refreshes: 2, uses: 3 });
  expect(listTokens(report)).toEqual([
    'AT1 access',
    'AT2 access',
    'AT3 access',
    'KEY1 publishable-key',
    'RT1 refresh',
    'RT2 refresh',
    'RT3 refresh',
  ]);
  expect(report.refreshes.map(({ presented, issued }) => [presented, ...issued.toSorted()])).toEqual([
    ['RT1', 'AT2', 'RT2'],
    ['RT2', 'AT3', 'RT3'],
  ]);
  for (const refresh of report.refreshes) {
    expect(refresh).toMatchObject({ type: 'rt_grant', trigger: 'proactive', outcome: 'success', silent: 'success' });
  }
  expect(report.chains).toHaveLength(1);
  expect(report.chains[0]).toMatchObject({ root: { kind: 'password' }, regime: 'rotating', state: 'active' });
  expect(listEdges(report)).toEqual(['RT1 > RT2 by E1', 'RT2 > RT3 by E1']);
  expect(listFindings(report)).toEqual(['info refresh-token-unbounded']);
  await expect(panel.tokenRow('AT3')).toBeVisible();
});

test('reads its refusal of an old refresh token as a replay that was refused', async ({ client, panel }) => {
  await useForTwoRefreshes(client);
  expect(await client.act('Send the first refresh token again')).toBe('refresh_token_already_used');

  await panel.openTab('Findings');
  await expect(panel.finding('refresh-token-reuse-rejected')).toContainText('RT1');
  const { refreshes } = await panel.report();
  expect(refreshes).toHaveLength(3);
  expect(refreshes[2]).toMatchObject({
    presented: 'RT1',
    outcome: 'failure.terminal',
    errorCode: 'refresh_token_already_used',
    issued: [],
  });
});
