// A Firefox with the extension, a client to watch in it, and what both tell.
import { test as base } from '@playwright/test';
import type { Page } from 'puppeteer-core';
import { type FirefoxBrowser, launchFirefox } from '../support/browser/launch-firefox';
import type { LoadLog } from '../support/load/load-log';
import { type LoadWorld, startLoad } from '../support/load/start-load';
import { parseReport, type Report } from '../support/report';

interface Firefox {
  world: LoadWorld;
  firefox: FirefoxBrowser;
}

export const test = base.extend<Firefox>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off this pattern
  world: async ({}, use) => {
    const world = await startLoad();
    await use(world);
    await world.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off this pattern
  firefox: async ({}, use) => {
    const firefox = await launchFirefox();
    await use(firefox);
    await firefox.close();
  },
});

/** A page that signs in, calls the API and refreshes. */
export async function act({ browser }: FirefoxBrowser, { appOrigin }: LoadWorld): Promise<LoadLog> {
  const page = await browser.newPage();
  await page.goto(appOrigin);
  const log = await makeTraffic(page);
  await page.close();
  return log;
}

export const makeTraffic = (page: Page): Promise<LoadLog> =>
  page.evaluate(async () => {
    const { load } = globalThis;
    await load.start({ callsPerSec: 50, refreshEveryMs: 200 });
    await load.waitForCalls(10);
    await load.waitForRefresh();
    return load.stop();
  });

export const readReport = async (own: Page): Promise<Report> =>
  parseReport(await own.evaluate(async () => JSON.stringify(await chrome.runtime.sendMessage({ kind: 'get-report' }))));
