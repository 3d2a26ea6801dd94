// keycloak-js against a realm: every token is a JWT that says its kind, and each refresh brings a new refresh token
// although the old one stays good.
import { expect } from '@playwright/test';
import { startKeycloakClient } from '../../support/clients/start-keycloak-client';
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

const LIFETIME_SEC = 8;
/** What the page asks of its client before each call. */
const MIN_VALIDITY_SEC = 5;

const test = testClient(() => startKeycloakClient(LIFETIME_SEC));

test('reads keycloak-js: refresh tokens that are JWTs, refreshed when little life is left', async ({
  client,
  panel,
}) => {
  await useForTwoRefreshes(client);

  const report = await reportAfter(panel, { refreshes: 2, uses: 3 });
  expect(listTokens(report)).toEqual(THREE_OF_EACH);
  for (const { role, format, lifetimeSeconds } of report.tokens) {
    expect(format).toBe('jws');
    expect(lifetimeSeconds).toBe(role === 'refresh' ? 30 * 60 : LIFETIME_SEC);
  }
  expect(report.refreshes.map(({ presented, issued }) => [presented, ...issued.toSorted()])).toEqual(TWO_ROTATIONS);
  for (const refresh of report.refreshes) {
    expect(refresh).toMatchObject({ type: 'rt_grant', trigger: 'proactive', outcome: 'success', silent: 'success' });
    expect(refresh.remainingSeconds).toBeGreaterThan(0);
    expect(refresh.remainingSeconds).toBeLessThanOrEqual(MIN_VALIDITY_SEC + 1);
  }
  expect(report.chains).toHaveLength(1);
  expect(report.chains[0]).toMatchObject({ root: { kind: 'code' }, regime: 'rotating', state: 'active' });
  expect(listEdges(report)).toEqual(['RT1 > RT2 by E1', 'RT2 > RT3 by E1']);
  expect(listFindings(report)).toEqual([]);
  await expect(panel.tokenRow('AT3')).toBeVisible();
  await panel.openTab('Chains');
  await expect.poll(() => panel.chainTokens('C1')).toEqual(['RT1', 'RT2', 'RT3']);
});
