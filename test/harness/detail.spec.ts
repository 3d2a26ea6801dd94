// What the detail and the status bar tell on demand: the last requests and their answers, what names mean, what is seen.

import { expect } from '@playwright/test';
import { test } from './panel-test';
import { SHOP_NOW, tellShopStory } from './story/shop-story';

test('tells where a token went last, what its claims mean, and what the status bar stands for', async ({
  openPanel,
}) => {
  const page = await openPanel({ now: SHOP_NOW, observations: tellShopStory() });
  const detail = page.getByTestId('detail');
  await page.locator('[data-testid=token-row][data-label=AT17]').click();
  const last = detail.locator('.fact', { hasText: 'Last 6' });
  await expect(last.locator('.line')).toHaveCount(6);
  await expect(last.locator('.line').last()).toHaveText('14:44:50 GET /orders 200');

  await expect(detail).not.toContainText('Issuer: who issued the token');
  await detail.getByLabel('What the names mean').check();
  await expect(detail).toContainText('Issuer: who issued the token');
  await expect(detail).toContainText('Key ID: which key signed it');
  expect(await page.evaluate(() => globalThis.harness.layouts.at(-1)?.hasClaimMeanings)).toBe(true);

  await last.getByRole('button').last().click();
  await expect(detail).toContainText('GET /orders');
  await expect(detail).toContainText('2026-11-21 14:44:50 UTC');

  await page.getByTestId('status-bar').getByRole('button', { name: 'Clock' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Countdowns use server time.')).toBeVisible();
  await expect(page.getByText('Only requests that matter for tokens are counted.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Countdowns use server time.')).toBeHidden();
  await expect(page.getByTestId('status-bar').getByRole('button', { name: 'Clock' })).toBeFocused();
  await expect(detail).toBeVisible();
});
