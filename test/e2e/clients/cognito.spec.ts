// amazon-cognito-identity-js against a user pool: one address for everything, an encrypted refresh token that never
// changes, refreshed only once the session is over; the API takes the bare ID token.
import { expect } from '@playwright/test';
import { startCognitoClient } from '../../support/clients/start-cognito-client';
import { testClient } from './client-fixtures';
import { listFindings, listTokens, reportAfter, useForTwoRefreshes } from './read-client';

const LIFETIME_SEC = 5;

const test = testClient(() => startCognitoClient(LIFETIME_SEC));

test('reads amazon-cognito-identity-js: one encrypted refresh token, refreshed after the expiry', async ({
  client,
  panel,
}) => {
  await useForTwoRefreshes(client);

  const report = await reportAfter(panel, { refreshes: 2, uses: 6 });
  expect(listTokens(report)).toEqual([
    'AT1 access',
    'AT2 access',
    'AT3 access',
    'ID1 id',
    'ID2 id',
    'ID3 id',
    'RT1 refresh',
  ]);
  const formatOf = (label: string): string | undefined => report.tokens.find((token) => token.label === label)?.format;
  expect([formatOf('AT1'), formatOf('ID1'), formatOf('RT1')]).toEqual(['jws', 'jws', 'jwe']);
  // Each was used once: the access token in a body by the client itself, the ID token bare by the page.
  const sessionTokens = report.tokens.filter(({ role }) => role !== 'refresh');
  expect(sessionTokens.map(({ presentations, accepted }) => [presentations, accepted])).toEqual(Array(6).fill([1, 1]));
  expect(report.refreshes.map(({ presented, issued }) => [presented, ...issued.toSorted()])).toEqual([
    ['RT1', 'AT2', 'ID2'],
    ['RT1', 'AT3', 'ID3'],
  ]);
  for (const refresh of report.refreshes) {
    expect(refresh).toMatchObject({ type: 'rt_grant', trigger: 'late', outcome: 'success', answer: 'A0' });
    expect(refresh.remainingSeconds).toBeLessThanOrEqual(0);
  }
  expect(report.chains).toHaveLength(1);
  expect(report.chains[0]).toMatchObject({ regime: 'non-rotating', state: 'active', edges: [] });
  // True of a pool without rotation, which is how pools begin.
  expect(listFindings(report)).toEqual(['low refresh-token-not-rotated', 'info refresh-token-unbounded']);
  await expect(panel.tokenRow('AT3')).toBeVisible();
  await panel.openTab('Refreshes');
  await expect(panel.refreshRow('R2')).toBeVisible();
});
