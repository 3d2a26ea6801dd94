// What tests start from that need a browser without a debugger on the extension's worker: a client that makes traffic in
// bulk, a Chromium with the built extension, and a tab.
import { test as base } from '@playwright/test';
import type { Page } from 'puppeteer-core';
import { launchUnheld, type UnheldBrowser } from '../support/browser/launch-unheld';
import { type LoadWorld, startLoad } from '../support/load/start-load';

export interface Unheld {
  world: LoadWorld;
  unheld: UnheldBrowser;
  tab: Page;
}

export const test = base.extend<Unheld>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off this pattern
  world: async ({}, use) => {
    const world = await startLoad();
    await use(world);
    await world.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off this pattern
  unheld: async ({}, use) => {
    const unheld = await launchUnheld();
    await use(unheld);
    await unheld.close();
  },
  tab: async ({ unheld: { browser } }, use) => use(await browser.newPage()),
});
