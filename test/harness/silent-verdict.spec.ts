// "Did silent refresh work, every time?": the verdict over the log, its figures, and the text to paste.

import { expect } from '@playwright/test';
import { test } from './panel-test';
import { createApp, SHOP } from './story/app';
import { SHOP_DAY, SHOP_NOW, tellShopStory } from './story/shop-story';
import { createStory } from './story/story';

const STORY = { now: SHOP_NOW, observations: tellShopStory() };

test('passes, says by which threshold, and shows the figures', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.getByRole('tab', { name: 'Refreshes' }).click();
  const verdict = page.getByRole('region', { name: 'Silent refresh' });
  await expect(verdict).toHaveAttribute('data-verdict', 'pass');
  await expect(verdict).toContainText('All 15 renewals succeeded without the user.');
  await expect(verdict).toContainText('Decided by: no renewal may fail.');
  await expect(verdict).toContainText('14 renewed in time, 1 after a 401');
  await expect(verdict).toContainText('3.3 s after expiry to 4 min 27 s before, median 57 s before');
  await expect(verdict).toContainText('1 refused before a refresh, 1 sent again');
  await expect(verdict).toContainText('1 replayed while nothing was due');
  const table = verdict.getByRole('table', { name: 'Lead time before expiry' });
  await expect(table.getByRole('row', { name: 'after expiry' })).toContainText('1');
});

test('hides the figures and remembers it', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.getByRole('tab', { name: 'Refreshes' }).click();
  await page.getByRole('button', { name: 'Figures' }).click();
  await expect(page.getByTestId('lead-times')).toHaveCount(0);
  expect(await page.evaluate(() => globalThis.harness.layouts.at(-1)?.isVerdictOpen)).toBe(false);
});

test('is copied by a key and pasted as text', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.keyboard.press('3');
  await expect(page.getByTestId('verdict')).toBeVisible();
  await page.keyboard.press('c');
  await expect(page.getByTestId('verdict').getByRole('status')).toHaveText('Copied');
  await page.keyboard.press('/');
  await page.keyboard.press('ControlOrMeta+v');
  const pasted = await page.getByRole('searchbox').inputValue();
  expect(pasted).toMatch(/^Silent refresh: PASS\. All 15 renewals succeeded without the user\./);
  expect(pasted).toContain('Refreshed by: this tab (15)');
});

test('fails when a renewal failed, and names what the user noticed', async ({ openPanel }) => {
  const story = createStory(SHOP_DAY);
  const shop = createApp(story, {
    ...SHOP,
    accessSec: 600,
    refreshSec: 86_400,
  });
  shop.signIn('14:00:00');
  shop.refresh('14:09:00');
  shop.refresh('14:18:00', { answer: 'invalid_grant' });
  const page = await openPanel({ now: story.at('14:20:00'), observations: story.observations() });
  await page.getByRole('tab', { name: 'Refreshes' }).click();
  const verdict = page.getByTestId('verdict');
  await expect(verdict).toHaveAttribute('data-verdict', 'fail');
  await expect(verdict).toContainText('1 of 2 renewals failed.');
  await expect(verdict).toContainText('1 failed, nothing renewed since');
});

test('cannot tell before a renewal was seen to its end', async ({ openPanel }) => {
  const page = await openPanel();
  await page.getByRole('tab', { name: 'Refreshes' }).click();
  await expect(page.getByRole('grid', { name: 'Refreshes' })).toContainText('No refresh seen yet');
  await expect(page.getByTestId('verdict')).toHaveCount(0);
});
