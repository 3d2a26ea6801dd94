// How long a large HAR file takes in the panel, and whether the panel can be used meanwhile.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { writeAddress } from '../test/harness/serve-panel';
import { type Benchmark, type Row, summarise, writeSpread } from './benchmark';
import { forgeHar } from './forged-har';
import type {} from './panel-page/main';
import { readStretches, type Stretch, TRACE_CATEGORIES } from './read-trace';
import { TRAFFIC_START_MS } from './traffic';
import { withPanel } from './with-panel';

const ROUNDS = 3;
const BYTES = 50 * 2 ** 20;
const LIMIT_MS = 300_000;

export const panelImportBenchmark: Benchmark = {
  name: 'panel-import',
  about:
    'A forged HAR file of 50 MB (3,000 calls and refreshes among scripts, styles, images in base64, JSON and pages) chosen in the ' +
    'panel, from the choice to its tokens on the screen. It is read in a worker; a task is what keeps the page\u2019s own thread ' +
    'from answering the user.',
  run: () => withPanel(measureImports),
};

/** Seen in a profile of the processor. */
const WHY_LONG =
  'It is the first drawing of what the file told: the rows and lanes that show, made and laid out at once.';

type Import = { readonly ms: number; readonly steps: number; readonly stretch: Stretch };

async function measureImports(browser: Browser, url: string): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'token-lifeline-bench-'));
  const path = join(folder, 'session.har');
  forgeHar(path, BYTES);
  const imports: Import[] = [];
  for (let round = 0; round < ROUNDS; round += 1) imports.push(await importFile(browser, url, path));
  await rm(folder, { recursive: true });
  const tell = (what: string, values: readonly number[], unit: string, atMost: number | null): Row => {
    const value = summarise(values).median;
    return {
      what,
      figure: `${value.toFixed(unit === ' s' ? 1 : 0)}${unit}`,
      spread: writeSpread(values, unit === ' s' ? 1 : 0),
      aim: atMost === null ? null : { value, atMost, unit, why: WHY_LONG },
    };
  };
  const pick = (read: (one: Import) => number): readonly number[] => imports.map(read);
  return [
    tell(
      'from the choice of the file to its tokens',
      pick(({ ms }) => ms / 1000),
      ' s',
      null,
    ),
    tell(
      'different states of the progress bar on the way',
      pick(({ steps }) => steps),
      '',
      null,
    ),
    tell(
      'longest task of the page meanwhile, processor time',
      pick(({ stretch }) => stretch.longestTaskMs),
      ' ms',
      50,
    ),
    tell(
      'longest task of the page meanwhile',
      pick(({ stretch }) => stretch.longestWallMs),
      ' ms',
      50,
    ),
    tell(
      'work of the page in all',
      pick(({ stretch }) => stretch.taskMs),
      ' ms',
      null,
    ),
  ];
}

async function importFile(browser: Browser, url: string, path: string): Promise<Import> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 700 } });
  page.setDefaultTimeout(LIMIT_MS);
  await page.goto(writeAddress(url, { now: TRAFFIC_START_MS, tab: 'none' }));
  await page.locator('[data-state=connected]').waitFor();
  await browser.startTracing(page, { categories: TRACE_CATEGORIES });
  await page.evaluate(() => globalThis.probe.watchImport());
  await page.locator('input[type=file]').setInputFiles(path);
  await page.locator('[data-testid=imported]').waitFor();
  const seen = await page.evaluate(() => globalThis.probe.readImport());
  const [stretch] = readStretches((await browser.stopTracing()).toString('utf8'), 'import', 'import-end');
  await page.close();
  if (stretch === undefined) throw new Error('the import left no mark');
  return { ...seen, stretch };
}
