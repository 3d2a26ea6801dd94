// Everything can be reached by keyboard, the focus can always be seen, and nothing is lost when the panel is enlarged.

import { expect, type Page } from '@playwright/test';
import { listUnswept, sweepFocus, sweepFocusIn } from './focus-sweep';
import { type OpenFacts, showObservations, test } from './panel-test';
import { createApp, SHOP } from './story/app';
import { SHOP_DAY, SHOP_NOW, tellShopStory } from './story/shop-story';
import { createStory } from './story/story';

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

function tellRefusal(): Required<Pick<OpenFacts, 'now' | 'observations'>> {
  const story = createStory(SHOP_DAY);
  const shop = createApp(story, { ...SHOP, accessSec: 600, refreshSec: 7200 });
  shop.signIn('13:00:00');
  shop.refresh('13:09:00', { answer: 'invalid_grant' });
  return { now: story.at('13:10:00'), observations: story.observations() };
}

test('a low dock says why a refresh failed', async ({ openPanel }) => {
  for (const width of [1400, 700]) {
    const page = await openPanel({ ...tellRefusal(), width, height: 280 });
    const words = page.getByRole('button', { name: 'Last refresh' }).getByText('invalid_grant');
    await expect(words).toBeVisible();
    const [cell, text] = await Promise.all([
      page.getByRole('button', { name: 'Last refresh' }).boundingBox(),
      words.boundingBox(),
    ]);
    expect((text?.x ?? 0) + (text?.width ?? 0)).toBeLessThanOrEqual((cell?.x ?? 0) + (cell?.width ?? 0));
    expect((text?.y ?? 0) + (text?.height ?? 0)).toBeLessThanOrEqual((cell?.y ?? 0) + (cell?.height ?? 0) + 1);
  }
});

test('nothing moves down when the first answers come', async ({ openPanel }) => {
  const { now, observations } = tellRefusal();
  const page = await openPanel({ now, width: 1200 });
  const tabs = page.getByRole('tablist');
  const before = await tabs.boundingBox();
  await showObservations(page, observations);
  await expect(page.getByRole('button', { name: 'Last refresh' })).toBeVisible();
  expect(await tabs.boundingBox()).toMatchObject({ y: before?.y });
});

test('the views are named in full in the narrowest dock', async ({ openPanel }) => {
  const page = await openPanel({ ...STORY, width: 300, height: 640 });
  const cut = await page
    .getByRole('tab')
    .evaluateAll((tabs) => tabs.filter((tab) => tab.scrollWidth > tab.clientWidth).map((tab) => tab.textContent));
  expect(cut).toEqual([]);
});
