// Each key that the help names does what it says.

import { expect } from '@playwright/test';
import { test } from './panel-test';
import { SHOP_NOW, tellShopStory } from './story/shop-story';

const STORY = { now: SHOP_NOW, observations: tellShopStory() };

test('each key that the help names does what it says', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  const grid = page.getByRole('grid', { name: 'Tokens' });
  const lanes = page.getByRole('region', { name: 'Lanes' });
  const detail = page.getByTestId('detail');
  const selected = page.locator('[data-testid=token-row][aria-selected=true]');
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const readTicks = async (): Promise<string> => (await page.locator('.tick').allTextContents()).join(' ');
  const readLayout = () => page.evaluate(() => globalThis.harness.layouts.at(-1));
  const commands = () => page.evaluate(() => globalThis.harness.commands);

  const works: Readonly<Record<string, () => Promise<void>>> = {
    '1 2 3 4 5': async () => {
      for (const [key, name] of [
        ['2', 'Timeline'],
        ['3', 'Refreshes'],
        ['4', 'Chains'],
        ['5', 'Findings'],
        ['1', 'Tokens'],
      ] as const) {
        await press(key);
        await expect(page.getByRole('tab', { name })).toHaveAttribute('aria-selected', 'true');
      }
    },
    '↑ ↓ Home End': async () => {
      await grid.focus();
      await press('End', 'Home', 'ArrowDown', 'ArrowUp', 'ArrowRight', 'ArrowRight');
      await expect(selected).toHaveAttribute('data-label', 'AT15');
      await expect(page.locator('.cell-focused')).toContainText('admin');
    },
    'Ctrl C': async () => {
      await page.evaluate(() => {
        addEventListener('copy', (event) => {
          document.title = event.clipboardData?.getData('text/plain') ?? '';
        });
      });
      await press('Control+c');
      await expect(page).toHaveTitle('admin');
    },
    Enter: async () => {
      await press('ArrowLeft', 'ArrowLeft', 'Enter');
      await expect(detail).toContainText('AT15');
    },
    Space: async () => {
      await press('Space', 'ArrowDown', 'Space');
      await expect(detail).toContainText('compared with');
    },
    'Shift F10': async () => {
      await press('Shift+F10');
      await expect(page.getByRole('menu')).toContainText('Copy row');
      await press('Escape');
      await expect(page.getByRole('menu')).toBeHidden();
    },
    '↑ from the first row': async () => {
      await press('Home', 'ArrowUp', 'Enter');
      await expect(page.getByRole('columnheader', { name: 'Token' })).toHaveAttribute('aria-sort', 'ascending');
      await press('Shift+ArrowRight');
      expect((await readLayout())?.columnWidthsPx).toHaveProperty('token');
      await press('ArrowDown');
    },
    Esc: async () => {
      await press('Escape', 'Escape', 'Escape');
      await expect(detail).toBeHidden();
      await expect(selected).toHaveCount(0);
    },
    t: async () => {
      await press('t');
      await expect(lanes).toBeHidden();
      await press('t');
      await expect(lanes).toBeVisible();
    },
    '+ − ← → 0 n': async () => {
      await lanes.focus();
      const first = await readTicks();
      for (const key of ['+', '-', '-', 'ArrowLeft', 'ArrowRight', 'ArrowRight', '0']) {
        const before = await readTicks();
        await press(key);
        await expect.poll(readTicks, `after ${key}`).not.toBe(before);
      }
      await press('n');
      await expect.poll(readTicks).toBe(first);
    },
    'f l': async () => {
      const before = await readTicks();
      await press('f', 'l');
      await expect.poll(readTicks).not.toBe(before);
      expect((await readLayout())?.hasCompactLanes).toBe(true);
    },
    '↑ ↓ Shift ← →': async () => {
      await press('ArrowDown', 'Shift+ArrowLeft', 'Enter');
      await expect(detail).toBeVisible();
    },
    '← → ↑ ↓ Enter': async () => {
      const edge = page.getByRole('separator', { name: 'Width of the detail' });
      await edge.focus();
      await press('ArrowLeft');
      expect((await readLayout())?.detailPx).not.toBeNull();
      await press('Enter');
      expect((await readLayout())?.detailPx).toBeNull();
    },
    '/': async () => {
      await press('/');
      await expect(page.getByRole('searchbox', { name: 'Filter' })).toBeFocused();
      await grid.focus();
    },
    i: async () => {
      await page.locator('input[type=file]').evaluate((input) => {
        input.addEventListener('click', () => {
          document.title = 'choosing';
        });
      });
      await press('i');
      await expect(page).toHaveTitle('choosing');
    },
    p: async () => {
      await press('p');
      await expect.poll(commands).toEqual(['pause']);
      // What the key does next depends on what the worker answered.
      await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
      await press('p');
      await expect.poll(commands).toEqual(['pause', 'resume']);
    },
    c: async () => {
      await press('3');
      await expect(page.getByTestId('verdict')).toBeVisible();
      await press('c');
      await expect(page.getByTestId('verdict')).toContainText('Copied');
    },
    'Ctrl L': async () => {
      await press('Control+l');
      await expect.poll(commands).toEqual(['pause', 'resume', 'clear']);
    },
    '?': async () => {
      await press('?');
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  };

  const help = page.locator('dialog[aria-label=Help]');
  await press('?');
  await expect(help.locator('kbd').first()).toBeVisible();
  const named = await help.locator('kbd').allTextContents();
  await press('Escape');
  // The browser tells that the dialog closed a task later, and the panel empties it; until then its keys are the dialog's.
  await expect(help.locator('kbd')).toHaveCount(0);
  expect(named.toSorted()).toEqual(Object.keys(works).toSorted());
  for (const [key, work] of Object.entries(works)) await test.step(key, work);
});
