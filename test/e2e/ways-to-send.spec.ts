// Every way in which a page sends a token: what the report counts must be what the servers have noted.
import { expect, type Page } from '@playwright/test';
import { openDevtools } from '../support/browser/devtools-window';
import type { ExtensionBrowser } from '../support/browser/launch-extension';
import { askForReport } from '../support/browser/own-page';
import { countNoted, countTold, prepareMeans } from '../support/ways/count-ways';
import type {} from '../support/ways/page/ways';
import { startWays, type WaysWorld } from '../support/ways/start-ways';
import { test as base } from './fixtures';

/** Chrome keeps this header from webRequest. */
const HIDDEN_WITHOUT_DEVTOOLS = ['protocol of a WebSocket'];

const test = base.extend<{ ways: WaysWorld; sender: Page }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off this pattern
  ways: async ({}, use) => {
    const ways = await startWays();
    await use(ways);
    await ways.close();
  },
  sender: async ({ ways, extension: { context } }, use) => {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(ways.appOrigin);
    await use(page);
  },
});

test('counts what webRequest shows of them', async ({ ways, extension, sender }) => {
  const names = await sendInAllWays(sender, ways);
  expect(HIDDEN_WITHOUT_DEVTOOLS.filter((name) => !names.includes(name))).toEqual([]);
  const shown = names.filter((name) => !HIDDEN_WITHOUT_DEVTOOLS.includes(name));
  await expectNoted(extension, ways, shown);
  const told = countTold(HIDDEN_WITHOUT_DEVTOOLS, await askForReport(extension));
  expect(told).toEqual(HIDDEN_WITHOUT_DEVTOOLS.map((name) => [name]));
});

test('counts all of them with DevTools open, each once', async ({ ways, extension, sender }) => {
  await openDevtools({ context: extension.context, inspected: sender, extensionId: extension.extensionId });
  await expectNoted(extension, ways, await sendInAllWays(sender, ways));
});

async function sendInAllWays(page: Page, ways: WaysWorld): Promise<readonly string[]> {
  const names = await page.evaluate(() => window.listWays());
  await page.evaluate((means) => window.sendInWays(means), prepareMeans(names, ways));
  return names;
}

const expectNoted = (extension: ExtensionBrowser, ways: WaysWorld, names: readonly string[]): Promise<void> =>
  expect(async () => expect(countTold(names, await askForReport(extension))).toEqual(countNoted(names, ways))).toPass();
