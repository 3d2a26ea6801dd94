// Pictures of every view, to be looked at: they are written to test-results and compared by nobody but a person.

import { expect } from '@playwright/test';
import { test } from './panel-test';
import { SHOP_NOW, tellShopStory } from './story/shop-story';

const PICTURES = 'test-results/pictures';

for (const theme of ['light', 'dark'] as const) {
  test(`pictures, ${theme}`, async ({ openPanel }) => {
    const page = await openPanel({ now: SHOP_NOW, theme, observations: tellShopStory() });
    await expect(page.getByTestId('token-row').first()).toBeVisible();
    await page.screenshot({ path: `${PICTURES}/tokens-${theme}.png` });
    await page.getByTestId('token-row').first().click();
    await page.screenshot({ path: `${PICTURES}/token-detail-${theme}.png` });
    await page.keyboard.press('Escape');
    for (const view of ['Refreshes', 'Chains', 'Findings']) {
      await page.getByRole('tab', { name: view }).click();
      await page.screenshot({ path: `${PICTURES}/${view.toLowerCase()}-${theme}.png` });
    }
  });
}
