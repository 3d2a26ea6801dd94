// Findings put aside and taken back, and the rules that could not be judged.

import { expect } from '@playwright/test';
import { test } from './panel-test';
import { SHOP_NOW, tellShopStory } from './story/shop-story';

const STORY = { now: SHOP_NOW, observations: tellShopStory() };
const RULE = 'refresh-token-reuse-rejected';

test('mutes a rule, counts it, lists it, and hears it again', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  const tab = page.getByRole('tab', { name: 'Findings' });
  await tab.click();
  await expect(tab).toContainText('3');
  const finding = page.locator(`[data-testid=finding][data-rule=${RULE}]`);
  await finding.getByRole('button').first().click();
  await finding.getByRole('button', { name: 'Mute this rule' }).click();
  await expect(finding).toHaveCount(0);
  await expect(tab).toContainText('2');
  await page.getByRole('button', { name: 'Muted 1' }).click();
  await expect(page.getByRole('region', { name: 'Muted' })).toContainText(`rule ${RULE}`);
  await expect(finding).toHaveCount(1);
  await page.getByRole('button', { name: `Unmute rule ${RULE}` }).click();
  await expect(page.getByRole('region', { name: 'Muted' })).toHaveCount(0);
  await expect(tab).toContainText('3');
});

test('mutes all about an origin', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.getByRole('tab', { name: 'Findings' }).click();
  const finding = page.locator(`[data-testid=finding][data-rule=${RULE}]`);
  await finding.getByRole('button').first().click();
  await finding.getByRole('button', { name: 'Mute https://admin.shop.dev' }).click();
  await expect(finding).toHaveCount(0);
  await expect(page.getByRole('button', { name: /Muted/ })).toBeVisible();
});

test('says in all places alike that only muted ones were found', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  const tab = page.getByRole('tab', { name: 'Findings' });
  await tab.click();
  for (const left of ['1', '']) {
    const finding = page.getByTestId('finding').first();
    await finding.getByRole('button').first().click();
    await finding.getByRole('button', { name: 'Mute this rule' }).click();
    await expect(tab).toHaveText(`Findings${left}`);
  }
  await expect(page.locator('.view')).toContainText('Nothing found so far but what is muted.');
  await expect(page.getByRole('region', { name: 'Answers' })).toContainText('Nothing found so far but what is muted.');
});

test('says which rules could not be judged, and why', async ({ openPanel }) => {
  const page = await openPanel({ now: SHOP_NOW });
  await page.getByRole('tab', { name: 'Findings' }).click();
  await page.getByRole('button', { name: /Not evaluable/ }).click();
  await expect(page.getByTestId('not-evaluable').locator('dt').first()).not.toBeEmpty();
  await expect(page.getByTestId('not-evaluable').locator('dd').first()).not.toBeEmpty();
});
