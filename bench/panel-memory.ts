// Does the panel's memory grow in an hour of steady traffic, once everything that is bounded is full?

import type { Browser, CDPSession } from 'playwright';
import { createNormaliser } from '../src/normalise/normaliser';
import type { Observation } from '../src/observation/observation';
import { writeAddress } from '../test/harness/serve-panel';
import type { Benchmark, Row } from './benchmark';
import type {} from './panel-page/main';
import { createTraffic, TRAFFIC_START_MS } from './traffic';
import { withPanel } from './with-panel';

const CLIENTS = 50;
/** Tokens come and go faster than in life, so that the bounds are reached before the hour begins. */
const PACE = { callsPerToken: 5, tokenUseMs: 25_000 };
const EXCHANGES_PER_SECOND = (CLIENTS * PACE.callsPerToken * 1000) / PACE.tokenUseMs;
const HOUR_SEC = 3600;
/** A chain's 256 credentials, the last bound that is reached, take 256 tokens of 25 s. */
const FILL_SEC = 2 * HOUR_SEC;
const CHUNK_SEC = 30;
const MEGABYTE = 2 ** 20;

export const panelMemoryBenchmark: Benchmark = {
  name: 'panel-memory',
  about:
    'The panel in Chromium through an hour of its clock with 20 observations in each second, after two hours that fill all ' +
    'bounds and in which the token table was left and opened again. The heap is that of the page, worker included, after a forced collection.',
  run: () => withPanel(measureHour),
};

async function measureHour(browser: Browser, url: string): Promise<readonly Row[]> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 700 } });
  await page.goto(writeAddress(url, { now: TRAFFIC_START_MS, tab: 'none' }));
  await page.locator('[data-state=connected]').waitFor();
  const session = await page.context().newCDPSession(page);
  const nextSecond = createSeconds();
  const pass = async (seconds: number): Promise<number> => {
    for (let passed = 0; passed < seconds; passed += CHUNK_SEC) {
      const chunk = Array.from({ length: CHUNK_SEC }, nextSecond);
      await page.evaluate((text) => globalThis.probe.live(JSON.parse(text)), JSON.stringify(chunk));
    }
    return readHeap(session);
  };
  await pass(FILL_SEC / 2);
  // What is drawn with all its rows at once, and then again and again, is kept otherwise than what grew from nothing.
  for (const tab of ['Timeline', 'Tokens']) await page.getByRole('tab', { name: tab }).click();
  const start = await pass(FILL_SEC / 2);
  const quarter = await pass(HOUR_SEC / 4);
  const half = await pass(HOUR_SEC / 4);
  const full = await pass(HOUR_SEC / 2);
  const tell = (what: string, bytes: number): Row => ({
    what,
    figure: `${(bytes / MEGABYTE).toFixed(1)} MB`,
    spread: '',
    aim: null,
  });
  const growth = full / quarter;
  return [
    tell('heap before the hour', start),
    tell('heap after a quarter', quarter),
    tell('heap after half', half),
    tell('heap after the hour (72,000 observations)', full),
    {
      what: 'heap after the hour to heap after a quarter',
      figure: growth.toFixed(3),
      spread: '',
      aim: { value: growth, atMost: 1.05 },
    },
  ];
}

/** What the sensors would hand on, second by second. */
function createSeconds(): () => readonly Observation[] {
  const normaliser = createNormaliser('5f'.repeat(32));
  const exchangeAt = createTraffic(CLIENTS, PACE);
  let index = 0;
  return () => {
    const end = index + EXCHANGES_PER_SECOND;
    const observations: Observation[] = [];
    for (; index < end; index += 1) {
      const { request, answer } = exchangeAt(index);
      observations.push(normaliser.normaliseRequest(request), normaliser.normaliseAnswer(answer));
    }
    return observations;
  };
}

async function readHeap(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}
