// The browser stops a worker that had nothing to do for half a minute; the next request, or the panel, wakes it again.
import { test as base, expect } from '@playwright/test';
import type { Page } from 'puppeteer-core';
import { launchUnheld, type UnheldBrowser } from '../support/browser/launch-unheld';
import { type LoadLog, listDifferences } from '../support/load/load-log';
import { createLoadPage, type Load } from '../support/load/load-page';
import { type LoadWorld, startLoad } from '../support/load/start-load';
import { PACE } from '../support/load/survive-kills';

/** The browser's limit is 30 seconds without an event. */
const STOP = { timeout: 90_000, intervals: [500] };
const CALLS = 60;

interface Unheld {
  world: LoadWorld;
  unheld: UnheldBrowser;
  tab: Page;
  load: Load;
}

const test = base.extend<Unheld>({
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
  tab: async ({ world, unheld: { browser } }, use) => {
    const tab = await browser.newPage();
    await tab.goto(world.appOrigin);
    await use(tab);
  },
  load: async ({ tab }, use) => use(createLoadPage(tab)),
});

async function makeTraffic(load: Load): Promise<LoadLog> {
  await load.start(PACE);
  await load.waitForCalls(CALLS);
  return load.stop();
}

test('a worker that stopped for being idle is woken by the next request, which is there with all before it, once', async ({
  unheld,
  load,
}) => {
  const earlierSends = (await unheld.askForReport()).source.exchanges;
  await makeTraffic(load);
  await expect.poll(unheld.findWorkerId, STOP).toBeUndefined();
  const log = await makeTraffic(load);
  const report = await unheld.askForReport();
  expect(listDifferences(log, report, earlierSends, false)).toEqual([]);
  expect(report.source.gaps).toEqual([]);
});

test('an open panel resumes by itself when its worker stopped for being idle, without a reload', async ({
  unheld,
  load,
}) => {
  const panel = await unheld.openOwnPage();
  const earlierSends = (await unheld.askForReport()).source.exchanges;
  await makeTraffic(load);
  const states = await panel.evaluateHandle(() => {
    const seen: (string | null)[] = [];
    const root = document.querySelector('[data-testid="panel"]');
    if (root === null) throw new Error('The page shows no panel');
    new MutationObserver(() => seen.push(root.getAttribute('data-state'))).observe(root, {
      attributeFilter: ['data-state'],
    });
    return seen;
  });
  // The observer would be gone with its document.
  const listFirst = async () => (await states.jsonValue()).slice(0, 3);
  await expect.poll(listFirst, STOP).toEqual(['disconnected', 'connecting', 'connected']);
  const log = await makeTraffic(load);
  const report = await unheld.askForReport();
  expect(listDifferences(log, report, earlierSends, false)).toEqual([]);
  expect(report.source.gaps).toEqual([]);
  const shown = String(report.source.exchanges);
  await expect
    .poll(() => panel.evaluate(() => document.querySelector('[data-testid="status-bar"]')?.textContent))
    .toContain(`${shown} requests`);
});
