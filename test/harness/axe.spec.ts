// No accessibility fault in any view and state, whatever the theme, the width, the contrast and the colours.

import { expect } from '@playwright/test';
import { expectNoFault, RARE_LOOKS } from './accessibility';
import { showObservations, test } from './panel-test';
import { EVENTFUL_NOW, EVENTFUL_STORY } from './story/eventful-story';
import { SHOP_NOW, tellShopStory } from './story/shop-story';
import { WITHHELD_AND_PAUSED } from './story/states';

const STORY = { now: SHOP_NOW, observations: tellShopStory() };

test('tokens and their detail', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.getByTestId('token-row').nth(1).click();
  await expect(page.getByTestId('detail')).toContainText('Claims');
  await expectNoFault(page, 'tokens with detail');
});

test('a comparison', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.getByTestId('token-row').nth(1).click();
  await page
    .getByTestId('token-row')
    .nth(2)
    .click({ modifiers: ['Control'], position: { x: 20, y: 8 } });
  await expect(page.getByTestId('detail')).toContainText('compared with');
  await expectNoFault(page, 'a comparison');
});

test('menus and choices', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.getByTestId('token-row').nth(1).click({ button: 'right' });
  await expectNoFault(page, 'a menu', '.menu');
  await page.keyboard.press('Escape');
  for (const name of ['Columns', 'More filters', 'Settings']) {
    await page.getByRole('button', { name }).click();
    await expect(page.locator(':popover-open')).not.toBeEmpty();
    await expectNoFault(page, name, ':popover-open');
    await page.keyboard.press('Escape');
  }
});

test('what the bars open', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await showObservations(page, [{ kind: 'fault-noted', atMs: SHOP_NOW, where: 'request', reason: 'header too large' }]);
  for (const name of ['Export', 'Watching all tabs', '1 fault']) {
    await page.getByRole('button', { name }).click();
    await expectNoFault(page, name, ':popover-open');
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: 'Help' }).click();
  await expect(page.getByRole('dialog')).toContainText('Keys');
  await expectNoFault(page, 'help', 'dialog');
});

test('words in drawings, and signs drawn by a border, take the colours that the browser forces', async ({
  openPanel,
}) => {
  const page = await openPanel({ ...STORY, theme: 'dark' });
  await page.emulateMedia({ forcedColors: 'active' });
  await page.getByRole('tab', { name: 'Refreshes' }).click();
  await expect(page.getByTestId('lead-times')).toBeVisible();
  const drawn = await page.evaluate(() => ({
    own: getComputedStyle(document.body).color,
    words: [...document.querySelectorAll('svg text')].map((text) => getComputedStyle(text).fill),
    sides: [...document.querySelectorAll('.caret')].map((caret) => getComputedStyle(caret).borderTopColor),
  }));
  expect(drawn.words.length).toBeGreaterThan(3);
  expect(new Set(drawn.words)).toEqual(new Set([drawn.own]));
  expect(new Set(drawn.sides)).toEqual(new Set(['rgba(0, 0, 0, 0)']));
});

test('more contrast, and colours that the browser forces', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.getByTestId('token-row').nth(1).click();
  await expect(page.getByTestId('detail')).toContainText('Claims');
  await expectNoFault(page, 'tokens with detail', null, RARE_LOOKS);
});

test('timeline, refreshes and chains', async ({ openPanel }) => {
  const page = await openPanel({ now: EVENTFUL_NOW, observations: EVENTFUL_STORY.observations() });
  for (const view of ['Timeline', 'Chains', 'Refreshes']) {
    await page.getByRole('tab', { name: view }).click();
    await expectNoFault(page, view);
  }
  await page.getByTestId('refresh-row').first().click();
  await expectNoFault(page, 'a refresh with detail');
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await page.getByRole('region', { name: 'Lanes' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(page.locator('.crosshair-label')).toBeVisible();
  await expectNoFault(page, 'an instant', '.timeline');
  await page.keyboard.press('Shift+F10');
  await expectNoFault(page, 'the menu of a lane', '.menu');
});

test('findings', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.getByRole('tab', { name: 'Findings' }).click();
  await page.getByTestId('finding').first().getByRole('button').first().click();
  await expectNoFault(page, 'an open finding');
  await page.getByRole('button', { name: 'Mute this rule' }).click();
  await page.getByRole('button', { name: /^Muted/ }).click();
  await page.getByRole('button', { name: /Not evaluable/ }).click();
  await expectNoFault(page, 'what is muted, what cannot be judged');
});

test('states of the line', async ({ openPanel }) => {
  const page = await openPanel();
  await expectNoFault(page, 'empty');
  await page.evaluate((status) => globalThis.harness.setStatus(status), WITHHELD_AND_PAUSED);
  await expect(page.getByTestId('banner')).toBeVisible();
  await expectNoFault(page, 'withheld and paused');
  await page.evaluate(() => globalThis.harness.setLine('down'));
  await expect(page.getByTestId('banner')).toHaveAttribute('data-kind', 'disconnected');
  await expectNoFault(page, 'disconnected');
  await page.evaluate(() => globalThis.harness.setLine('reloaded'));
  await expect(page.getByTestId('banner')).toHaveAttribute('data-kind', 'outdated');
  await expectNoFault(page, 'outdated');
});
