// Ten thousand tokens: only what is in sight is drawn, and it scrolls.

import { expect } from '@playwright/test';
import type { Observation } from '../../src/observation/observation';
import { test } from './panel-test';
import { createApp, issueJwt, present } from './story/app';
import { SHOP_DAY } from './story/shop-story';
import { createStory } from './story/story';

const COUNT = 10_000;

function tellMany(): { readonly now: number; readonly observations: readonly Observation[] } {
  const story = createStory(SHOP_DAY);
  const now = story.at('14:00:00');
  for (let count = 0; count < COUNT; count++) {
    const iat = now / 1000 - 300 + (count % 280);
    const token = issueJwt(story, 'access', {
      iss: 'https://id.shop.dev',
      sub: `u_${count}`,
      client_id: `client-${count % 50}`,
      iat,
      exp: iat + 600,
    });
    story.send(
      {
        atMs: now - 60_000 + count,
        origin: 'https://api.shop.dev',
        pathTemplate: '/x',
        clientOrigin: `https://shop${count % 50}.dev`,
        credentials: [present(token, 'authorization', 'bearer')],
      },
      { afterSec: 0.05 },
    );
  }
  return { now, observations: story.observations() };
}

test('ten thousand tokens are no burden', async ({ openPanel }) => {
  const { now, observations } = tellMany();
  const page = await openPanel({ now, tab: 'none' });
  const panel = page.getByTestId('panel');
  // They were there before the panel was: it is given the state and not each step to it.
  await page.evaluate(() => globalThis.harness.setLine('down'));
  await expect(panel).toHaveAttribute('data-state', 'disconnected');
  const seq = await page.evaluate((text) => {
    const last = globalThis.harness.observe(JSON.parse(text));
    globalThis.harness.setLine('up');
    return last;
  }, JSON.stringify(observations));
  await expect(panel).toHaveAttribute('data-applied-seq', String(seq));
  const grid = page.getByRole('grid', { name: 'Tokens' });
  const rowCount = Number(await grid.getAttribute('aria-rowcount')) - 1;
  expect(rowCount).toBeGreaterThan(1000);
  expect(await page.getByTestId('token-row').count()).toBeLessThan(60);

  const tickMs = await page.evaluate(() => {
    const startMs = performance.now();
    globalThis.harness.passSeconds(20);
    return (performance.now() - startMs) / 20;
  });
  test.info().annotations.push({ type: 'tick', description: `${tickMs.toFixed(2)} ms of script per second` });

  await grid.evaluate((element) => {
    element.scrollTop = element.scrollHeight / 2;
  });
  const middle = page.locator(`[aria-rowindex="${Math.floor(rowCount / 2) + 8}"]`);
  await expect(middle).toBeInViewport();
  await grid.focus();
  await page.keyboard.press('End');
  await expect(page.locator('[data-testid=token-row][aria-selected=true]')).toBeInViewport({ ratio: 1 });
  await page.getByRole('searchbox').fill('client-49');
  await expect(grid).toHaveAttribute('aria-rowcount', String(Math.ceil(rowCount / 50) + 1));
});

test('a chain that was selected elsewhere is shown, however many are newer', async ({ openPanel }) => {
  const story = createStory(SHOP_DAY);
  for (let count = 0; count < 60; count += 1) {
    const app = createApp(story, {
      client: `client-${count}`,
      origin: `https://app${count}.shop.dev`,
      issuer: 'https://id.shop.dev',
      api: 'https://api.shop.dev',
      tab: 7,
      accessSec: 600,
      refreshSec: null,
    });
    app.signIn(story.at('14:00:00') + count * 1000);
  }
  const page = await openPanel({ now: story.at('14:05:00'), observations: story.observations() });
  await page.getByRole('tab', { name: 'Chains' }).click();
  await expect(page.locator('[data-testid=chain]')).toHaveCount(40);
  await expect(page.locator('[data-testid=chain][data-label=C1]')).toHaveCount(0);
  await page.getByRole('tab', { name: 'Tokens' }).click();
  await page.locator('[data-testid=token-row][data-label=AT1]').click();
  await page.getByRole('tab', { name: 'Chains' }).click();
  await expect(page.locator('[data-testid=chain][data-label=C1]')).toBeInViewport();
  await page.getByRole('button', { name: 'older chains' }).click();
  await expect(page.locator('[data-testid=chain]')).toHaveCount(60);
  const focused = page.locator(':focus');
  await expect(focused.getByTestId('chain')).toHaveCount(60);
  expect(await focused.evaluate((element) => element === document.body)).toBe(false);
});
