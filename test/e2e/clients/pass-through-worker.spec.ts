// keycloak-js in an app whose service worker passes every request on, as those of installable apps do: the browser shows
// the page's side and the worker's, which make one send; only the page's side has the answer's body.
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
const WORKER = `
  addEventListener('install', () => skipWaiting());
  addEventListener('activate', (event) => event.waitUntil(clients.claim()));
  addEventListener('fetch', (event) => event.respondWith(fetch(event.request)));
`;

const test = testClient(() => startKeycloakClient(LIFETIME_SEC, new Map([['/sw.js', WORKER]])));

test('reads a client behind a service worker that passes its requests on', async ({ client, panel }) => {
  await client.page.evaluate(async () => {
    const claimed = new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
    await navigator.serviceWorker.register('/sw.js');
    await claimed;
  });
  await useForTwoRefreshes(client);

  const report = await reportAfter(panel, { refreshes: 2, uses: 3 });
  expect(listTokens(report)).toEqual(THREE_OF_EACH);
  expect(report.refreshes.map(({ presented, issued }) => [presented, ...issued.toSorted()])).toEqual(TWO_ROTATIONS);
  expect(report.tokens.map(({ presentations }) => presentations)).toEqual([1, 1, 1, 0, 0, 0, 1, 1, 0]);
  expect(report.chains).toHaveLength(1);
  expect(listEdges(report)).toEqual(['RT1 > RT2 by E1', 'RT2 > RT3 by E1']);
  expect(listFindings(report)).toEqual([]);
  await expect(panel.tokenRow('AT3')).toBeVisible();
});
