// Every way in which a page sends a token: what the report counts must be what the servers have noted.
import { expect, type Page } from '@playwright/test';
import { openDevtools } from '../support/browser/devtools-window';
import type { ExtensionBrowser } from '../support/browser/launch-extension';
import { askForReport } from '../support/browser/own-page';
import { nameClient, sendInAllWays } from '../support/ways/send-in-all-ways';
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
  await expect(async () => expect(await readCounts(extension, shown)).toEqual(noted(ways, shown))).toPass();
  expect(await readCounts(extension, HIDDEN_WITHOUT_DEVTOOLS)).toEqual(HIDDEN_WITHOUT_DEVTOOLS.map((name) => [name]));
});

test('counts all of them with DevTools open, each once', async ({ ways, extension, sender }) => {
  await openDevtools({ context: extension.context, inspected: sender, extensionId: extension.extensionId });
  const names = await sendInAllWays(sender, ways);
  await expect(async () => expect(await readCounts(extension, names)).toEqual(noted(ways, names))).toPass();
});

type Count = readonly [way: string, came?: number, accepted?: number];

const noted = (ways: WaysWorld, names: readonly string[]): readonly Count[] =>
  names.map((name) => {
    const { came, accepted } = ways.countArrivals().get(nameClient(name)) ?? { came: 0, accepted: 0 };
    return [name, came, accepted];
  });

async function readCounts(extension: ExtensionBrowser, names: readonly string[]): Promise<readonly Count[]> {
  const { tokens } = await askForReport(extension);
  return names.map((name) => {
    const token = tokens.find(({ clientId }) => clientId === nameClient(name));
    return token === undefined ? [name] : [name, token.presentations, token.accepted];
  });
}
