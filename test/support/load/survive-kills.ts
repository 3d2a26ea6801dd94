// Kills the worker again and again under traffic, and holds what the extension knows afterwards against the page's own log.
import { expect, type Page } from '@playwright/test';
import { createPanelPage } from '../../e2e/panel-page';
import { openDevtools } from '../browser/devtools-window';
import { killWorker, tryToKillWorker } from '../browser/kill-worker';
import type { ExtensionBrowser } from '../browser/launch-extension';
import { listDifferences } from './load-log';
import { createLoadPage, type Load } from './load-page';

export const PACE = { callsPerSec: 50, refreshEveryMs: 1000 };
/** Up to half a second of traffic. */
const MAX_CALLS_BETWEEN = 25;

/**
 * A third of the kills each: right behind the answer of a refresh, before it can have been written; in the midst of calls;
 * and soon after the kill before, while the worker that it woke is starting.
 */
export async function waitForMoment(kill: number, load: Load): Promise<void> {
  if (kill % 3 === 0) return load.waitForRefresh();
  const spread = (kill * 0.618) % 1;
  await load.waitForCalls(kill % 3 === 1 ? Math.ceil(spread * MAX_CALLS_BETWEEN) : Math.ceil(spread * 3));
}

/** `page` shows the load page; it is opened in DevTools here. */
export async function surviveKills(extension: ExtensionBrowser, page: Page, kills: number): Promise<void> {
  const devtools = await openDevtools({ ...extension, inspected: page });
  const panel = createPanelPage(devtools);
  const document = devtools.panel.locator('html');
  await expect(panel.root).toHaveAttribute('data-state', 'connected');
  await document.evaluate((html) => html.setAttribute('data-same-document', ''));
  const earlierSends = (await panel.report()).source.exchanges;
  const load = createLoadPage(page);
  await load.start(PACE);
  for (let kill = 0; kill < kills; kill += 1) {
    await waitForMoment(kill, load);
    if (kill % 3 === 2) {
      // The kill before was just now: the worker may not be there yet.
      await tryToKillWorker(extension);
    } else await killWorker(extension);
    if (kill % 3 !== 1) await expect(panel.root).toHaveAttribute('data-state', 'connected');
  }
  const log = await load.stop();
  await expect.poll(async () => listDifferences(log, await panel.report(), earlierSends)).toEqual([]);
  await expect(document).toHaveAttribute('data-same-document', '');
  await expect(panel.statusBar).toContainText('0 faults');
}
