// Everything the mouse can do, by keyboard.

import { expect } from '@playwright/test';
import { test } from './panel-test';
import { SHOP_NOW, tellShopStory } from './story/shop-story';

const STORY = { now: SHOP_NOW, observations: tellShopStory() };

test('walks the table, opens the detail and backs out again', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  const selected = page.locator('[data-testid=token-row][aria-selected=true]');
  await page.getByRole('grid', { name: 'Tokens' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(selected).toHaveAttribute('data-label', 'AT15');
  await page.keyboard.press('ArrowDown');
  await expect(selected).toHaveAttribute('data-label', 'AT17');
  await expect(page.getByTestId('detail')).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('detail')).toContainText('AT17');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByTestId('detail')).toContainText('RT15');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('detail')).toBeHidden();
  await expect(selected).toHaveAttribute('data-label', 'RT15');
  await page.keyboard.press('Escape');
  await expect(selected).toHaveCount(0);
});

test('reaches the far end of the list and keeps the focus where it was', async ({ openPanel }) => {
  const page = await openPanel({ ...STORY, height: 400 });
  const grid = page.getByRole('grid', { name: 'Tokens' });
  await grid.focus();
  await page.keyboard.press('End');
  const last = page.locator('[data-testid=token-row][aria-selected=true]');
  await expect(last).toBeInViewport({ ratio: 1 });
  await expect(grid).toBeFocused();
  await expect(grid).toHaveAttribute('aria-activedescendant', (await last.getAttribute('id')) ?? '');
  await page.keyboard.press('Home');
  await expect(last).toHaveAttribute('data-label', 'AT15');
  await expect(last).toBeInViewport({ ratio: 1 });
});

test('moves between the views', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.getByRole('tab', { name: 'Tokens' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Timeline' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Refreshes' })).toBeFocused();
  await expect(page.getByTestId('refresh-row').first()).toBeVisible();
  await page.keyboard.press('End');
  await expect(page.getByRole('tab', { name: 'Findings' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('4');
  await expect(page.getByTestId('chain').first()).toBeVisible();
});

test('filters with a key and empties the filter with Escape', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.keyboard.press('/');
  await page.keyboard.type('legacy');
  await expect(page.getByTestId('token-row')).toHaveCount(1);
  await expect(page.getByTestId('token-row')).toHaveAttribute('data-label', 'AT18');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('searchbox', { name: 'Filter' })).toHaveValue('');
  expect(await page.getByTestId('token-row').count()).toBeGreaterThan(10);
});

test('explains itself, and gives the focus back', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  const help = page.getByRole('button', { name: 'Help' });
  await help.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Help' })).toContainText('superseded');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(help).toBeFocused();
});

test('zooms and moves the timeline', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  const ticks = page.locator('.tick');
  const readTicks = async (): Promise<string> => (await ticks.allTextContents()).join(' ');
  await page.getByRole('region', { name: 'Lanes' }).focus();
  const before = await readTicks();
  await page.keyboard.press('+');
  await expect.poll(readTicks).not.toBe(before);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('n');
  await expect.poll(readTicks).toBe(before);
});

test('a choice takes letters for its own: they find an option, and open or close nothing', async ({ openPanel }) => {
  const page = await openPanel({ now: SHOP_NOW, observations: tellShopStory() });
  const timeline = page.getByRole('region', { name: 'Timeline' });
  await expect(timeline).toBeVisible();
  await page.getByRole('button', { name: 'More filters' }).click();
  const choice = page.getByRole('combobox', { name: 'Seen in' });
  await choice.focus();
  await page.keyboard.press('t');
  await expect(choice).not.toHaveValue('');
  await expect(timeline).toBeVisible();
});
