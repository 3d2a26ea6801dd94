// Times as the browser's own language writes them, in every view; UTC beside them in the detail, and only that in exports.

import { expect, type Page } from '@playwright/test';
import { test } from './panel-test';
import { EVENTFUL_NOW, EVENTFUL_STORY } from './story/eventful-story';
import { SHOP_NOW, tellShopStory } from './story/shop-story';

const STORY = { now: SHOP_NOW, observations: tellShopStory() };
const HALF_DAY = /\b\d{1,2}:\d\d(:\d\d)?(\.\d+)?.[AP]M\b/;
/** Past noon by 24 hours, and not UTC. */
const WHOLE_DAY = /(?<![\d:])1[3-9]:\d\d(?!.*UTC)/;

async function expectHalfDays(page: Page, part: string): Promise<void> {
  const texts = await page.locator(part).evaluateAll((parts) =>
    parts.flatMap((root) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      while (walker.nextNode()) found.push(walker.currentNode.textContent ?? '');
      return found;
    }),
  );
  expect(texts.join('\n'), part).toMatch(HALF_DAY);
  expect(
    texts.filter((text) => WHOLE_DAY.test(text)),
    part,
  ).toEqual([]);
}

/** Nothing of a column of times is cut. */
const listCut = (page: Page, cells: string): Promise<readonly string[]> =>
  page
    .locator(cells)
    .evaluateAll((found) =>
      found
        .filter((cell) => cell.clientWidth > 0 && cell.scrollWidth > cell.clientWidth)
        .map((cell) => cell.textContent ?? ''),
    );

test('half days where the language has them, in every view', async ({ openPanel }) => {
  const page = await openPanel({ ...STORY, locale: 'en-US' });
  await page.locator('[data-testid=token-row][data-label=AT15]').click();
  await expect(page.getByTestId('detail')).toContainText('2026-11-21 14:30:05 UTC');
  await expectHalfDays(page, '[data-testid=detail]');
  await expectHalfDays(page, '.timeline-ticks');
  const ticks = await page
    .locator('.tick')
    .evaluateAll((all) => all.map((tick) => tick.getBoundingClientRect()).sort((a, b) => a.left - b.left));
  for (const [place, box] of ticks.entries())
    expect(box.right).toBeLessThanOrEqual((ticks[place + 1]?.left ?? Infinity) + 1);
  await page.getByRole('region', { name: 'Lanes' }).focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(page.locator('.crosshair-label')).toContainText(/\d\d:\d\d:\d\d\.\d{3}\sPM/);
  await page.keyboard.press('3');
  await expect(page.getByTestId('refresh-row').first()).toContainText('02:39:54\u202fPM');
  expect(await listCut(page, '.col-time')).toEqual([]);
  await page.locator('[data-testid=refresh-row][data-label=R16]').click();
  await expect(page.getByTestId('detail')).toContainText('2026-11-21 14:39:54 UTC');
  await page.keyboard.press('4');
  await expect(page.getByTestId('chain').first()).toBeVisible();
  await expectHalfDays(page, '.chain');
  expect(await listCut(page, '.chain-time')).toEqual([]);
  await page.keyboard.press('5');
  await page.getByTestId('finding').first().getByRole('button').first().click();
  await expectHalfDays(page, '.finding-open');
  await expect(page.locator('.finding-open')).not.toContainText('T12:40:00');
  await expect(page.locator('.finding-open')).toContainText('7 d by exp \u2212 iat (iat 12:40:00');
  await page.setViewportSize({ width: 420, height: 640 });
  await page.keyboard.press('3');
  await expect(page.getByTestId('refresh-row').first()).toBeVisible();
  expect(await listCut(page, '.col-time')).toEqual([]);
  const exported = await page.evaluate(() => JSON.stringify(globalThis.harness.writeReport()));
  expect(exported).toContain('T14:39:54');
  expect(exported).not.toMatch(HALF_DAY);
});

test('no time and no count is cut in the table of tokens', async ({ openPanel }) => {
  const page = await openPanel({ now: EVENTFUL_NOW, observations: EVENTFUL_STORY.observations(), locale: 'en-US' });
  for (const [width, cells] of [
    [1400, '.col-state, .col-uses, .col-lifetime'],
    [900, '.col-state, .col-lifetime'],
  ] as const) {
    await page.setViewportSize({ width, height: 560 });
    await expect(page.locator('.col-state').filter({ hasText: /02:12:00\sPM/ })).not.toHaveCount(0);
    // Columns follow the width a frame later.
    await expect.poll(() => listCut(page, cells), `${width} px`).toEqual([]);
  }
});

test('times written from right to left stay among English words', async ({ openPanel }) => {
  const page = await openPanel({ now: EVENTFUL_NOW, observations: EVENTFUL_STORY.observations(), locale: 'ar-EG' });
  await page.keyboard.press('4');
  const facts = page.locator('.chain-facts').first();
  await expect(facts).toContainText(/at \u2068[^\u2069]+\u2069/);
});

test('counts are written as the words around them are, whatever digits the language has', async ({ openPanel }) => {
  const page = await openPanel({ ...STORY, locale: 'ar-EG' });
  await expect(page.getByRole('tab', { name: 'Tokens' })).toHaveText('Tokens36');
  await expect(page.getByTestId('status-bar')).toContainText('71 requests');
  await expect(page.getByTestId('status-bar')).toContainText('0 faults');
});
