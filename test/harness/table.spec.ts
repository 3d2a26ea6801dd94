// The token table by keyboard and mouse: cells, columns, copies, comparisons.

import { expect, type Page } from '@playwright/test';
import { test } from './panel-test';
import { SHOP_NOW, tellShopStory } from './story/shop-story';

const STORY = { now: SHOP_NOW, observations: tellShopStory() };

const rowOf = (page: Page, label: string) => page.locator(`[data-testid=token-row][data-label=${label}]`);

/** What a paste brings afterwards. */
async function readCopied(page: Page, copy: () => Promise<void>): Promise<string> {
  await page.context().grantPermissions(['clipboard-read']);
  await copy();
  return page.evaluate(() => navigator.clipboard.readText());
}

test('moves from cell to cell, copies one, copies a row', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  const grid = page.getByRole('grid', { name: 'Tokens' });
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const cell = page.locator('.cell-focused');
  await expect(cell).toHaveText('id.shop.dev');
  await expect(grid).toHaveAttribute('aria-activedescendant', (await cell.getAttribute('id')) ?? '');
  expect(await readCopied(page, () => page.keyboard.press('Control+c'))).toBe('https://id.shop.dev');
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('ArrowLeft');
  const row = await readCopied(page, () => page.keyboard.press('Control+c'));
  expect(row.split('\t').slice(0, 4)).toEqual(['AT15 access token', 'admin', 'https://id.shop.dev', '00:57']);
});

test('sorts and sizes a column by keys', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.getByRole('grid', { name: 'Tokens' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  const head = page.getByRole('columnheader', { name: 'Client' });
  await page.keyboard.press('Enter');
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  const before = (await head.boundingBox())?.width ?? 0;
  await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(async () => (await head.boundingBox())?.width).toBe(Math.round(before) - 12);
  const layout = await page.evaluate(() => globalThis.harness.layouts.at(-1));
  expect(layout?.columnWidthsPx).toEqual({ client: Math.round(before) - 12 });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[data-testid=token-row][aria-selected=true]')).toHaveCount(1);
});

test('sizes a column by mouse and lets it size itself again', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  const head = page.getByRole('columnheader', { name: 'Client' });
  const box = await head.boundingBox();
  const [right, middle] = [(box?.x ?? 0) + (box?.width ?? 0) - 3, (box?.y ?? 0) + 10];
  await page.mouse.move(right, middle);
  await page.mouse.down();
  await page.mouse.move(right + 50, middle);
  await page.mouse.up();
  expect((await head.boundingBox())?.width).toBe(Math.round((box?.width ?? 0) + 50));
  await page.mouse.dblclick(right + 50, middle);
  await expect.poll(async () => (await head.boundingBox())?.width).toBe(box?.width);
});

test('shows the columns that the user chose, and remembers them', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Issuer' }).uncheck();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('columnheader', { name: 'Issuer' })).toHaveCount(0);
  await expect(rowOf(page, 'AT15')).toContainText('admin \u00b7 id.shop.dev');
  const layout = await page.evaluate(() => globalThis.harness.layouts.at(-1));
  const later = await openPanel({ ...STORY, layout });
  await expect(later.getByTestId('token-row').first()).toBeVisible();
  await expect(later.getByRole('columnheader', { name: 'Issuer' })).toHaveCount(0);
});

test('opens what a cell links to by Enter', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.getByRole('columnheader', { name: 'Chain' }).getByRole('button').click();
  await page.getByRole('grid', { name: 'Tokens' }).focus();
  await page.keyboard.press('ArrowDown');
  const cell = page.locator('.cell-focused');
  for (let presses = 0; presses < 10; presses++) await page.keyboard.press('ArrowRight');
  await expect(cell).toHaveText(/^C\d$/);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('chain').first()).toBeVisible();
});

test('compares two tokens side by side', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await rowOf(page, 'AT15').click();
  await rowOf(page, 'AT17').click({ modifiers: ['Control'] });
  const detail = page.getByTestId('detail');
  await expect(detail).toContainText('AT15 access compared with AT17 access');
  await expect(detail.getByRole('row', { name: /client_id/ })).toContainText('"admin""shop-spa"');
  await expect(detail.getByRole('row', { name: /scope/ })).toHaveCount(0);
  await detail.getByRole('checkbox', { name: 'Also what is the same' }).check();
  await expect(detail.getByRole('row', { name: /scope/ })).toContainText('orders:read');
  await expect(page.locator('[data-testid=token-row][aria-selected=true]')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(detail).toContainText('AT15 access token');
});

test('picks by Space', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.getByRole('grid', { name: 'Tokens' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press(' ');
  await expect(rowOf(page, 'AT15')).toContainText('picked for a comparison');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press(' ');
  await expect(page.getByTestId('detail')).toContainText('compared with');
  await expect(page.getByRole('grid', { name: 'Tokens' })).toBeFocused();
});

test('offers a menu by mouse and by key', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await rowOf(page, 'AT15').getByText('id.shop.dev').click({ button: 'right' });
  const menu = page.getByRole('menu', { name: 'AT15' });
  expect(await readCopied(page, () => menu.getByRole('menuitem', { name: 'Copy \u201cIssuer\u201d' }).click())).toBe(
    'https://id.shop.dev',
  );
  await expect(menu).toHaveCount(0);
  await page.getByRole('grid', { name: 'Tokens' }).focus();
  await page.keyboard.press('Shift+F10');
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  await expect(menu.getByRole('menuitem', { name: 'Only issuer id.shop.dev' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'More filters, id.shop.dev' })).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Tokens' })).toBeFocused();
});

test('one request is not many', async ({ openPanel }) => {
  const page = await openPanel({ now: SHOP_NOW, observations: tellShopStory() });
  const uses = page.locator('[data-testid=token-row][data-label=AT15] .col-uses');
  await expect(uses).toHaveAttribute('title', '1 request carried it: 1 accepted, 0 refused');
});
