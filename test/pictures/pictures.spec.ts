// `npm run pictures` writes docs/pictures: the panel on the scripted story and the scripted clock, so that a picture changes
// only when the panel does. No test compares them; a person looks at them.

import { expect, type Page } from '@playwright/test';
import { type OpenFacts, test } from '../harness/panel-test';
import { SHOP_NOW, tellShopStory } from '../harness/story/shop-story';
import { PICTURE_NAMES, PICTURE_THEMES, type PictureName } from './picture-names';

type Picture = { readonly facts: OpenFacts; readonly pose: (page: Page) => Promise<void> };

const STORY = { now: SHOP_NOW, observations: tellShopStory(), width: 1040, height: 480 };

const showView = async (page: Page, view: string, content: string): Promise<void> => {
  await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible();
  await page.getByRole('tab', { name: view }).click();
  await expect(page.getByTestId(content).first()).toBeVisible();
};

const showDetail = async (page: Page, label: string): Promise<void> => {
  await showView(page, 'Tokens', 'token-row');
  await page.locator(`[data-testid=token-row][data-label=${label}]`).click();
  await expect(page.getByTestId('detail')).toContainText('Claims');
};

const PICTURES: Readonly<Record<PictureName, Picture>> = {
  tokens: { facts: STORY, pose: (page) => showDetail(page, 'AT15') },
  timeline: {
    facts: STORY,
    pose: async (page) => {
      await page.getByRole('tab', { name: 'Timeline' }).click();
      await expect(page.getByRole('region', { name: 'Lanes' }).locator('svg').first()).toBeVisible();
    },
  },
  refreshes: { facts: { ...STORY, height: 560 }, pose: (page) => showView(page, 'Refreshes', 'refresh-row') },
  chains: { facts: STORY, pose: (page) => showView(page, 'Chains', 'chain') },
  findings: {
    facts: { ...STORY, height: 560 },
    pose: async (page) => {
      await showView(page, 'Findings', 'finding');
      await page.getByTestId('finding').first().getByRole('button').first().click();
    },
  },
  detail: {
    facts: { ...STORY, height: 560 },
    pose: async (page) => {
      await showView(page, 'Refreshes', 'refresh-row');
      await page.locator('[data-testid=refresh-row][data-label=R9]').click();
      await expect(page.getByTestId('detail')).toContainText('Answer');
    },
  },
  empty: {
    facts: { width: 1040, height: 360 },
    pose: (page) => expect(page.getByRole('grid')).toContainText('No token seen yet'),
  },
  narrow: {
    facts: { ...STORY, width: 420, height: 640 },
    pose: (page) => showView(page, 'Tokens', 'token-row'),
  },
};

for (const name of PICTURE_NAMES) {
  for (const theme of PICTURE_THEMES) {
    test(`${name}, ${theme}`, async ({ openPanel }) => {
      const { facts, pose } = PICTURES[name];
      const page = await openPanel({ ...facts, theme });
      await pose(page);
      await page.mouse.move(0, 0);
      await page.screenshot({ path: `docs/pictures/${name}-${theme}.png`, animations: 'disabled' });
    });
  }
}
