// One filter for all views.

import { expect } from '@playwright/test';
import { test } from './panel-test';
import { SHOP_NOW, tellShopStory } from './story/shop-story';

const STORY = { now: SHOP_NOW, observations: tellShopStory() };

test('narrows tokens, refreshes, chains, findings and lanes alike', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.getByRole('button', { name: 'More filters' }).click();
  await page.getByRole('combobox', { name: 'Seen in' }).selectOption({ label: 'tab 9' });
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('token-row')).toHaveCount(1);
  await expect(page.getByTestId('token-row')).toHaveAttribute('data-label', 'RT4');
  await expect(page.getByRole('region', { name: 'Lanes' }).getByRole('button')).toHaveText(['C2']);
  await page.getByRole('tab', { name: 'Refreshes' }).click();
  await expect(page.getByTestId('refresh-row')).toHaveCount(1);
  await expect(page.getByTestId('refresh-row')).toHaveAttribute('data-label', 'R9');
  await page.getByRole('tab', { name: 'Chains' }).click();
  await expect(page.getByTestId('chain')).toHaveCount(1);
  await page.getByRole('tab', { name: 'Findings' }).click();
  await expect(page.getByTestId('finding')).toHaveCount(1);
  await expect(page.locator('.tab-count')).toHaveText(['1/36', '1/16', '1/2', '1/3']);
});

test('gathers what there is to choose from only while one chooses, and gives the focus back', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  const more = page.getByRole('button', { name: 'More filters' });
  const issuers = page.locator('option', { hasText: 'legacy' });
  await expect(issuers).toHaveCount(0);
  await more.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Issuer' }).focus();
  await expect(issuers).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(more).toBeFocused();
  await expect(issuers).toHaveCount(0);
});

test('finds a refresh by what it brought and by its app', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.keyboard.press('3');
  const rows = page.getByTestId('refresh-row');
  const filter = page.getByRole('searchbox', { name: 'Filter' });
  await filter.fill('AT17');
  await expect(rows).toHaveCount(1);
  await expect(rows).toHaveAttribute('data-label', 'R16');
  await filter.fill('admin');
  await expect(rows).toHaveCount(6);
});

test('takes every filter back where nothing matches', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.getByRole('button', { name: 'More filters' }).click();
  await page.getByRole('combobox', { name: 'Issuer' }).selectOption('legacy');
  await page.getByRole('combobox', { name: 'Findings' }).selectOption('critical');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('grid')).toContainText('No token matches the filter');
  await expect(page.getByRole('button', { name: 'More filters, legacy, critical' })).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  expect(await page.getByTestId('token-row').count()).toBeGreaterThan(10);
});
