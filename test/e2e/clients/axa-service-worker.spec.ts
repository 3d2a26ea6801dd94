// @axa-fr/oidc-client with its service worker against the real provider: the page sends placeholders, the worker puts
// the tokens in, and the browser reports both requests.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import { startProviderClient } from '../../support/clients/start-provider-client';
import { testClient } from './client-fixtures';
import { listEdges, listFindings, listTokens, reportAfter, THREE_OF_EACH, TWO_ROTATIONS } from './read-client';

// What an app copies into its public folder; the package exports it to nobody.
const workerPath = fileURLToPath(
  new URL('OidcServiceWorker.js', import.meta.resolve('@axa-fr/oidc-client-service-worker')),
);

const test = testClient(async () => {
  const worker = await readFile(workerPath, 'utf8');
  return startProviderClient({
    script: 'axa-service-worker',
    accessTokenLifetimeSec: 13,
    filesFor: ({ issuer, apiOrigin }) =>
      new Map([
        ['/OidcServiceWorker.js', worker],
        [
          '/OidcTrustedDomains.js',
          `const trustedDomains = { default: { oidcDomains: ['${issuer}'], accessTokenDomains: ['${apiOrigin}'] } };`,
        ],
      ]),
  });
});

test('reads @axa-fr/oidc-client with its service worker: no placeholder is a token', async ({ client, panel }) => {
  await client.signIn();
  expect(await client.act('Call the API')).toBe('answered 200');
  await client.waitForRenewals(2);
  expect(await client.act('Call the API')).toBe('answered 200');

  const report = await reportAfter(panel, { refreshes: 2, uses: 2 });
  expect(listTokens(report)).toEqual(THREE_OF_EACH);
  // The page's request and its worker's are one call of the API.
  const accessTokens = report.tokens.filter(({ role }) => role === 'access');
  expect(accessTokens.map(({ presentations, accepted }) => [presentations, accepted])).toEqual([
    [1, 1],
    [0, 0],
    [1, 1],
  ]);
  expect(report.refreshes).toHaveLength(2);
  for (const refresh of report.refreshes) {
    expect(refresh).toMatchObject({ type: 'rt_grant', trigger: 'proactive', outcome: 'success', silent: 'success' });
  }
  expect(report.refreshes.map(({ presented, issued }) => [presented, ...issued])).toEqual(TWO_ROTATIONS);
  expect(report.chains).toHaveLength(1);
  expect(report.chains[0]).toMatchObject({ root: { kind: 'code' }, regime: 'rotating', state: 'active' });
  expect(listEdges(report)).toEqual(['RT1 > RT2 by E1', 'RT2 > RT3 by E1']);
  expect(listFindings(report)).toEqual(['info refresh-token-unbounded']);
  await expect(panel.tokenRow('AT3')).toBeVisible();
});
