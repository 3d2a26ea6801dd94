// What a screen reader is told without asking: each event once, and nothing that merely counts.

import { expect, type Page } from '@playwright/test';
import { showObservations, test } from './panel-test';
import { createApp, SHOP } from './story/app';
import { SHOP_DAY, SHOP_NOW, tellShopStory } from './story/shop-story';
import { createStory } from './story/story';

const STORY = { now: SHOP_NOW, observations: tellShopStory() };
const LIVE = '[role=status], [role=alert], [role=log], [role=timer], [aria-live], output';

const readAnnounced = (page: Page): Promise<readonly string[]> =>
  page.locator(LIVE).evaluateAll((regions) => regions.map((region) => region.textContent ?? ''));

/** How often the text of any live region changes while `act` runs, and what was said last. */
async function listen(page: Page, act: () => Promise<void>): Promise<readonly string[]> {
  await page.evaluate((live) => {
    const said: string[] = [];
    const read = () => [...document.querySelectorAll(live)].map((region) => region.textContent ?? '');
    let before = read();
    const observer = new MutationObserver(() => {
      const now = read();
      said.push(...now.filter((text, place) => text !== before[place] && text !== ''));
      before = now;
    });
    observer.observe(document.body, { childList: true, characterData: true, subtree: true });
    Object.assign(globalThis, { said });
  }, LIVE);
  await act();
  return page.evaluate(() => Reflect.get(globalThis, 'said'));
}

test('a minute of countdown says nothing', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  const row = page.locator('[data-testid=token-row][data-label=AT15]');
  const before = await readAnnounced(page);
  expect(before.join(' ')).toContain('finding');
  const said = await listen(page, async () => {
    for (let second = 0; second < 60; second += 1) await page.evaluate(() => globalThis.harness.passSeconds(1));
    await expect(row.getByTestId('token-state')).toHaveText('expired');
  });
  expect(said).toEqual([]);
  expect(await readAnnounced(page)).toEqual(before);
});

test('ten seconds in any view, with a detail open, say nothing', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  for (const [view, row] of [
    ['Tokens', 'token-row'],
    ['Timeline', null],
    ['Refreshes', 'refresh-row'],
    ['Chains', null],
    ['Findings', null],
  ] as const) {
    await page.getByRole('tab', { name: view }).click();
    if (row !== null) await page.getByTestId(row).first().click();
    await expect(page.getByTestId('detail')).toContainText(/Lifetime|Answer/);
    const before = await page.locator('.answer').first().textContent();
    const said = await listen(page, async () => {
      for (let second = 0; second < 10; second += 1) await page.evaluate(() => globalThis.harness.passSeconds(1));
      await expect(page.locator('.answer').first()).not.toHaveText(before ?? '');
    });
    expect(said, view).toEqual([]);
  }
});

test('a renewal that failed is told once, one that went well is not', async ({ openPanel }) => {
  const story = createStory(SHOP_DAY);
  const shop = createApp(story, {
    ...SHOP,
    accessSec: 600,
    refreshSec: null,
  });
  shop.signIn('14:00:00');
  shop.refresh('14:08:00');
  const quiet = story.observations();
  const page = await openPanel({ now: story.at('14:09:00'), observations: quiet.slice(0, 2) });
  expect(await listen(page, () => showObservations(page, quiet.slice(2)))).toEqual([]);
  shop.refresh('14:16:00', { answer: 'invalid_grant' });
  const said = await listen(page, () => showObservations(page, story.observations().slice(quiet.length)));
  expect(said.filter((text) => text.includes('R2'))).toHaveLength(1);
});

test('pause, resume and clear are told', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  const recording = page.getByRole('status').filter({ hasText: 'Recording' });
  await expect(recording).toHaveText('Recording.');
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(recording).toHaveText('Recording is paused.');
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(recording).toHaveText('Recording.');
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(recording).toHaveText('Recording. Nothing was seen yet.');
});
