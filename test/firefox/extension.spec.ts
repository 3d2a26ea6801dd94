// The build for Firefox in a real Firefox: what its background sees, what its panel shows, and with access withheld.
import { expect } from '@playwright/test';
import type { Page } from 'puppeteer-core';
import { countSends } from '../support/load/load-log';
import { startLoad } from '../support/load/start-load';
import { parseReport, type Report } from '../support/report';
import { act, makeTraffic, readReport, test } from './fixtures';

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
  // The gap comes with the next step, after the status.
  await expect.poll(() => readText(own, 'status-bar')).toContain('1 gap');
  const log = await act(firefox, world);
  // The page's own load is one more.
  await expect.poll(async () => (await readReport(own)).source.exchanges).toBe(countSends(log) + 1);
});

test('tells normal windows nothing of a private one, and keeps nothing of it when it closes', async ({
  firefox,
  world,
}) => {
  const hiddenWorld = await startLoad();
  await firefox.allowInPrivateWindows();
  // A tab opens in the window that was opened last.
  const own = await firefox.openOwnPage();
  await act(firefox, world);
  const hidden = await firefox.openPrivatePage(hiddenWorld.appOrigin);
  const hiddenLog = await makeTraffic(hidden);
  /** As the panel in DevTools of that tab is told. */
  const readHiddenReport = (): Promise<Report> =>
    own
      .evaluate(async (address) => {
        const tab = (await chrome.tabs.query({})).find(({ url }) => url?.startsWith(address));
        return JSON.stringify(await chrome.runtime.sendMessage({ kind: 'get-report', tabId: tab?.id }));
      }, hiddenWorld.appOrigin)
      .then(parseReport);
  await expect
    .poll(async () => (await readHiddenReport()).refreshes.length, { message: 'the private window is watched' })
    .toBe(hiddenLog.refreshes);
  const readStored = (): Promise<string> =>
    own.evaluate(async () =>
      JSON.stringify([await chrome.storage.session.get(null), await chrome.storage.local.get(null)]),
    );
  await expect.poll(readStored).toContain(world.apiOrigin);
  for (const told of [JSON.stringify(await readReport(own)), await readStored()])
    for (const origin of [hiddenWorld.appOrigin, hiddenWorld.apiOrigin]) expect(told).not.toContain(origin);
  const hiddenText = JSON.stringify(await readHiddenReport());
  for (const origin of [world.appOrigin, world.apiOrigin]) expect(hiddenText).not.toContain(origin);

  await hidden.close();
  await firefox.openPrivatePage(hiddenWorld.appOrigin);
  await expect.poll(async () => (await readHiddenReport()).source.exchanges).toBe(1);
  expect((await readHiddenReport()).tokens).toEqual([]);
  await hiddenWorld.close();
});

test('knows a container’s requests and its tab as of one storage, so that both sensors’ views of a send meet', async ({
  firefox,
  world,
}) => {
  const own = await firefox.openOwnPage();
  // In Firefox a browser context of WebDriver is a container.
  const page = await (await firefox.browser.createBrowserContext()).newPage();
  await page.goto(world.appOrigin);
  await makeTraffic(page);
  const told = await own.evaluate(async (address) => {
    const tab = (await chrome.tabs.query({})).find(({ url }) => url?.startsWith(address));
    const port = chrome.runtime.connect({ name: `devtools:${tab?.id}` });
    return new Promise<string>((resolve) => port.onMessage.addListener((message) => resolve(message.partition)));
  }, world.appOrigin);
  expect(told).toMatch(/^firefox-container-\d+$/);
  const readStored = (): Promise<string> =>
    own.evaluate(async () => JSON.stringify(await chrome.storage.session.get(null)));
  await expect.poll(readStored).toContain(`${told}|${world.appOrigin}`);
});
