// The user arranges the panel, by mouse and by keys, and finds it again as it was.

import { expect } from '@playwright/test';
import { test } from './panel-test';
import { createApp, SHOP } from './story/app';
import { SHOP_DAY, SHOP_NOW, tellShopStory } from './story/shop-story';
import { createStory } from './story/story';

const STORY = { now: SHOP_NOW, observations: tellShopStory() };

test('sizes the timeline and the detail by keys and by mouse', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  const timeline = page.getByRole('region', { name: 'Timeline' });
  const splitter = page.getByRole('separator', { name: 'Height of the timeline' });
  const readHeight = async (): Promise<number> => Math.round((await timeline.boundingBox())?.height ?? 0);
  const first = await readHeight();
  await splitter.focus();
  await page.keyboard.press('ArrowUp');
  await expect(splitter).toHaveAttribute('aria-valuenow', String(first + 12));
  expect(await readHeight()).toBe(first + 12);
  const grip = await splitter.boundingBox();
  await page.mouse.move(700, (grip?.y ?? 0) + 4);
  await page.mouse.down();
  await page.mouse.move(700, (grip?.y ?? 0) + 44);
  await page.mouse.up();
  await expect.poll(readHeight).toBe(first + 12 - 40);
  await page.keyboard.press('Enter');
  await expect.poll(readHeight).toBe(first);

  await page.getByTestId('token-row').first().click();
  const detail = page.getByTestId('detail');
  await page.getByRole('separator', { name: 'Width of the detail' }).focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('separator', { name: 'Width of the detail' })).toHaveAttribute('aria-valuenow', '1200');
  expect((await detail.boundingBox())?.width).toBe(1200);
});

test('finds its sizes again', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  const splitter = page.getByRole('separator', { name: 'Height of the timeline' });
  await splitter.focus();
  await page.keyboard.press('Home');
  await expect(splitter).toHaveAttribute('aria-valuenow', '84');
  const layout = await page.evaluate(() => globalThis.harness.layouts.at(-1));
  const later = await openPanel({ ...STORY, layout });
  await expect(later.getByRole('separator', { name: 'Height of the timeline' })).toHaveAttribute('aria-valuenow', '84');
  await later.keyboard.press('t');
  await expect(later.getByRole('region', { name: 'Timeline' })).toBeHidden();
  const closed = await later.evaluate(() => globalThis.harness.layouts.at(-1));
  const last = await openPanel({ ...STORY, layout: closed });
  await expect(last.getByTestId('token-row').first()).toBeVisible();
  await expect(last.getByRole('region', { name: 'Timeline' })).toHaveCount(0);
});

test('begins at the page load when the log is not preserved', async ({ openPanel }) => {
  const story = createStory(SHOP_DAY);
  const shop = createApp(story, {
    ...SHOP,
    accessSec: 600,
    refreshSec: 3600,
  });
  shop.signIn('14:20:00');
  shop.refresh('14:29:00');
  story.send(
    {
      atMs: story.at('14:35:00'),
      origin: 'https://shop.dev',
      pathTemplate: '/',
      clientOrigin: 'https://shop.dev',
      context: 'tab:7',
      resourceType: 'document',
    },
    {},
  );
  shop.refresh('14:38:00');
  const page = await openPanel({ now: SHOP_NOW, observations: story.observations() });
  await expect(page.getByTestId('token-row')).toHaveCount(6);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('checkbox', { name: 'Preserve log' }).uncheck();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('token-row')).toHaveCount(3);
  await expect(page.getByRole('tab', { name: 'Refreshes' })).toHaveAccessibleDescription('1');
  await page.getByRole('button', { name: 'Since page load' }).click();
  await expect(page.getByTestId('token-row')).toHaveCount(6);
});
