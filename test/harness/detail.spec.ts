// What the detail and the status bar tell on demand: the last requests and their answers, what names mean, what is seen.

import { expect } from '@playwright/test';
import { test } from './panel-test';
import { issueJwt, present } from './story/app';
import { SHOP_DAY, SHOP_NOW, tellShopStory } from './story/shop-story';
import { createStory } from './story/story';

test('tells where a token went last, what its claims mean, and what the status bar stands for', async ({
  openPanel,
}) => {
  const page = await openPanel({ now: SHOP_NOW, observations: tellShopStory() });
  const detail = page.getByTestId('detail');
  await page.locator('[data-testid=token-row][data-label=AT17]').click();
  const last = detail.locator('.fact', { hasText: 'Last 6' });
  await expect(last.locator('.line')).toHaveCount(6);
  await expect(last.locator('.line').last()).toHaveText('14:44:50 GET /orders 200');
  await expect(detail).toContainText('by server time, clock right within 1.1 s');
  await expect(detail).toContainText('14 carried it: 14 accepted, 0 refused');
  await expect(detail.locator('.fact', { hasText: 'Carried in' })).toContainText('authorization, response-json');

  await expect(detail).not.toContainText('Issuer: who issued the token');
  await detail.getByLabel('What the names mean').check();
  await expect(detail).toContainText('Issuer: who issued the token');
  await expect(detail).toContainText('Key ID: which key signed it');
  expect(await page.evaluate(() => globalThis.harness.layouts.at(-1)?.hasClaimMeanings)).toBe(true);

  await last.getByRole('button').last().click();
  await expect(detail).toContainText('GET /orders');
  await expect(detail).toContainText('2026-11-21 14:44:50 UTC');

  await page.getByTestId('status-bar').getByRole('button', { name: 'Clock' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Countdowns use server time.')).toBeVisible();
  await expect(page.getByText('Only requests that matter for tokens are counted.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Countdowns use server time.')).toBeHidden();
  await expect(page.getByTestId('status-bar').getByRole('button', { name: 'Clock' })).toBeFocused();
  await expect(detail).toBeVisible();
});

test('another kind of thing is read from its beginning, wherever the one before was left', async ({ openPanel }) => {
  const page = await openPanel({ now: SHOP_NOW, height: 400, observations: tellShopStory() });
  const detail = page.getByTestId('detail');
  await page.locator('[data-testid=token-row][data-label=AT17]').click();
  await detail.getByText('The signature is never kept').scrollIntoViewIfNeeded();
  await expect(detail.getByRole('heading', { name: 'AT17', level: 2 })).not.toBeInViewport();
  await page.locator('[data-testid=token-row][data-label=AT16]').click();
  await expect(detail.getByRole('heading', { name: 'AT16', level: 2 })).not.toBeInViewport();
  await page.getByRole('button', { name: /Last refresh/ }).click();
  await expect(detail.getByRole('heading', { name: 'R16', level: 2 })).toBeInViewport();
});

test('a token whose payload is no object is not called encrypted', async ({ openPanel }) => {
  const story = createStory(SHOP_DAY);
  const token = issueJwt(story, 'access', {});
  const jwt = token.jwt === null ? null : { ...token.jwt, payload: null };
  story.send(
    {
      atMs: story.at('14:00:00'),
      origin: 'https://api.shop.dev',
      pathTemplate: '/orders',
      context: 'tab:7',
      credentials: [present({ ...token, jwt }, 'authorization', 'bearer')],
    },
    {},
  );
  const page = await openPanel({ now: SHOP_NOW, observations: story.observations() });
  await page.getByTestId('token-row').first().click();
  await expect(page.getByTestId('detail')).toContainText('None: the payload is no JSON object.');
  await expect(page.getByTestId('detail')).not.toContainText('Encrypted');
});
