// oauth4webapi with DPoP and nonces against the real provider: every token is bound to the client's key, every request
// brings a proof, and the refresh token, being bound, stays the same.
import { expect } from '@playwright/test';
import { startProviderClient } from '../../support/clients/start-provider-client';
import { testClient } from './client-fixtures';
import { listFindings, listTokens, reportAfter } from './read-client';

const test = testClient(() =>
  startProviderClient({ script: 'oauth4webapi-dpop', accessTokenLifetimeSec: 60, bindsTokens: true }),
);

test('reads oauth4webapi with DPoP: bound tokens, proofs, one refresh token for all refreshes', async ({
  client,
  panel,
}) => {
  await client.signIn();
  expect(await client.act('Call the API')).toBe('answered 200');
  expect(await client.act('Refresh now')).toBe('refreshed');
  expect(await client.act('Call the API')).toBe('answered 200');
  expect(await client.act('Refresh now')).toBe('refreshed');
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
  ]);
  const accessTokens = report.tokens.filter(({ role }) => role === 'access');
  expect(accessTokens.map(({ senderConstrained }) => senderConstrained)).toEqual([true, true, true]);
  // The API asked for its nonce once: the first call was sent twice, by the same token with two proofs.
  expect(accessTokens.map(({ presentations, accepted }) => [presentations, accepted])).toEqual([
    [2, 1],
    [1, 1],
    [1, 1],
  ]);
  // The code twice (the provider asked for its nonce, too), three calls and the repeated one, two refreshes.
  expect(report.tokens.filter(({ role }) => role === 'dpop-proof')).toHaveLength(8);
  expect(report.refreshes).toHaveLength(2);
  for (const refresh of report.refreshes) {
    expect(refresh).toMatchObject({
      type: 'rt_grant',
      outcome: 'success',
      answer: 'A0',
      presented: 'RT1',
      chain: 'C1',
    });
  }
  expect(report.refreshes.map(({ issued }) => issued)).toEqual([
    ['AT2', 'ID2'],
    ['AT3', 'ID3'],
  ]);
  expect(report.chains).toHaveLength(1);
  expect(report.chains[0]).toMatchObject({
    root: { kind: 'code' },
    regime: 'non-rotating',
    state: 'active',
    edges: [],
  });
  expect(listFindings(report)).toEqual(['info refresh-token-unbounded']);
  await expect(panel.tokenRow('AT3')).toBeVisible();
});
