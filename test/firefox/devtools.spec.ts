// The panel in Firefox's own DevTools: answer bodies are read there, and Firefox stops a background that has nothing to do.
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { countSends, listDifferences } from '../support/load/load-log';
import { parseReport } from '../support/report';
import { makeTraffic, readReport, test } from './fixtures';

/** The load of the page itself. */
const OWN_LOAD = 1;

test('reads answer bodies: each send, token, refresh and chain is there once', async ({ firefox, world }) => {
  const own = await firefox.openOwnPage();
  const page = await firefox.browser.newPage();
  await page.goto(world.appOrigin);
  const toolbox = await firefox.openToolbox(world.appOrigin);
  await expect.poll(() => toolbox.readText('status-bar')).toContain('Answer bodies: this tab');

  const log = await makeTraffic(page);
  await expect.poll(async () => listDifferences(log, await readReport(own), OWN_LOAD)).toEqual([]);
  await expect.poll(() => toolbox.readText('countdown')).toMatch(/^\d\d:\d\d$/);
  expect(await toolbox.readText('status-bar')).toContain(`${countSends(log) + OWN_LOAD} requests`);

  await toolbox.close();
  const bar = () => own.evaluate(() => document.querySelector('[data-testid="status-bar"]')?.textContent);
  await expect.poll(bar, { message: 'it says that bodies are no longer read' }).toContain('Answer bodies: none');
});

test('goes on reading when the tab goes to another site, and in the colours of DevTools', async ({
  firefox,
  world,
}) => {
  const own = await firefox.openOwnPage();
  const page = await firefox.browser.newPage();
  await page.goto(`${world.appOrigin.replace('localhost', '127.0.0.1')}/elsewhere`);
  await firefox.setPreferences({ 'devtools.theme': 'dark' });
  const toolbox = await firefox.openToolbox('http://127.0.0.1');
  await expect.poll(() => toolbox.readText('status-bar')).toContain('Answer bodies: this tab');
  expect(await toolbox.readTheme()).toBe('dark');
  await firefox.setPreferences({ 'devtools.theme': 'light' });
  await expect.poll(() => toolbox.readTheme()).toBe('light');
  const { exchanges } = (await readReport(own)).source;

  await page.goto(world.appOrigin);
  const log = await makeTraffic(page);
  await expect.poll(async () => listDifferences(log, await readReport(own), exchanges + OWN_LOAD)).toEqual([]);
});

test('saves a report as a file', async ({ firefox, world }, { outputDir }) => {
  await mkdir(outputDir, { recursive: true });
  await firefox.setPreferences({ 'browser.download.folderList': 2, 'browser.download.dir': outputDir });
  const page = await firefox.browser.newPage();
  await page.goto(world.appOrigin);
  const toolbox = await firefox.openToolbox(world.appOrigin);
  await expect.poll(() => toolbox.readText('status-bar')).toContain('Answer bodies: this tab');
  const log = await makeTraffic(page);
  const tokens = 2 * (log.refreshes + 1);
  await expect.poll(() => toolbox.readText('panel'), { message: 'all bodies are read' }).toContain(`Tokens${tokens}`);
  await toolbox.click('Export');
  await expect.poll(() => toolbox.click('JSON').then(() => true, String)).toBe(true);
  await expect.poll(() => readdir(outputDir)).toEqual([expect.stringMatching(/^token-lifeline-[\d-]+\.json$/)]);
  const [name = ''] = await readdir(outputDir);
  expect(listDifferences(log, parseReport(await readFile(join(outputDir, name), 'utf8')), OWN_LOAD)).toEqual([]);
});

test('loses nothing when Firefox stops a background that has had nothing to do', async ({ firefox, world }) => {
  test.setTimeout(120_000);
  const own = await firefox.openOwnPage();
  const page = await firefox.browser.newPage();
  await page.goto(world.appOrigin);
  const toolbox = await firefox.openToolbox(world.appOrigin);
  await expect.poll(() => toolbox.readText('status-bar')).toContain('Answer bodies: this tab');
  await makeTraffic(page);
  await firefox.waitForIdleStop();

  const log = await makeTraffic(page);
  await expect.poll(async () => listDifferences(log, await readReport(own), OWN_LOAD)).toEqual([]);
  expect((await readReport(own)).source.gaps).toEqual([]);
  expect(await toolbox.readText('status-bar')).toContain(`${countSends(log) + OWN_LOAD} requests`);
});
