// A real private window: what is done there and what is done elsewhere never mix, and nothing of it is left behind.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { allowInPrivateWindows } from '../support/browser/extension-settings';
import { killWorker } from '../support/browser/kill-worker';
import { type ExtensionBrowser, launchExtension } from '../support/browser/launch-extension';
import { openOwnPage } from '../support/browser/own-page';
import { openOwnPrivatePage, openPrivateWindow } from '../support/browser/private-window';
import { countSends } from '../support/load/load-log';
import { createLoadPage } from '../support/load/load-page';
import { type LoadWorld, startLoad } from '../support/load/start-load';
import { readReport, readReportText } from '../support/report';

interface PrivateWindows {
  openWorld: LoadWorld;
  hiddenWorld: LoadWorld;
  profile: string;
  extension: ExtensionBrowser;
}

// biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off this pattern
const world = async ({}, use: (world: LoadWorld) => Promise<void>): Promise<void> => {
  const started = await startLoad();
  await use(started);
  await started.close();
};

const test = base.extend<PrivateWindows>({
  openWorld: world,
  hiddenWorld: world,
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off this pattern
  profile: async ({}, use) => {
    const profile = await mkdtemp(join(tmpdir(), 'token-lifeline-'));
    await use(profile);
    await rm(profile, { recursive: true, force: true, maxRetries: 3 });
  },
  extension: async ({ profile }, use) => {
    const extension = await launchExtension({ profile });
    await allowInPrivateWindows(extension);
    await use(extension);
    await extension.close();
  },
});

const readSessionStorage = (own: Page): Promise<string> =>
  own.evaluate(async () => JSON.stringify(await chrome.storage.session.get(null)));

const listAccessTokens = async (own: Page) =>
  (await readReport(own.locator('html'))).tokens.filter(({ role }) => role === 'access');

/** Signs in, calls the API and refreshes; its instance must have seen all of it once, and nothing else. */
async function act(page: Page, own: Page): Promise<void> {
  const { exchanges } = (await readReport(own.locator('html'))).source;
  const load = createLoadPage(page);
  await load.start({ callsPerSec: 50, refreshEveryMs: 200 });
  await load.waitForCalls(10);
  await load.waitForRefresh();
  const log = await load.stop();
  await expect
    .poll(async () => {
      const { source, tokens, refreshes } = await readReport(own.locator('html'));
      const uses = tokens.filter(({ role }) => role === 'access').map(({ presentations }) => presentations);
      return { sends: source.exchanges - exchanges, uses, refreshes: refreshes.length };
    })
    .toEqual({ sends: countSends(log), uses: log.calls.filter((count) => count > 0), refreshes: log.refreshes });
}

/** The last observation that the instance of private windows has written to its archive. */
const readSavedSeq = (own: Page): Promise<string> =>
  own.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('session', 1);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction('entries').objectStore('entries').get('meta');
          reading.onerror = () => reject(reading.error);
          reading.onsuccess = () => {
            opening.result.close();
            resolve(String(JSON.parse(reading.result).seq));
          };
        };
      }),
  );

async function findInFiles(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found = await Promise.all(paths.map(async (path) => ((await readFile(path)).includes(text) ? [path] : [])));
  return found.flat();
}

test('private and normal windows never mix, and a private one leaves nothing behind', async ({
  extension,
  openWorld,
  hiddenWorld,
  profile,
}) => {
  const own = await openOwnPage(extension);
  const normal = await extension.context.newPage();
  await normal.goto(openWorld.appOrigin);
  const hidden = await openPrivateWindow(extension, hiddenWorld.appOrigin);
  const hiddenOwn = await openOwnPrivatePage(extension, hidden);
  await act(normal, own);
  await act(hidden, hiddenOwn);

  for (const told of [await readReportText(own.locator('html')), await readSessionStorage(own)]) {
    expect(told).toContain(openWorld.apiOrigin);
    for (const origin of [hiddenWorld.appOrigin, hiddenWorld.apiOrigin]) expect(told).not.toContain(origin);
  }
  const toldHidden = await readReportText(hiddenOwn.locator('html'));
  expect(toldHidden).toContain(hiddenWorld.apiOrigin);
  for (const origin of [openWorld.appOrigin, openWorld.apiOrigin]) expect(toldHidden).not.toContain(origin);

  await hiddenOwn.close();
  await hidden.close();
  await expect.poll(() => extension.context.serviceWorkers().length).toBe(1);
  expect(await readSessionStorage(own)).not.toContain(hiddenWorld.appOrigin);
  const later = await openPrivateWindow(extension, `${hiddenWorld.appOrigin}/elsewhere`);
  const laterOwn = await openOwnPrivatePage(extension, later);
  expect(await listAccessTokens(laterOwn)).toEqual([]);
  await laterOwn.close();
  await later.close();
  await extension.context.close();
  expect(await findInFiles(profile, hiddenWorld.appOrigin)).toEqual([]);
  // Its values may be packed in a file: there must be no file of a database.
  expect(
    (await readdir(join(profile, 'Default'), { recursive: true })).filter((path) => path.includes('IndexedDB/')),
  ).toEqual([]);
});

test('what a private window did is known after its worker was killed', async ({ extension, hiddenWorld }) => {
  const hidden = await openPrivateWindow(extension, hiddenWorld.appOrigin);
  const own = await openOwnPrivatePage(extension, hidden);
  await act(hidden, own);
  const before = await listAccessTokens(own);
  // Without DevTools, what is not yet written dies with the worker.
  await expect
    .poll(async () => (await readSavedSeq(own)) === (await own.getByTestId('panel').getAttribute('data-applied-seq')))
    .toBe(true);
  await killWorker(extension, 'private');
  expect(await listAccessTokens(own)).toEqual(before);
});
