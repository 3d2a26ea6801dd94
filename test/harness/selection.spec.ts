// A label selects what it names, everywhere; nothing jumps while one reads.

import { expect } from '@playwright/test';
import { showObservations, test } from './panel-test';
import { createApp } from './story/app';
import { SHOP_DAY, SHOP_NOW, tellShopStory } from './story/shop-story';
import { createStory } from './story/story';

const STORY = { now: SHOP_NOW, observations: tellShopStory() };

test('shares one selection among all views', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.getByRole('tab', { name: 'Findings' }).click();
  const finding = page.locator('[data-testid=finding][data-rule=refresh-token-reuse-rejected]');
  await finding.getByRole('button', { name: 'RT4' }).first().click();
  await expect(page.getByTestId('detail')).toContainText('RT4 refresh token, refused');
  await page.getByRole('tab', { name: 'Tokens' }).click();
  await expect(page.locator('[data-label=RT4]')).toHaveAttribute('aria-selected', 'true');
  await expect(page.locator('[data-label=RT4]')).toBeInViewport();
  await page.locator('[data-label=RT4]').getByRole('button', { name: 'C2' }).click();
  await expect(page.locator('[data-testid=chain][data-label=C2]')).toContainText(
    'RT4 again, 21 min after it was replaced: refused',
  );
});

test('opens the evidence of an answer', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.getByRole('button', { name: /Last refresh/ }).click();
  await expect(page.getByTestId('detail')).toContainText('R16');
  await page.getByRole('button', { name: /Findings 1 high/ }).click();
  await expect(page.getByTestId('finding').first().getByRole('button').first()).toHaveAttribute(
    'aria-expanded',
    'true',
  );
});

test('draws a chain as a tree with its repeats and its evidence', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.getByRole('tab', { name: 'Chains' }).click();
  const chain = page.locator('[data-testid=chain][data-label=C2]');
  const labels = await chain
    .getByTestId('chain-token')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-label')));
  expect(labels).toEqual(['RT2', 'RT4', 'RT7', 'RT10', 'RT12', 'RT15']);
  await expect(chain.getByTestId('chain-token').nth(1)).toContainText('E1');
  await page.getByRole('button', { name: /more rotations/ }).click();
  await expect(page.locator('[data-testid=chain][data-label=C1]').getByTestId('chain-token')).toHaveCount(11);
  await page.getByRole('button', { name: 'Fold long runs again' }).click();
  await expect(page.getByRole('button', { name: /more rotations/ })).toBeVisible();
});

test('sorts by what is clicked and narrows by role', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.getByRole('columnheader', { name: 'Token' }).getByRole('button').click();
  await expect(page.getByRole('columnheader', { name: 'Token' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(page.getByTestId('token-row').first()).toHaveAttribute('data-label', /^(AT|RT|ID)1$/);
  await page.getByRole('button', { name: 'ID', exact: true }).click();
  await expect(page.getByTestId('token-row')).toHaveCount(1);
  await expect(page.getByTestId('token-row')).toHaveAttribute('data-label', 'ID1');
});

test('keeps the row under the pointer in place when rows arrive above it', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  const row = page.locator('[data-testid=token-row][data-label=AT12]');
  await row.scrollIntoViewIfNeeded();
  await row.hover();
  const before = await row.boundingBox();
  const story = createStory(SHOP_DAY);
  const other = createApp(story, {
    client: 'news',
    origin: 'https://news.dev',
    issuer: 'https://id.news.dev',
    api: 'https://api.news.dev',
    tab: 7,
    accessSec: 300,
    refreshSec: 3600,
  });
  other.signIn('14:45:40');
  // Names of a second story would clash with those of the first.
  const renamed = JSON.parse(
    JSON.stringify(story.observations()).replaceAll('har:', 'har:later-').replaceAll('"0000', '"9999'),
  );
  await showObservations(page, renamed);
  await expect(page.getByTestId('token-row').filter({ hasText: 'news' }).first()).toBeAttached();
  expect(await row.boundingBox()).toEqual(before);
});
