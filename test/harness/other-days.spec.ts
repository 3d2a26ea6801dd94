// A session outlives a day, and a clock alone does not say of which day it is.

import { expect } from '@playwright/test';
import { test } from './panel-test';
import { createApp, SHOP } from './story/app';
import { tellSteadyStory } from './story/steady-story';
import { createStory } from './story/story';

const DAY_SEC = 86_400;
const story = createStory('2026-11-21');
const shop = createApp(story, {
  ...SHOP,
  accessSec: DAY_SEC,
  refreshSec: 30 * DAY_SEC,
});
const at = (days: number, time: string): number => story.at(time) + days * DAY_SEC * 1000;
shop.signIn(at(0, '14:00:00'));
shop.refresh(at(1, '13:59:00'));
shop.refresh(at(2, '13:58:00'));
shop.refresh(at(2, '14:10:00'), { answer: 'invalid_grant' });
story.observe({ kind: 'fault-noted', atMs: at(1, '09:00:00'), where: 'request', reason: 'header too large' });
const STORY = { now: at(2, '14:20:00'), observations: story.observations() };

test('what was on another day says so, what was today does not', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.getByRole('tab', { name: 'Refreshes' }).click();
  const words = (label: string) => page.locator(`[data-testid=refresh-row][data-label=${label}] .col-words`);
  await expect(words('R1')).toContainText('22 Nov \u00b7 ');
  await expect(words('R2')).not.toContainText('Nov');
  await page.getByRole('tab', { name: 'Chains' }).click();
  await expect(page.locator('[data-testid=chain-token][data-label=RT1]')).toContainText('21 Nov \u00b7 issued');
  await expect(page.locator('[data-testid=chain-token][data-label=RT2]')).toContainText('22 Nov \u00b7 ');
  await expect(page.locator('[data-testid=chain-token][data-label=RT3]')).not.toContainText('Nov');
  await page.getByRole('button', { name: '1 fault' }).click();
  await expect(page.getByText('header too large')).toContainText('request');
  await expect(page.locator('#faults')).toContainText('22 Nov 2026 09:00:00');
});

test('rows that scroll into sight are dated by their own day', async ({ openPanel }) => {
  const everyMs = 540_000;
  const { startMs, observations } = tellSteadyStory(200, everyMs);
  const page = await openPanel({ now: startMs + 200 * everyMs, observations });
  await page.getByRole('tab', { name: 'Refreshes' }).click();
  await expect(page.locator('[data-testid=refresh-row][data-label=R200]')).toBeVisible();
  await page.getByRole('grid', { name: 'Refreshes' }).evaluate((grid) => grid.scrollTo(0, grid.scrollHeight));
  await expect(page.locator('[data-testid=refresh-row][data-label=R1] .col-words')).toContainText('21 Nov \u00b7 ');
  await page.getByRole('grid', { name: 'Refreshes' }).evaluate((grid) => grid.scrollTo(0, 0));
  const newest = page.locator('[data-testid=refresh-row][data-label=R200] .col-words');
  await expect(newest).toBeVisible();
  await expect(newest).not.toContainText('Nov');
});

test('a token that was refused is dated once its day is over', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  const state = page.locator('[data-testid=token-row][data-label=RT3] .col-state');
  await expect(state).toContainText('14:10:00');
  await page.evaluate((ms) => globalThis.harness.setNow(ms), at(3, '00:00:01'));
  await expect(state).toContainText('23 Nov');
});

test('the axis names the days that it crosses, and the crosshair that on which it stands', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await page.getByRole('button', { name: 'All', exact: true }).click();
  const ticks = page.locator('.tick');
  await expect(ticks.filter({ hasText: /^22 Nov$/ })).toHaveCount(1);
  await expect(ticks.filter({ hasText: '00:00' })).toHaveCount(0);
  await page.getByRole('region', { name: 'Lanes' }).focus();
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('Shift+ArrowLeft');
  await expect(page.locator('.crosshair-label')).toContainText(/^22 Nov \u00b7 (14:00|13:59):00/);
});
