// Time on screen: it goes down by the scripted clock, second by second, and stands still when nothing counts.

import { expect } from '@playwright/test';
import { test } from './panel-test';
import { createApp, SHOP } from './story/app';
import { SHOP_DAY, SHOP_NOW, tellShopStory } from './story/shop-story';
import { createStory } from './story/story';

test('counts down, turns over at the end, and counts up', async ({ openPanel }) => {
  const page = await openPanel({ now: SHOP_NOW, observations: tellShopStory() });
  const row = page.locator('[data-testid=token-row][data-label=AT15]');
  const countdown = row.getByTestId('countdown');
  await expect(countdown).toHaveText('00:57');
  const seen: (string | null)[] = [];
  for (let count = 0; count < 5; count++) {
    await page.evaluate(() => globalThis.harness.passSeconds(1));
    await expect(countdown).not.toHaveText(seen.at(-1) ?? '00:57');
    seen.push(await countdown.textContent());
  }
  expect(seen).toEqual(['00:56', '00:55', '00:54', '00:53', '00:52']);
  await page.evaluate(() => globalThis.harness.passSeconds(59));
  await expect(countdown).toHaveText('−00:07');
  await expect(row.getByTestId('token-state')).toHaveText('expired');
});

test('shows the word for what ended a token instead of a number', async ({ openPanel }) => {
  const page = await openPanel({ now: SHOP_NOW, observations: tellShopStory() });
  const row = page.locator('[data-testid=token-row][data-label=AT16]');
  await expect(row.getByTestId('countdown')).toHaveText('superseded');
  await expect(row.getByTestId('token-state')).toHaveText('superseded');
  await expect(row).toContainText('→ AT17');
});

test('counts no time down for an access token that its server refused', async ({ openPanel }) => {
  const story = createStory(SHOP_DAY);
  const shop = createApp(story, { ...SHOP, accessSec: 3600, refreshSec: null });
  shop.signIn('14:40:00');
  shop.call('14:41:00');
  shop.call('14:44:00', { status: 401 });
  const page = await openPanel({ now: SHOP_NOW, observations: story.observations() });
  const row = page.locator('[data-testid=token-row][data-label=AT1]');
  await expect(row.getByTestId('countdown')).toHaveText('refused');
  await expect(row.getByTestId('token-state')).toHaveText('refused');
  await expect(row).toContainText('14:44:00');
});

test('names the successor of one that was refused and renewed', async ({ openPanel }) => {
  const story = createStory(SHOP_DAY);
  const shop = createApp(story, { ...SHOP, accessSec: 600, refreshSec: null });
  shop.signIn('14:30:00');
  shop.call('14:40:05', { status: 401 });
  shop.refresh('14:40:06');
  const page = await openPanel({ now: SHOP_NOW, observations: story.observations() });
  const row = page.locator('[data-testid=token-row][data-label=AT1]');
  await expect(row.getByTestId('countdown')).toHaveText('refused');
  await expect(row).toContainText('→ AT2');
});

test('counts by the server’s clock', async ({ openPanel }) => {
  const story = createStory(SHOP_DAY);
  const shop = createApp(story, {
    ...SHOP,
    accessSec: 600,
    refreshSec: null,
    skewSec: 120,
  });
  shop.signIn('14:00:00');
  const page = await openPanel({ now: story.at('14:01:00'), observations: story.observations() });
  await expect(page.locator('[data-label=AT1]').getByTestId('countdown')).toHaveText('09:00');
  await expect(page.locator('[data-label=RT1]').getByTestId('countdown')).toHaveText('no known end');
});

test('ticks only while something counts', async ({ openPanel }) => {
  const page = await openPanel();
  expect(await page.evaluate(() => globalThis.harness.isTicking())).toBe(false);
  const busy = await openPanel({ now: SHOP_NOW, observations: tellShopStory() });
  expect(await busy.evaluate(() => globalThis.harness.isTicking())).toBe(true);
});
