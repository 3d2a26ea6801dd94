// The browser stops a worker that had nothing to do for half a minute; the next request, or the panel, wakes it again.
import { expect } from '@playwright/test';
import { test } from '../e2e/unheld-fixtures';
import { type LoadLog, listDifferences } from '../support/load/load-log';
import { createLoadPage, type Load } from '../support/load/load-page';
import { PACE } from '../support/load/survive-kills';

/** The browser's limit is 30 seconds without an event. */
const STOP = { timeout: 90_000, intervals: [500] };
const CALLS = 60;

async function makeTraffic(load: Load): Promise<LoadLog> {
  await load.start(PACE);
  await load.waitForCalls(CALLS);
  return load.stop();
}

test('a worker that stopped for being idle is woken by the next request, which is there with all before it, once', async ({
  unheld,
  world,
  tab,
}) => {
  await tab.goto(world.appOrigin);
  const load = createLoadPage(tab);
  const earlierSends = (await unheld.askForReport()).source.exchanges;
  await makeTraffic(load);
  await expect.poll(unheld.findWorkerId, STOP).toBeUndefined();
  const log = await makeTraffic(load);
  // The browser tells the worker of an answer when the page has it already.
  await expect.poll(async () => listDifferences(log, await unheld.askForReport(), earlierSends, false)).toEqual([]);
  expect((await unheld.askForReport()).source.gaps).toEqual([]);
});

test('the panel in DevTools resumes by itself when its worker stopped for being idle, without a reload', async ({
  unheld,
  world,
  tab,
}) => {
  await tab.goto(world.appOrigin);
  const load = createLoadPage(tab);
  const panel = await unheld.openPanel(tab);
  const readState = (): Promise<string | null | undefined> =>
    panel.evaluate(() => document.querySelector('[data-testid="panel"]')?.getAttribute('data-state'));
  await expect.poll(readState).toBe('connected');
  const earlierSends = (await unheld.askForReport()).source.exchanges;
  await makeTraffic(load);
  const states = await panel.evaluateHandle(() => {
    const seen: (string | null)[] = [];
    const root = document.querySelector('[data-testid="panel"]');
    if (root === null) throw new Error('The page shows no panel');
    new MutationObserver(() => seen.push(root.getAttribute('data-state'))).observe(root, {
      attributeFilter: ['data-state'],
    });
    return seen;
  });
  // The observer would be gone with its document.
  const listFirst = async () => (await states.jsonValue()).slice(0, 3);
  await expect.poll(listFirst, STOP).toEqual(['disconnected', 'connecting', 'connected']);
  const log = await makeTraffic(load);
  await expect.poll(async () => listDifferences(log, await unheld.askForReport(), earlierSends)).toEqual([]);
  const { exchanges, gaps } = (await unheld.askForReport()).source;
  expect(gaps).toEqual([]);
  const readStatus = (): Promise<string | null | undefined> =>
    panel.evaluate(() => document.querySelector('[data-testid="status-bar"]')?.textContent);
  await expect.poll(readStatus).toContain(`${exchanges} requests`);
  expect(await readStatus()).toContain('0 faults');
});
