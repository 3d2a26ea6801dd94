// Rotation as the panel draws it: a chain that grows, a replay that ends it, a race that splits opinions.
import { expect } from '@playwright/test';
import { test } from './fixtures';

test('shows the chain of three rotations in order', async ({ app, panel }) => {
  await app.signIn();
  await app.act('Stop automatic renewal');
  for (const rotation of [1, 2, 3]) {
    expect(await app.act('Refresh now'), `rotation ${rotation}`).toBe('refreshed');
  }
  await panel.openTab('Chains');
  await expect.poll(() => panel.chainTokens('C1')).toEqual(['RT1', 'RT2', 'RT3', 'RT4']);
  const [chain] = (await panel.report()).chains;
  expect(chain).toMatchObject({ regime: 'rotating', state: 'active' });
  expect(chain?.edges.map(({ from, to, evidence }) => [from, to, evidence])).toEqual([
    ['RT1', 'RT2', 'E1'],
    ['RT2', 'RT3', 'E1'],
    ['RT3', 'RT4', 'E1'],
  ]);
});

test('calls out a replayed refresh token, its refusal and the end of the family', async ({ app, panel }) => {
  await app.signIn();
  await app.act('Stop automatic renewal');
  await app.act('Refresh now');
  await app.act('Refresh now');
  expect(await app.act('Send the first refresh token again')).toBe('refused (invalid_grant)');
  await panel.openTab('Findings');
  await expect(panel.finding('refresh-token-reuse-rejected')).toBeVisible();
  await expect(panel.finding('refresh-token-reuse-rejected')).toContainText('RT1');
  expect(await app.act('Refresh now')).toBe('refused (invalid_grant)');
  await expect(panel.finding('family-revoked')).toBeVisible();
  await panel.openTab('Refreshes');
  await expect(panel.refreshRow('R3')).toContainText(/refused/);
  await expect(panel.refreshRow('R4')).toContainText(/refused|failed: invalid_grant/);
  await panel.openTab('Chains');
  await expect(panel.chain('C1')).toContainText(/refused/);
  await expect(panel.chain('C1')).toContainText(/ended|revoked|no longer accepted/i);
  expect((await panel.report()).chains[0]).toMatchObject({ state: 'revoked' });
});

test('shows two tabs racing with one refresh token', async ({ app, panel }) => {
  await app.signIn();
  await app.act('Stop automatic renewal');
  expect(await app.act('Race two tabs')).toContain('refused (invalid_grant)');
  await panel.showAllTabs();
  await panel.openTab('Findings');
  await expect(panel.finding('refresh-uncoordinated-parallel')).toBeVisible();
  await expect(panel.finding('refresh-token-reuse-rejected')).toHaveCount(0);
  await panel.openTab('Refreshes');
  const race = (await panel.report()).refreshes;
  // The winner may be the tab whose DevTools are closed: then its answer's body, and so the new token, was not seen.
  const [refused, accepted] = race.map(({ outcome }) => outcome).toSorted();
  expect(refused).toBe('failure.terminal');
  expect(['success', 'unknown']).toContain(accepted);
  await expect(panel.refreshRow('R1')).toBeVisible();
  await expect(panel.refreshRow('R2')).toBeVisible();
});
