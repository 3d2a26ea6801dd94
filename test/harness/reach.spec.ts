// Everything can be reached by keyboard, the focus can always be seen, and nothing is lost when the panel is enlarged.

import { expect, type Page } from '@playwright/test';
import { listUnswept, sweepFocus, sweepFocusIn } from './focus-sweep';
import { showObservations, test } from './panel-test';
import { SHOP_NOW, tellShopStory } from './story/shop-story';

const STORY = { now: SHOP_NOW, observations: tellShopStory() };
const VIEWS = ['1', '2', '3', '4', '5'] as const;

async function expectReached(page: Page, where: string): Promise<void> {
  const stops = await sweepFocus(page);
  const seen = stops
    .filter(({ faults }) => faults.length > 0)
    .map(({ name, faults }) => `${name}: ${faults.join(', ')}`);
  expect.soft(seen, where).toEqual([]);
  expect.soft(await listUnswept(page), where).toEqual([]);
  expect(stops.length, where).toBeGreaterThan(15);
}

const DOCKS = [
  { name: 'a wide dock', width: 1400, height: 560 },
  { name: 'a narrow one', width: 320, height: 640 },
  { name: 'a wide one enlarged twice', width: 700, height: 280 },
];

for (const { name, width, height } of DOCKS) {
  test(`the focus is seen at every stop, in ${name}`, async ({ openPanel }) => {
    const page = await openPanel({ ...STORY, width, height });
    for (const view of VIEWS) {
      await page.keyboard.press(view);
      await expect(page.locator('.view')).not.toBeEmpty();
      if (view === '5') await page.getByTestId('finding').first().getByRole('button').first().click();
      await expectReached(page, `view ${view}`);
    }
  });

  test(`nothing runs out of ${name}`, async ({ openPanel }) => {
    const page = await openPanel({ ...STORY, width, height });
    for (const view of VIEWS) {
      await page.keyboard.press(view);
      await expect(page.locator('.view')).not.toBeEmpty();
      const lost = await page.evaluate(() => {
        const sideways = [...document.querySelectorAll('html, body, .panel, .scroll, .grid, .detail-body')].filter(
          (element) => element.scrollWidth > element.clientWidth + 1,
        );
        const outside = [...document.querySelectorAll('button, input, select, a[href]')].filter((element) => {
          if (!element.checkVisibility() || element.matches('.visually-hidden')) return false;
          const { left, right, width: px } = element.getBoundingClientRect();
          return px > 0 && (left < -1 || right > innerWidth + 1);
        });
        const bars = [...document.querySelectorAll('.toolbar, .strip, .tab-bar, .timeline-head, .status')];
        const covered = bars.flatMap((bar) => {
          const controls = [...bar.querySelectorAll('button, .chip, input:not(.visually-hidden), a[href]')].filter(
            (element) => element.checkVisibility() && element.closest('[popover]') === null,
          );
          const boxes = controls.map((element) => element.getBoundingClientRect());
          return controls.filter((_, place) => {
            const own = boxes[place];
            return boxes.some(
              (box, other) =>
                own !== undefined &&
                other < place &&
                Math.min(own.right, box.right) - Math.max(own.left, box.left) > 1 &&
                Math.min(own.bottom, box.bottom) - Math.max(own.top, box.top) > 1,
            );
          });
        });
        return [...sideways, ...outside, ...covered].map((element) => element.outerHTML.slice(0, 100));
      });
      expect.soft(lost, `view ${view}`).toEqual([]);
      const roomPx = await page.locator('.view').evaluate((element) => element.clientHeight);
      expect.soft(roomPx, `room for view ${view}`).toBeGreaterThanOrEqual(72);
    }
  });
}

test('the focus is seen beside and above an open detail', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.keyboard.press('3');
  await page.getByTestId('refresh-row').first().click();
  await expect(page.getByTestId('detail')).toContainText('Answer');
  await expectReached(page, 'in a wide dock');
  await page.setViewportSize({ width: 320, height: 640 });
  await expectReached(page, 'in a narrow dock');
  await page.setViewportSize({ width: 700, height: 280 });
  await expectReached(page, 'in a low dock, as when enlarged twice');
});

test('what a button opens is reached by keys and seen, in every dock', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await showObservations(page, [{ kind: 'fault-noted', atMs: SHOP_NOW, where: 'request', reason: 'header too large' }]);
  for (const { name: dock, width, height } of DOCKS) {
    await page.setViewportSize({ width, height });
    for (const name of ['Settings', 'Columns', 'More filters', 'Export', '1 fault']) {
      await page.getByRole('button', { name }).focus();
      await page.keyboard.press('Enter');
      const part = ':popover-open';
      await expect(page.locator(part)).not.toBeEmpty();
      const stops = await sweepFocusIn(page, part);
      expect
        .soft(
          stops.flatMap((stop) => (stop.faults.length > 0 ? [stop] : [])),
          `${name} in ${dock}`,
        )
        .toEqual([]);
      expect.soft(await listUnswept(page, part), `${name} in ${dock}`).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.locator(part)).toHaveCount(0);
    }
  }
});

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

  await press('?');
  const named = await page.getByRole('dialog').locator('kbd').allTextContents();
  await press('Escape');
  expect(named.toSorted()).toEqual(Object.keys(works).toSorted());
  for (const [key, work] of Object.entries(works)) await test.step(key, work);
});
