// A page may be rendered before anybody goes there, and its requests are as real as any. Chromium refuses to render ahead
// while a debugger is attached to the page's own target alone, as Playwright's is.
import { expect } from '@playwright/test';
import { connect } from 'puppeteer-core';
import { readReportOn } from '../support/browser/launch-unheld';
import { toArchivedKeys } from '../support/browser/own-page';
import { listDifferences } from '../support/load/load-log';
import { createLoadPage } from '../support/load/load-page';
import { test } from './unheld-fixtures';

/** The page that asks for the other, and that one: each was fetched once. */
const DOCUMENTS = 2;
const CALLS = 5;

test('a page that is rendered ahead is seen once, in its tab, before it is shown and after', async ({
  unheld,
  world,
  tab,
}) => {
  const ahead = `${world.appOrigin}/ahead`;
  // Opened once: each new page would put the tab behind it, and nothing is rendered ahead for a tab that nobody sees.
  const own = await unheld.openOwnPage();
  await tab.bringToFront();
  const countSends = async (): Promise<number> => (await readReportOn(own)).source.exchanges;
  // A worker that has only just been made hears nothing yet.
  await expect(async () => {
    await tab.goto(`${world.appOrigin}/elsewhere`);
    expect(await countSends()).toBeGreaterThan(0);
  }).toPass({ intervals: [50], timeout: 10_000 });
  const earlierSends = (await countSends()) + DOCUMENTS;
  await tab.goto(`${world.appOrigin}/before`);
  const countTokens = async (): Promise<number> => (await readReportOn(own)).tokens.length;
  await expect.poll(countTokens).toBeGreaterThan(2);
  expect(tab.url()).not.toBe(ahead);

  await tab.evaluate((url) => {
    location.href = url;
  }, ahead);
  const findShown = () => own.evaluate((url) => chrome.tabs.query({ url }), ahead);
  await expect.poll(findShown).toHaveLength(1);
  // Puppeteer gives a page up that it has not met within 100 ms of its being shown. Who comes later meets it like any other.
  const later = await connect({ browserWSEndpoint: unheld.browser.wsEndpoint() });
  const shown = (await later.pages()).find((page) => page.url() === ahead);
  if (shown === undefined) throw new Error('the page that was rendered ahead is not in any tab');
  const navigations = await shown.evaluate(() => JSON.stringify(performance.getEntriesByType('navigation')));
  expect(JSON.parse(navigations)).toMatchObject([{ name: ahead, activationStart: expect.any(Number) }]);
  expect(JSON.parse(navigations)[0].activationStart).toBeGreaterThan(0);
  const load = createLoadPage(shown);
  await load.waitForCalls(CALLS);
  const log = await load.stop();

  // The browser tells the worker of an answer when the page has it already.
  await expect.poll(async () => listDifferences(log, await readReportOn(own), earlierSends, false)).toEqual([]);
  const texts = await own.evaluate(async () => Object.values(await chrome.storage.session.get(null)));
  expect(toArchivedKeys(texts).filter((key) => key.startsWith('context:'))).toEqual(
    (await findShown()).map(({ id }) => `context:tab:${id}`),
  );
});
