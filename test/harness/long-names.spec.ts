// Names as large providers give them, from left to right and from right to left: cut where they must be, and whole on demand.

import { expect } from '@playwright/test';
import { test } from './panel-test';
import { LONG_NOW, LONG_STORY } from './story/long-story';

const CLIENT = '6731de76-14a6-49ae-97bc-6eba6914391e4f2a';
const WIDTHS = [1400, 620, 320];

test('are whole in the tooltip where a cell cuts them', async ({ openPanel }) => {
  const page = await openPanel({ now: LONG_NOW, observations: LONG_STORY });
  const cell = page.locator('[data-testid=token-row] .col-client').first();
  await expect(cell).toHaveAttribute('title', new RegExp(`client ${CLIENT}\\nissuer login`));
});

test('keep in their place in every view and width', async ({ openPanel }) => {
  const page = await openPanel({ now: LONG_NOW, observations: LONG_STORY });
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 640 });
    for (const view of ['1', '2', '3', '4', '5']) {
      await page.keyboard.press(view);
      await expect(page.locator('.view')).not.toBeEmpty();
      const sideways = await page.evaluate(() =>
        [...document.querySelectorAll('html, .panel, .scroll, .grid, .strip, .detail-body')]
          .filter((element) => element.scrollWidth > element.clientWidth + 1)
          .map((element) => element.className),
      );
      expect.soft(sideways, `${width} px, view ${view}`).toEqual([]);
    }
  }
});

test('names of claims are read in one piece, and words from right to left stay in their value', async ({
  openPanel,
}) => {
  const page = await openPanel({ now: LONG_NOW, observations: LONG_STORY });
  await page.locator('[data-testid=token-row][data-label=AT2]').click();
  const claims = page.getByTestId('claims');
  const family = claims.locator('.claim', { hasText: 'family_name' });
  await expect(family.locator('dd')).toHaveText('"\u0627\u0644\u0639\u0631\u0628\u064a\u0629"');
  await expect(family.locator('dd bdi')).toHaveCount(1);
  const names = await claims
    .locator('.claim dt bdi')
    .evaluateAll((all) => all.map((name) => ({ text: name.textContent ?? '', lines: name.getClientRects().length })));
  for (const { text, lines } of names) expect.soft(lines, text).toBeLessThanOrEqual(text.length > 40 ? 4 : 1);
});

test('a chain whose end has no known cause has ended, and the failure leads', async ({ openPanel }) => {
  const page = await openPanel({ now: LONG_NOW, observations: LONG_STORY });
  await expect(page.getByRole('button', { name: 'Last refresh' })).toContainText(
    'failedinvalid_grant · 59 min before expiry',
  );
  await page.keyboard.press('4');
  await expect(page.getByTestId('chain').locator('.chain-state')).toHaveText('ended');
});
