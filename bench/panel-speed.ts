// How fast the panel is with more in it than anyone should have, in a real Chromium, as it ships (minified).

import type { Browser, CDPSession, Page } from 'playwright';
import type { Observation } from '../src/observation/observation';
import { cutSnapshot } from '../src/publish/snapshot-parts';
import { writeAddress } from '../test/harness/serve-panel';
import { createApp } from '../test/harness/story/app';
import { createStory } from '../test/harness/story/story';
import { type Benchmark, type Row, summarise, writeSpread } from './benchmark';
import { type Crowd, gatherCrowd } from './panel-crowd';
import type {} from './panel-page/main';
import { readStretches, type Stretch, TRACE_CATEGORIES } from './read-trace';
import { withPanel } from './with-panel';

const ROUNDS = 5;
const TICKS = 120;
const TICK_GAP_MS = 60;
const STEPS = 60;
/** Of requests and tokens: none of the crowd has it. */
const FRESH_NUMBER = 90_000_000;
const FRAMES = 240;
const ROW_STEP_PX = 120;
const PAN_STEP_PX = 12;

export const panelBenchmark: Benchmark = {
  name: 'panel',
  about:
    'The panel in Chromium with 10,000 tokens in 2,000 chains and 100,000 presentations; two or three tokens expire every ' +
    'second. A tick is all script that ran from one second to the next. A frame is the time between two animation frames while ' +
    'something moves in each of them. Script and work are processor time of the page\u2019s thread: work is script, style, layout ' +
    'and painting. Where the machine has other work to do, the clock on the wall shows that as well.',
  run: () => withPanel((browser, url) => measure(browser, url, gatherCrowd())),
};

type Opened = { readonly page: Page; readonly session: CDPSession };

async function measure(browser: Browser, url: string, crowd: Crowd): Promise<readonly Row[]> {
  const parts = cutSnapshot(crowd.snapshot);
  const paints: Paint[] = [];
  let opened = await openWith(browser, url, crowd.nowMs, parts);
  paints.push(await timePaint(opened));
  for (let round = 1; round < ROUNDS; round += 1) {
    await opened.page.close();
    opened = await openWith(browser, url, crowd.nowMs, parts);
    paints.push(await timePaint(opened));
  }
  const { page } = opened;
  await page.locator('[aria-label=Lanes] svg').first().waitFor();
  return [
    ...toPaintRows(paints),
    ...(await measureTicks(browser, page)),
    ...(await measureSteps(browser, page, crowd.nowMs)),
    ...(await measureFrames(browser, page)),
  ];
}

async function openWith(
  browser: Browser,
  url: string,
  nowMs: number,
  parts: ReturnType<typeof cutSnapshot>,
): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 700 } });
  await page.goto(writeAddress(url, { now: nowMs, tab: 'none' }));
  await page.locator('[data-state=connected]').waitFor();
  for (const [place, part] of parts.entries()) {
    const unread = { ...part, epoch: 'bench', seq: 1, isLast: place === parts.length - 1 };
    await page.evaluate((text) => globalThis.probe.addPart(JSON.parse(text)), JSON.stringify(unread));
  }
  await page.evaluate(() => globalThis.probe.packSnapshot());
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.collectGarbage');
  return { page, session };
}

type Paint = { readonly wallMs: number; readonly workMs: number };

async function timePaint({ page, session }: Opened): Promise<Paint> {
  const beforeMs = await readThreadMs(session);
  const wallMs = await page.evaluate(() => globalThis.probe.paintSnapshot());
  return { wallMs, workMs: (await readThreadMs(session)) - beforeMs };
}

/** What the page's thread had a processor for so far. */
async function readThreadMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const sec = metrics.find(({ name }) => name === 'ThreadTime')?.value;
  if (sec === undefined) throw new Error('this Chromium does not tell the time of a thread');
  return sec * 1000;
}

/** Seen in a profile of the processor. */
const WHY_LATE =
  'A third of it places and sorts all 10,000 tokens and lays out all 2,000 chains in time, a third draws the rows and lanes that ' +
  'show, and in the rest the browser lays them out and collects garbage.';

function toPaintRows(paints: readonly Paint[]): readonly Row[] {
  const tell = (what: string, values: readonly number[]): Row => {
    const value = summarise(values).median;
    return {
      what,
      figure: `${value.toFixed(0)} ms`,
      spread: writeSpread(values, 0),
      aim: { value, atMost: 150, unit: ' ms', why: WHY_LATE },
    };
  };
  return [
    tell(
      'first useful paint after the snapshot arrived',
      paints.map(({ wallMs }) => wallMs),
    ),
    tell(
      'work until then',
      paints.map(({ workMs }) => workMs),
    ),
  ];
}

async function trace(
  browser: Browser,
  page: Page,
  mark: string,
  run: () => Promise<unknown>,
): Promise<readonly Stretch[]> {
  await browser.startTracing(page, { categories: TRACE_CATEGORIES });
  await run();
  return readStretches((await browser.stopTracing()).toString('utf8'), mark, `${mark}-end`);
}

const readScript = ({ scriptMs }: Stretch): number => scriptMs;
const readWork = ({ taskMs }: Stretch): number => taskMs;

async function measureTicks(browser: Browser, page: Page): Promise<readonly Row[]> {
  const tick = (count: number): Promise<void> =>
    page.evaluate(([passed, gapMs]) => globalThis.probe.tick(passed, gapMs), [count, TICK_GAP_MS] as const);
  await tick(TICKS / 4);
  const scripts = (await trace(browser, page, 'tick', () => tick(TICKS))).map(readScript);
  return [
    toTimeRow('script of one tick', scripts, summarise(scripts).median, 4),
    toTimeRow('script of one tick, 95th percentile', scripts, findPercentile(scripts, 0.95), null),
  ];
}

/** What the panel does for an observation beside all the others; what the engine does for it first is no part of the panel. */
async function measureSteps(browser: Browser, page: Page, nowMs: number): Promise<readonly Row[]> {
  const observations = JSON.stringify(listObservations(nowMs));
  const run = (): Promise<void> => page.evaluate((text) => globalThis.probe.observe(JSON.parse(text)), observations);
  const works = (await trace(browser, page, 'step', run)).map(readWork);
  return [
    toTimeRow('work after one observation, its engine included', works, summarise(works).median, null),
    toTimeRow('95th percentile of these', works, findPercentile(works, 0.95), null),
  ];
}

/** A client that signs in and calls. */
function listObservations(nowMs: number): readonly Observation[] {
  const story = createStory(new Date(nowMs).toISOString().slice(0, 10), FRESH_NUMBER);
  const app = createApp(story, {
    client: 'client-fresh',
    origin: 'https://fresh.shop.dev',
    issuer: 'https://id0.shop.dev',
    api: 'https://api0.shop.dev',
    tab: 7,
    accessSec: 900,
    refreshSec: 8 * 3600,
  });
  app.signIn(nowMs);
  for (let call = 1; call <= STEPS / 2; call += 1) app.call(nowMs + call * 100);
  return story.observations().slice(0, STEPS);
}

const WHY_MISSED = 'Frames were left out; two rows below stands what the panel had to do in the longest of them.';

async function measureFrames(browser: Browser, page: Page): Promise<readonly Row[]> {
  const scroll = (): Promise<readonly number[]> =>
    page.evaluate(([a, b]) => globalThis.probe.scrollTokens(a, b), [FRAMES, ROW_STEP_PX] as const);
  const pan = (): Promise<readonly number[]> =>
    page.evaluate(([a, b]) => globalThis.probe.panTimeline(a, b), [FRAMES, PAN_STEP_PX] as const);
  const tell = async (what: string, move: () => Promise<readonly number[]>): Promise<readonly Row[]> => {
    const frames = await move();
    const works = (await trace(browser, page, 'frame', move)).map(readWork);
    return [
      toTimeRow(`longest frame while ${what}`, frames, Math.max(...frames), 32, WHY_MISSED),
      toTimeRow('95th percentile of these', frames, findPercentile(frames, 0.95), null),
      toTimeRow('work of the longest of them', works, Math.max(...works), 32),
      toTimeRow('work of one of them', works, summarise(works).median, null),
    ];
  };
  return [...(await tell('the token table scrolls', scroll)), ...(await tell('the timeline is panned', pan))];
}

function toTimeRow(
  what: string,
  samples: readonly number[],
  value: number,
  atMost: number | null,
  why: string | null = null,
): Row {
  return {
    what,
    figure: `${value.toFixed(1)} ms`,
    spread: writeSpread(samples, 1).replace('rounds', 'samples'),
    aim: atMost === null ? null : { value, atMost, unit: ' ms', ...(why === null ? {} : { why }) },
  };
}

const findPercentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;
