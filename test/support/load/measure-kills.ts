// Without DevTools only webRequest sees the traffic, once: what the browser told a worker that it was ending is gone,
// and a gap says so.
import { expect, type Page, test } from '@playwright/test';
import { tryToKillWorker } from '../browser/kill-worker';
import type { ExtensionBrowser } from '../browser/launch-extension';
import { askForReport, openOwnPage } from '../browser/own-page';
import { countSends, countSendsInGaps, FIRST_LIFETIME_SEC } from './load-log';
import { createLoadPage } from './load-page';
import { PACE, waitForMoment } from './survive-kills';

/**
 * Each kill costs what the browser tells a worker that it is about to end: at this pace a send or two, on a busy machine
 * more.
 */
const MAX_LOST_PER_KILL = 3;

export async function measureKillsWithoutDevtools(
  extension: ExtensionBrowser,
  page: Page,
  kills: number,
): Promise<void> {
  const own = await openOwnPage(extension);
  const earlierSends = (await askForReport(extension)).source.exchanges;
  const load = createLoadPage(page);
  await load.start(PACE);
  let killed = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    await expect(own.getByTestId('panel')).toHaveAttribute('data-state', 'connected');
    await waitForMoment(kill, load);
    if (await tryToKillWorker(extension)) killed += 1;
  }
  const log = await load.stop();

  const report = await askForReport(extension);
  const lost = countSends(log) + earlierSends - report.source.exchanges;
  const inGaps = countSendsInGaps(log, report);
  const said = `${killed} kills, ${countSends(log)} sends, ${lost} of them lost, ${inGaps} in the ${report.source.gaps.length} gaps`;
  test.info().annotations.push({ type: 'measured', description: said });
  process.stdout.write(`    ${said}\n`);
  expect(log.failures).toEqual([]);
  expect(lost, 'lost, of those that were sent in gaps').toBeLessThanOrEqual(inGaps);
  expect(lost).toBeLessThanOrEqual(killed * MAX_LOST_PER_KILL);
  expect(report.source.gaps.map(({ reason }) => reason)).toContainEqual(expect.stringMatching(/worker was killed/));
  for (const { role, lifetimeSeconds, presentations } of report.tokens) {
    if (role !== 'access') continue;
    const generation = Number(lifetimeSeconds) - FIRST_LIFETIME_SEC;
    expect(presentations, `calls with generation ${generation}`).toBeLessThanOrEqual(log.calls[generation] ?? 0);
  }
}
