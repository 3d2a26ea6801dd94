// The timeline: what it says at an instant, by mouse and by keys.

import { expect } from '@playwright/test';
import { test } from './panel-test';
import { EVENTFUL_NOW, EVENTFUL_STORY } from './story/eventful-story';
import { SHOP_NOW, tellShopStory } from './story/shop-story';

const STORY = { now: SHOP_NOW, observations: tellShopStory() };

test('steps from event to event and opens one', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  const label = page.locator('.crosshair-label');
  await page.getByRole('region', { name: 'Lanes' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('.lane-row-current')).toContainText('C1');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(label).toContainText('expiry of AT16');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(label).toContainText('14:39:54.200 \u00b7 5 min 53 s ago \u00b7 R16: 4 min 27 s before expiry');
  await expect(label.getByRole('status')).toContainText('R16');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('.lane-row-current')).toContainText('C2');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('detail')).toContainText('AT15 access token');
  await page.getByRole('region', { name: 'Lanes' }).focus();
  await page.keyboard.press('Escape');
  await expect(label).toHaveCount(0);
  await expect(page.getByTestId('detail')).toBeVisible();
});

test('tells by each joint what asked for it, under the pointer and at the key', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  const joints = page.locator('[data-lane]').first().locator('.joint');
  await expect(joints.last().locator('title')).toHaveText('R16: 4 min 27 s before expiry \u00b7 rotated \u00b7 0.2 s');
  const asked = joints.filter({ hasText: 'R10: after a 401 \u00b7 retried once' });
  await expect(asked).toHaveCount(1);
  const colours = await joints.evaluateAll((all) => all.map((joint) => getComputedStyle(joint).fill));
  const colour = await asked.evaluate((joint) => getComputedStyle(joint).fill);
  expect(colours.filter((other) => other === colour)).toHaveLength(1);
  await expect(page.getByRole('button', { name: 'Zoom out' })).toHaveAttribute('title', 'Zoom out (\u2212)');
});

test('says under the pointer what happened there', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.locator('.lane-mark', { hasText: '401' }).locator('path').last().hover();
  await expect(page.locator('.crosshair-label')).toContainText('R10: after a 401 \u00b7 retried once');
  await page.mouse.move(700, 100);
  await expect(page.locator('.crosshair-label')).toHaveCount(0);
});

test('selects a refresh by its joint, everywhere', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.locator('[data-lane]').first().locator('.joint').last().click();
  await expect(page.getByTestId('detail')).toContainText('R16');
  await page.getByRole('tab', { name: 'Refreshes' }).click();
  await expect(page.locator('[data-testid=refresh-row][data-label=R16]')).toHaveAttribute('aria-selected', 'true');
  await expect(page.locator('.joint-current')).toHaveCount(1);
});

test('zooms by the wheel on its axis', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  const ticks = page.locator('.tick');
  const before = (await ticks.allTextContents()).join(' ');
  const axis = await page.locator('.timeline-ticks').boundingBox();
  await page.mouse.move((axis?.x ?? 0) + 300, (axis?.y ?? 0) + 10);
  await page.mouse.wheel(0, -300);
  await expect.poll(async () => (await ticks.allTextContents()).join(' ')).not.toBe(before);
});

test('has a tab of its own', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.keyboard.press('2');
  await expect(page.getByRole('tab', { name: 'Timeline' })).toHaveAttribute('aria-selected', 'true');
  const timeline = page.getByRole('region', { name: 'Timeline' });
  await expect(timeline).toHaveCount(1);
  expect((await timeline.boundingBox())?.height).toBeGreaterThan(350);
  await expect(page.getByRole('separator', { name: 'Height of the timeline' })).toHaveCount(0);
  await page.keyboard.press('1');
  await expect(page.getByTestId('token-row').first()).toBeVisible();
});

test('shows one chain whole, by key and by menu, in lanes as tall as wished', async ({ openPanel }) => {
  const page = await openPanel({ now: EVENTFUL_NOW, observations: EVENTFUL_STORY.observations() });
  const lanes = page.getByRole('region', { name: 'Lanes' });
  const ticks = page.locator('.tick:not(.now-tick)');
  const readTicks = () => ticks.allTextContents();
  await lanes.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('.lane-row-current')).toContainText('C1');
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem').first()).toHaveText('Fit to C1');
  await page.keyboard.press('Escape');
  await expect(lanes).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('f');
  // From its sign-in at 14:00 to its logout at 14:12, and no further.
  await expect.poll(readTicks).toEqual(expect.arrayContaining(['14:02', '14:12']));
  expect((await readTicks()).some((tick) => tick < '14:00' || tick > '14:13')).toBe(false);
  await page.locator('[data-lane]', { hasText: 'leaver' }).click({ button: 'right', position: { x: 400, y: 12 } });
  await page.getByRole('menuitem', { name: 'Compact lanes' }).click();
  await expect(page.locator('[data-lane]').first()).toHaveCSS('height', '38px');
  expect(await page.evaluate(() => globalThis.harness.layouts.at(-1)?.hasCompactLanes)).toBe(true);
  await lanes.focus();
  await page.keyboard.press('l');
  await expect(page.locator('[data-lane]').first()).toHaveCSS('height', '58px');
  await page.locator('[data-lane]', { hasText: 'leaver' }).click({ button: 'right', position: { x: 400, y: 12 } });
  await page.getByRole('menuitem', { name: 'Show chain C2' }).click();
  await expect(page.getByRole('tab', { name: 'Chains' })).toHaveAttribute('aria-selected', 'true');
});

test('marks with words what went another way than planned', async ({ openPanel }) => {
  const page = await openPanel({ now: EVENTFUL_NOW, observations: EVENTFUL_STORY.observations() });
  await page.keyboard.press('2');
  const lanes = page.getByRole('region', { name: 'Lanes' });
  for (const words of [/fork at RT1/, /RT1 again, .*: refused as reuse/, /AT\d refused/, /logged out/, /soft expiry/])
    await expect(lanes.locator('text', { hasText: words })).toHaveCount(1);
  const gap = lanes.getByText('not watched', { exact: true });
  await expect(gap).toBeVisible();
  const covered = await gap.evaluate((element) => {
    const box = element.getBoundingClientRect();
    return [...document.querySelectorAll('.lane-mark text')]
      .filter((text) => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        return left < box.right && right > box.left && top < box.bottom && bottom > box.top;
      })
      .map((text) => text.textContent);
  });
  expect(covered).toEqual([]);
  await lanes.focus();
  const label = page.locator('.crosshair-label');
  const seen: string[] = [];
  for (let lane = 0; lane < 3; lane += 1) {
    await page.keyboard.press('ArrowDown');
    for (let stop = 0; stop < 12; stop += 1) await page.keyboard.press('Shift+ArrowRight');
    for (let stop = 0; stop < 12; stop += 1) {
      seen.push((await label.textContent()) ?? '');
      await page.keyboard.press('Shift+ArrowLeft');
    }
  }
  expect(seen).toContainEqual(expect.stringMatching(/^13:48:00\.000 .* not watched from here: paused/));
  expect(seen).toContainEqual(expect.stringMatching(/^14:06:00\.100 .* AT\d refused/));
  expect(seen).toContainEqual(expect.stringMatching(/^14:12:00\.\d{3} .* logged out/));
  expect(seen).toContainEqual(expect.stringMatching(/ soft expiry of AT\d/));
});
