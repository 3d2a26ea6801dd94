// Every line of evidence leads to what it speaks of, and the finding stays open meanwhile.

import { expect } from '@playwright/test';
import { test } from './panel-test';
import { createApp, SHOP } from './story/app';
import { SHOP_DAY, SHOP_NOW, tellShopStory } from './story/shop-story';
import { createStory } from './story/story';

test('leads from each line to what it speaks of', async ({ openPanel }) => {
  const page = await openPanel({ now: SHOP_NOW, observations: tellShopStory() });
  await page.getByRole('tab', { name: 'Findings' }).click();
  const finding = page.locator('[data-testid=finding][data-rule=refresh-token-reuse-rejected]');
  const toggle = finding.getByRole('button').first();
  await toggle.click();
  const lines = finding.getByRole('list').first().getByRole('listitem');
  await expect(lines).not.toHaveCount(0);
  for (const line of await lines.all()) {
    await line.getByRole('button').first().click();
    await expect(line.getByRole('button').first()).toHaveAttribute('aria-current', 'true');
    await expect(page.getByTestId('detail')).not.toContainText('Not in this scope');
  }
  await expect(toggle).toHaveAttribute('aria-expanded', 'true');
});

test('shows the request that a line speaks of, with its answer', async ({ openPanel }) => {
  const story = createStory(SHOP_DAY);
  const shop = createApp(story, {
    ...SHOP,
    accessSec: 600,
    refreshSec: 86_400,
  });
  const first = shop.signIn('14:00:00');
  shop.refresh('14:09:00');
  shop.call('14:09:01');
  for (const when of ['14:09:20', '14:09:22', '14:09:24', '14:09:26']) shop.call(when, { with: first });
  const page = await openPanel({ now: story.at('14:09:40'), observations: story.observations() });
  await page.getByRole('tab', { name: 'Findings' }).click();
  const finding = page.locator('[data-testid=finding][data-rule=superseded-access-token-used]');
  await finding.getByRole('button').first().click();
  await finding.getByRole('button', { name: '14:09:20' }).click();
  const detail = page.getByTestId('detail');
  await expect(detail).toContainText('GET /orders request');
  await expect(detail).toContainText('AT1 authorization, bearer');
  await expect(detail).toContainText('Status200');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(finding.getByRole('button').first()).toHaveAttribute('aria-expanded', 'false');
});
