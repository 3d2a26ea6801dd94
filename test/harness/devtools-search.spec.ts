// DevTools' own search box drives the panel: it narrows the lists, steps through what matches, and leaves no trace.

import { expect } from '@playwright/test';
import { test } from './panel-test';
import { SHOP_NOW, tellShopStory } from './story/shop-story';

const STORY = { now: SHOP_NOW, observations: tellShopStory() };

test('narrows, steps forth and back, and ends', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  const rows = page.getByTestId('token-row');
  const selected = page.locator('[data-testid=token-row][aria-selected=true]');
  await page.evaluate(() => globalThis.harness.search({ kind: 'search', query: 'id1' }));
  await expect(rows).toHaveCount(1);
  await page.evaluate(() => globalThis.harness.search({ kind: 'search', query: 'admin' }));
  await expect(rows).not.toHaveCount(1);
  await page.evaluate(() => globalThis.harness.search({ kind: 'next' }));
  const first = await selected.getAttribute('data-label');
  await page.evaluate(() => globalThis.harness.search({ kind: 'next' }));
  await expect(selected).not.toHaveAttribute('data-label', String(first));
  await page.evaluate(() => globalThis.harness.search({ kind: 'previous' }));
  await expect(selected).toHaveAttribute('data-label', String(first));
  await page.evaluate(() => globalThis.harness.search({ kind: 'cancel' }));
  await expect(page.getByRole('searchbox')).toHaveValue('');
});

test('goes to the view that has something', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.evaluate(() => globalThis.harness.search({ kind: 'search', query: 'after it was replaced' }));
  await expect(page.getByRole('tab', { name: 'Refreshes' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByTestId('refresh-row')).toHaveCount(1);
});
