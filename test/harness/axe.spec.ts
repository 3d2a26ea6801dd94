// No accessibility fault in any view, theme or state.

import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './panel-test';
import { SHOP_NOW, tellShopStory } from './story/shop-story';

const STORY = { now: SHOP_NOW, observations: tellShopStory() };

async function expectNoFault(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  expect(found, where).toEqual([]);
}

for (const theme of ['light', 'dark'] as const) {
  for (const width of [1400, 420]) {
    test(`tokens and menus, ${theme}, ${width} px`, async ({ openPanel }) => {
      const page = await openPanel({ ...STORY, theme, width });
      await page.getByTestId('token-row').nth(1).click();
      await expect(page.getByTestId('detail')).toContainText('Claims');
      await expectNoFault(page, 'tokens with detail');
      await page
        .getByTestId('token-row')
        .nth(2)
        .click({ modifiers: ['Control'], position: { x: 20, y: 8 } });
      await expect(page.getByTestId('detail')).toContainText('compared with');
      await expectNoFault(page, 'a comparison');
      await page.getByRole('button', { name: 'Close detail' }).click();
      await page.getByTestId('token-row').nth(1).click({ button: 'right' });
      await expectNoFault(page, 'a menu');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Columns' }).click();
      await expectNoFault(page, 'the choice of columns');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'More filters' }).click();
      await expectNoFault(page, 'filters');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Settings' }).click();
      await expectNoFault(page, 'settings');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Help' }).click();
      await expectNoFault(page, 'help');
    });

    test(`views, ${theme}, ${width} px`, async ({ openPanel }) => {
      const page = await openPanel({ ...STORY, theme, width });
      for (const view of ['Timeline', 'Refreshes', 'Chains', 'Findings']) {
        await page.getByRole('tab', { name: view }).click();
        await expectNoFault(page, view);
      }
      await page.getByTestId('finding').first().getByRole('button').first().click();
      await expectNoFault(page, 'an open finding');
      await page.getByRole('button', { name: 'Mute this rule' }).click();
      await page.getByRole('button', { name: /^Muted/ }).click();
      await expectNoFault(page, 'what is muted');
      await page.getByRole('tab', { name: 'Refreshes' }).click();
      await page.getByTestId('refresh-row').first().click();
      await expectNoFault(page, 'a refresh with detail');
    });
  }

  test(`states, ${theme}`, async ({ openPanel }) => {
    const page = await openPanel({ theme });
    await expectNoFault(page, 'empty');
    await page.getByRole('tab', { name: 'Findings' }).click();
    await page.getByRole('button', { name: /Not evaluable/ }).click();
    await expectNoFault(page, 'not evaluable');
    await page.getByRole('tab', { name: 'Tokens' }).click();
    await page.evaluate(() =>
      globalThis.harness.setStatus({
        isPaused: true,
        siteAccess: 'withheld',
        bodyTabs: [],
        isPrivate: false,
        profile: 'aal1',
      }),
    );
    await expect(page.getByTestId('banner')).toBeVisible();
    await expectNoFault(page, 'withheld and paused');
    await page.evaluate(() => globalThis.harness.setLine('down'));
    await expect(page.getByTestId('banner')).toHaveAttribute('data-kind', 'disconnected');
    await expectNoFault(page, 'disconnected');
    await page.evaluate(() => globalThis.harness.setLine('reloaded'));
    await expect(page.getByTestId('banner')).toHaveAttribute('data-kind', 'outdated');
    await expectNoFault(page, 'outdated');
  });
}
