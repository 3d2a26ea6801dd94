// The build for Firefox in a real Firefox: what its background sees, what its panel shows, and with access withheld.
import { test as base, expect } from '@playwright/test';
import type { Page } from 'puppeteer-core';
import { type FirefoxBrowser, launchFirefox } from '../support/browser/launch-firefox';
import { countSends, type LoadLog } from '../support/load/load-log';
import { type LoadWorld, startLoad } from '../support/load/start-load';
import { parseReport, type Report } from '../support/report';

interface Firefox {
  world: LoadWorld;
  firefox: FirefoxBrowser;
}

const test = base.extend<Firefox>({
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
async function act({ browser }: FirefoxBrowser, { appOrigin }: LoadWorld): Promise<LoadLog> {
  const page = await browser.newPage();
  await page.goto(appOrigin);
  const log = await page.evaluate(async () => {
    const { load } = globalThis;
    await load.start({ callsPerSec: 50, refreshEveryMs: 200 });
    await load.waitForCalls(10);
    await load.waitForRefresh();
    return load.stop();
  });
  await page.close();
  return log;
}

const readReport = async (own: Page): Promise<Report> =>
  parseReport(await own.evaluate(async () => JSON.stringify(await chrome.runtime.sendMessage({ kind: 'get-report' }))));

const readText = (own: Page, testId: string): Promise<string> =>
  own.evaluate((id) => document.querySelector(`[data-testid="${id}"]`)?.textContent ?? '', testId);

test('sees each call, refresh and chain, and counts down', async ({ firefox, world }) => {
  const own = await firefox.openOwnPage();
  const log = await act(firefox, world);
  await expect
    .poll(async () => {
      const { tokens, refreshes } = await readReport(own);
      const uses = tokens.filter(({ role }) => role === 'access').map(({ presentations }) => presentations);
      return { uses, refreshes: refreshes.length };
    })
    .toEqual({ uses: log.calls.filter((count) => count > 0), refreshes: log.refreshes });
  expect((await readReport(own)).chains.length).toBeGreaterThan(0);
  await own.bringToFront();
  await expect.poll(() => readText(own, 'countdown')).toMatch(/^\d\d:\d\d$/);
});

test('says what it cannot see while access is withheld, and sees all again without a reload', async ({
  firefox,
  world,
}) => {
  const own = await firefox.openOwnPage();
  await own.evaluate(() => chrome.permissions.remove({ origins: ['<all_urls>'] }));
  await expect.poll(() => readText(own, 'banner')).toContain('Site access is withheld');
  await act(firefox, world);
  expect((await readReport(own)).source.exchanges).toBe(0);

  await firefox.grantAllSites();
  await expect.poll(() => readText(own, 'status-bar')).toContain('Watching all tabs');
  expect(await readText(own, 'banner')).toBe('');
  expect(await readText(own, 'status-bar')).toContain('1 gap');
  const log = await act(firefox, world);
  // The page's own load is one more.
  await expect.poll(async () => (await readReport(own)).source.exchanges).toBe(countSends(log) + 1);
});
