// What happens to pages, tabs, the extension and the browser, and what of the session is there afterwards.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { killWorker } from '../support/browser/kill-worker';
import { type ExtensionBrowser, launchExtension } from '../support/browser/launch-extension';
import { askForReport, listArchived, openOwnPage } from '../support/browser/own-page';
import { createLoadPage } from '../support/load/load-page';
import { type LoadWorld, startLoad } from '../support/load/start-load';

const CALLS = 5;

interface Lifecycle {
  world: LoadWorld;
  extension: ExtensionBrowser;
}

const test = base.extend<Lifecycle>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off this pattern
  world: async ({}, use) => {
    const world = await startLoad();
    await use(world);
    await world.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off this pattern
  extension: async ({}, use) => {
    const extension = await launchExtension({ withoutFlags: ['--disable-back-forward-cache'] });
    await use(extension);
    await extension.close();
  },
});

/** A page that has signed in and called the API a few times. */
async function openCaller({ context }: ExtensionBrowser, world: LoadWorld): Promise<Page> {
  const page = await context.newPage();
  await page.goto(world.appOrigin);
  await callSome(page);
  return page;
}

async function callSome(page: Page): Promise<void> {
  const load = createLoadPage(page);
  await load.start({ callsPerSec: 50, refreshEveryMs: 60_000 });
  await load.waitForCalls(CALLS);
  expect((await load.stop()).failures).toEqual([]);
}

async function countTokens(extension: ExtensionBrowser): Promise<number> {
  return (await askForReport(extension)).tokens.filter(({ role }) => role === 'access').length;
}

test('a page that navigates away and comes back leaves nothing behind but what it did', async ({
  extension,
  world,
}) => {
  const page = await openCaller(extension, world);
  await page.goto(`${world.appOrigin}/elsewhere`);
  await expect.poll(() => countTokens(extension)).toBe(1);
  await page.goto(world.appOrigin);
  await callSome(page);
  await expect.poll(() => countTokens(extension)).toBe(2);
});

test('a tab that closes takes its context with it, and none of its tokens', async ({ extension, world }) => {
  const page = await openCaller(extension, world);
  const listContexts = async (): Promise<string[]> =>
    (await listArchived(extension)).filter((key) => key.startsWith('context:tab:'));
  await expect.poll(listContexts).toHaveLength(1);
  await page.close();
  await expect.poll(listContexts).toEqual([]);
  expect(await countTokens(extension)).toBe(1);
});

test('a page comes back out of the back/forward cache, also after the worker was stopped', async ({
  extension,
  world,
}) => {
  const page = await openCaller(extension, world);
  await page.goto(`${world.appOrigin}/elsewhere`);
  await page.evaluate(() => history.back());
  await expect.poll(world.listReturns).toEqual(['from the cache']);
  await page.goto(`${world.appOrigin}/elsewhere`);
  await killWorker(extension);
  await page.evaluate(() => history.back());
  await expect.poll(world.listReturns).toEqual(['from the cache', 'from the cache']);
  expect(await countTokens(extension)).toBe(1);
});

test('a browser that is started again starts with nothing, and the panel says why', async ({ world }) => {
  const profile = await mkdtemp(join(tmpdir(), 'token-lifeline-'));
  const before = await launchExtension({ profile });
  await openCaller(before, world);
  expect(await countTokens(before)).toBe(1);
  await before.close();
  const after = await launchExtension({ profile });
  const panel = await openOwnPage(after);
  await expect(panel.getByRole('grid', { name: 'Tokens' })).toContainText('Nothing is kept on disk');
  expect(await countTokens(after)).toBe(0);
  await after.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 3 });
});
