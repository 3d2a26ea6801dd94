// How fast the panel is with more in it than anyone should have, in a real Chromium, as it ships (minified).

import type { Browser, Page } from 'playwright';
import { cutSnapshot } from '../src/publish/snapshot-parts';
import { writeAddress } from '../test/harness/serve-panel';
import { type Benchmark, type Row, summarise, writeSpread } from './benchmark';
import { type Crowd, gatherCrowd } from './panel-crowd';
import type {} from './panel-page/main';
import { readStretches, TRACE_CATEGORIES } from './read-trace';
import { withPanel } from './with-panel';

const ROUNDS = 5;
const TICKS = 120;
const TICK_GAP_MS = 60;
const FRAMES = 240;
const ROW_STEP_PX = 120;
const PAN_STEP_PX = 12;

export const panelBenchmark: Benchmark = {
  name: 'panel',
  about:
    'The panel in Chromium with 10,000 tokens in 2,000 chains and 100,000 presentations; two or three tokens expire every ' +
    'second. A tick is all script that ran from one second to the next, in processor time by trace. A frame is the time between two animation ' +
    'frames while something moves in each of them.',
  run: () => withPanel((browser, url) => measure(browser, url, gatherCrowd())),
};

async function measure(browser: Browser, url: string, crowd: Crowd): Promise<readonly Row[]> {
  const paints: number[] = [];
  let page = await openWith(browser, url, crowd);
  paints.push(await page.evaluate(() => globalThis.probe.paintSnapshot()));
  for (let round = 1; round < ROUNDS; round += 1) {
    await page.close();
    page = await openWith(browser, url, crowd);
    paints.push(await page.evaluate(() => globalThis.probe.paintSnapshot()));
  }
  await page.locator('[aria-label=Lanes] svg').first().waitFor();
  return [toPaintRow(paints), ...(await measureTicks(browser, page)), ...(await measureFrames(page))];
}

async function openWith(browser: Browser, url: string, { nowMs, snapshot }: Crowd): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 700 } });
  await page.goto(writeAddress(url, { now: nowMs, tab: 'none' }));
  await page.locator('[data-state=connected]').waitFor();
  const parts = cutSnapshot(snapshot);
  for (const [place, part] of parts.entries()) {
    const unread = { ...part, epoch: 'bench', seq: 1, isLast: place === parts.length - 1 };
    await page.evaluate((text) => globalThis.probe.addPart(JSON.parse(text)), JSON.stringify(unread));
  }
  return page;
}

function toPaintRow(paints: readonly number[]): Row {
  const value = summarise(paints).median;
  return {
    what: 'first useful paint after the snapshot arrived',
    figure: `${value.toFixed(0)} ms`,
    spread: writeSpread(paints, 0),
    aim: { value, atMost: 150, unit: ' ms' },
  };
}

async function measureTicks(browser: Browser, page: Page): Promise<readonly Row[]> {
  await page.evaluate(([count, gapMs]) => globalThis.probe.tick(count, gapMs), [TICKS / 4, TICK_GAP_MS] as const);
  await browser.startTracing(page, { categories: TRACE_CATEGORIES });
  await page.evaluate(([count, gapMs]) => globalThis.probe.tick(count, gapMs), [TICKS, TICK_GAP_MS] as const);
  const trace = await browser.stopTracing();
  const scripts = readStretches(trace.toString('utf8'), 'tick', 'tick-end').map(({ scriptMs }) => scriptMs);
  return [
    toTimeRow('script of one tick', scripts, summarise(scripts).median, 4),
    toTimeRow('script of one tick, 95th percentile', scripts, findPercentile(scripts, 0.95), null),
  ];
}

async function measureFrames(page: Page): Promise<readonly Row[]> {
  const scroll = await page.evaluate(([a, b]) => globalThis.probe.scrollTokens(a, b), [FRAMES, ROW_STEP_PX] as const);
  const pan = await page.evaluate(([a, b]) => globalThis.probe.panTimeline(a, b), [FRAMES, PAN_STEP_PX] as const);
  return [
    toTimeRow('longest frame while the token table scrolls', scroll, Math.max(...scroll), 32),
    toTimeRow('95th percentile of these', scroll, findPercentile(scroll, 0.95), null),
    toTimeRow('longest frame while the timeline is panned', pan, Math.max(...pan), 32),
    toTimeRow('95th percentile of these', pan, findPercentile(pan, 0.95), null),
  ];
}

function toTimeRow(what: string, samples: readonly number[], value: number, atMost: number | null): Row {
  return {
    what,
    figure: `${value.toFixed(1)} ms`,
    spread: writeSpread(samples, 1).replace('rounds', 'samples'),
    aim: atMost === null ? null : { value, atMost, unit: ' ms' },
  };
}

const findPercentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;
