// The two ways a client refreshes: in time, and after a 401. The panel must tell them apart in words.
import { expect } from '@playwright/test';
import { test } from './fixtures';

const LEAD_TOLERANCE_SEC = 2;

test('shows a proactive refresh with the lead that the client was given', async ({ world, app, panel }) => {
  await app.signIn();
  await app.waitForRenewals(1);
  await panel.openTab('Refreshes');
  const row = panel.refreshRow('R1');
  await expect(row).toContainText(/\d+ s before expiry/);
  await expect(row).toContainText('rotated');
  await expect(panel.verdict).toHaveAttribute('data-verdict', 'pass');
  await expect(panel.verdict).toContainText('renewed in time');
  const shownLeadSec = Number(/(\d+) s before expiry/.exec((await row.textContent()) ?? '')?.[1]);
  expect(Math.abs(shownLeadSec - world.renewalLeadSec)).toBeLessThanOrEqual(LEAD_TOLERANCE_SEC);
  const [refresh] = (await panel.report()).refreshes;
  expect(refresh).toMatchObject({ trigger: 'proactive', outcome: 'success', silent: 'success' });
});

test('shows a reactive refresh with its 401 and its single retry', async ({ app, panel }) => {
  await app.signIn();
  await app.act('Stop automatic renewal');
  await app.waitForExpiry();
  expect(await app.act('Call; on a 401 refresh and retry once')).toBe('answered 401, refreshed, answered 200');
  await panel.openTab('Refreshes');
  await expect(panel.refreshRow('R1')).toContainText(/after a 401/);
  await expect(panel.refreshRow('R1')).toContainText(/retried once/);
  await expect(panel.refreshRow('R1')).toContainText(/user saw nothing/);
  await expect(panel.verdict).toHaveAttribute('data-verdict', 'pass');
  await expect(panel.verdict).toContainText('1 after a 401');
  await expect(panel.verdict).toContainText('1 refused before a refresh, 1 sent again');
  const [refresh] = (await panel.report()).refreshes;
  expect(refresh).toMatchObject({ trigger: 'reactive.expired', unauthorizedRequests: 1, retriedRequests: 1 });
});

test('opens the page about what can be seen in a tab of its own', async ({ extension, panel }) => {
  const opened = extension.context.waitForEvent('page');
  await panel.statusBar.getByRole('link', { name: /Not seen/ }).click();
  const page = await opened;
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What can be seen, and what not');
  expect(new URL(page.url()).protocol).toBe('chrome-extension:');
});
