// A part that cannot be drawn says so in its place, by the kind of its fault and never by its message, which may quote what it
// is about. The others go on, and it is tried again with the next thing to show, or when the user asks.

import { expect, type Page } from '@playwright/test';
import { test } from './panel-test';
import { SHOP_NOW, tellShopStory } from './story/shop-story';
import { WITHHELD_AND_PAUSED } from './story/states';

const STORY = { now: SHOP_NOW, observations: tellShopStory() };

/** What only the axis of the timeline asks for. */
const breakTimeline = (page: Page): Promise<void> =>
  page.evaluate(() => {
    Date.prototype.getTimezoneOffset = () => {
      throw new RangeError('quotes-a-secret');
    };
  });

const mendTimeline = (page: Page): Promise<void> =>
  page.evaluate(() => {
    Date.prototype.getTimezoneOffset = () => 0;
  });

test('a view that cannot be drawn leaves the others as they are', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  const view = page.getByRole('tabpanel');
  const lanes = page.getByRole('region', { name: 'Lanes' });
  await expect(lanes).toBeVisible();
  await breakTimeline(page);
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await expect(page.getByRole('alert')).toHaveText(/^This view could not be drawn: RangeError/);
  await expect(page.locator('body')).not.toContainText('quotes-a-secret');

  await page.getByRole('tab', { name: 'Tokens' }).click();
  await expect(view.getByTestId('token-row').first()).toBeVisible();
  const timeline = page.getByRole('alert');
  await expect(timeline).toHaveText(/^The timeline could not be drawn: RangeError/);
  await timeline.getByRole('button', { name: 'Try again' }).click();
  await expect(timeline).toBeVisible();
  await mendTimeline(page);
  await timeline.getByRole('button', { name: 'Try again' }).click();
  await expect(lanes).toBeVisible();
  await expect(timeline).toHaveCount(0);
});

test('a detail that cannot be drawn can be closed, and is another with the next selection', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  const detail = page.getByTestId('detail');
  await page.evaluate(() => {
    const { toISOString } = Date.prototype;
    Date.prototype.toISOString = function (this: Date) {
      if (document.querySelector('[data-label=AT15][aria-selected=true]') !== null)
        throw new TypeError('quotes-a-secret');
      return toISOString.call(this);
    };
  });
  await page.locator('[data-testid=token-row][data-label=AT15]').click();
  await expect(detail.getByRole('alert')).toHaveText(/^The detail could not be drawn: TypeError/);
  await page.locator('[data-testid=token-row][data-label=AT17]').click();
  await expect(detail).toContainText('AT17 access token');
  await page.locator('[data-testid=token-row][data-label=AT15]').click();
  await expect(detail.getByRole('alert')).toBeVisible();
  await detail.getByRole('button', { name: 'Close detail' }).click();
  await expect(detail).toHaveCount(0);
});

test('what stands around the views says so as well, and comes back', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.evaluate(() => {
    Object.defineProperty(globalThis, 'intlFormat', {
      value: Object.getOwnPropertyDescriptor(Intl.DateTimeFormat.prototype, 'format'),
    });
    Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
      configurable: true,
      get: () => {
        throw new RangeError('quotes-a-secret');
      },
    });
  });
  await page.evaluate((status) => globalThis.harness.setStatus(status), WITHHELD_AND_PAUSED);
  const alert = page.getByRole('alert').filter({ hasText: 'The panel could not be drawn: RangeError' });
  await expect(alert).toBeVisible();
  await page.evaluate(() =>
    Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', Reflect.get(globalThis, 'intlFormat')),
  );
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByTestId('status-bar')).toContainText('Paused');
  await expect(page.getByTestId('token-row').first()).toBeVisible();
});

test('an export whose part cannot be loaded says so, and saves nothing', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.route('**/export-forms*.js', (route) => route.abort());
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByText('This part cannot be loaded. Close DevTools and open it again.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('token-row').first()).toBeVisible();
  expect(await page.evaluate(() => globalThis.harness.downloads)).toEqual([]);
});
