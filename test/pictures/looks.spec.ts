// Pictures of every view in every dock, to be looked at: they are written to pictures.local (not kept) and compared by nobody
// but a person.

import { expect, type Page } from '@playwright/test';
import { test } from '../harness/panel-test';
import { EVENTFUL_NOW, EVENTFUL_STORY } from '../harness/story/eventful-story';
import { LONG_NOW, LONG_STORY } from '../harness/story/long-story';
import { SHOP_NOW, tellShopStory } from '../harness/story/shop-story';
import { WITHHELD_AND_PAUSED } from '../harness/story/states';

const PICTURES = 'pictures.local';
const VIEWS = ['Tokens', 'Refreshes', 'Chains', 'Findings'] as const;
const CONTENT = { Tokens: 'token-row', Refreshes: 'refresh-row', Chains: 'chain', Findings: 'finding' } as const;
const DOCKS = [
  { name: 'wide', width: 1400, height: 560 },
  { name: 'side', width: 620, height: 640 },
  { name: 'narrow', width: 420, height: 640 },
  { name: 'tall', width: 480, height: 1100 },
] as const;

async function takePictures(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible();
  for (const view of VIEWS) {
    await page.getByRole('tab', { name: view }).click();
    await expect(page.getByTestId(CONTENT[view]).first()).toBeVisible();
    await page.screenshot({ path: `${PICTURES}/${view.toLowerCase()}-${name}.png` });
  }
  await page.getByRole('tab', { name: 'Tokens' }).click();
  await page.getByTestId('token-row').first().click();
  await expect(page.getByTestId('detail')).toBeVisible();
  await page.screenshot({ path: `${PICTURES}/detail-${name}.png` });
}

for (const theme of ['light', 'dark'] as const) {
  for (const { name, width, height } of DOCKS) {
    test(`pictures, ${name} dock, ${theme}`, async ({ openPanel }) => {
      const page = await openPanel({ now: SHOP_NOW, theme, width, height, observations: tellShopStory() });
      await takePictures(page, `${name}-${theme}`);
    });
  }
}

for (const theme of ['light', 'dark'] as const) {
  test(`pictures of states, ${theme}`, async ({ openPanel }) => {
    const empty = await openPanel({ theme });
    await empty.screenshot({ path: `${PICTURES}/empty-${theme}.png` });
    await empty.evaluate((status) => globalThis.harness.setStatus(status), WITHHELD_AND_PAUSED);
    await expect(empty.getByTestId('banner')).toBeVisible();
    await empty.screenshot({ path: `${PICTURES}/withheld-${theme}.png` });
    const page = await openPanel({ now: SHOP_NOW, theme, observations: tellShopStory() });
    await page.getByRole('tab', { name: 'Findings' }).click();
    await page.getByTestId('finding').first().getByRole('button').first().click();
    await page.screenshot({ path: `${PICTURES}/finding-open-${theme}.png` });
    await page.getByRole('tab', { name: 'Refreshes' }).click();
    await page.locator('[data-label=R9]').click();
    await expect(page.getByTestId('detail')).toContainText('Answer');
    await page.screenshot({ path: `${PICTURES}/refresh-detail-${theme}.png` });
    await page.getByRole('button', { name: 'Help' }).click();
    await expect(page.getByRole('dialog')).toContainText('Signs');
    await page.screenshot({ path: `${PICTURES}/help-${theme}.png` });
    await page.keyboard.press('Escape');
    await page.evaluate(() => globalThis.harness.setLine('down'));
    await expect(page.getByTestId('banner')).toBeVisible();
    await page.screenshot({ path: `${PICTURES}/disconnected-${theme}.png` });
  });
}

test('pictures in forced colours', async ({ openPanel }) => {
  const page = await openPanel({ now: SHOP_NOW, theme: 'dark', observations: tellShopStory() });
  await page.emulateMedia({ forcedColors: 'active', contrast: 'more' });
  await page.getByTestId('token-row').first().click();
  await expect(page.getByTestId('detail')).toContainText('Claims');
  await page.screenshot({ path: `${PICTURES}/forced-colours.png` });
});

test('pictures of long names, and of all that the timeline marks', async ({ openPanel }) => {
  const page = await openPanel({ now: LONG_NOW, observations: LONG_STORY });
  for (const { name, width, height } of DOCKS) {
    await page.setViewportSize({ width, height });
    await page.keyboard.press('4');
    await expect(page.getByTestId('chain').first()).toBeVisible();
    await page.screenshot({ path: `${PICTURES}/long-chains-${name}.png` });
    await page.keyboard.press('1');
    await page.getByTestId('token-row').first().click();
    await expect(page.getByTestId('detail')).toContainText('Claims');
    await page.screenshot({ path: `${PICTURES}/long-tokens-${name}.png` });
    await page.keyboard.press('Escape');
  }
  const american = await openPanel({ now: SHOP_NOW, locale: 'en-US', observations: tellShopStory() });
  await american.locator('[data-label=AT15]').first().click();
  await expect(american.getByTestId('detail')).toContainText('Claims');
  await american.screenshot({ path: `${PICTURES}/american.png` });
  const eventful = await openPanel({ now: EVENTFUL_NOW, observations: EVENTFUL_STORY.observations() });
  await eventful.keyboard.press('2');
  await expect(eventful.getByRole('region', { name: 'Lanes' }).locator('svg').first()).toBeVisible();
  await eventful.screenshot({ path: `${PICTURES}/timeline-eventful.png` });
  await eventful.getByRole('region', { name: 'Lanes' }).focus();
  await eventful.keyboard.press('l');
  await eventful.keyboard.press('ArrowDown');
  await eventful.keyboard.press('Shift+ArrowLeft');
  await eventful.screenshot({ path: `${PICTURES}/timeline-compact.png` });
  await eventful.getByRole('button', { name: /Watching/ }).click();
  await eventful.screenshot({ path: `${PICTURES}/status-hints.png` });
});
