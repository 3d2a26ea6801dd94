// What a page feels: the same fetches with our extension, with one whose listeners do nothing, and with none.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { DISABLED_FEATURES_FLAG } from '../test/support/browser/disabled-features';
import { findOrInstallChromium } from '../test/support/browser/find-chromium.mjs';
import { launchExtension } from '../test/support/browser/launch-extension';
import { type LoopbackServer, openLoopbackServer } from '../test/support/loopback-server';
import { type Benchmark, type Row, summarise, toRatioRow, writeSpread } from './benchmark';
import { readBrowserMs } from './browser-time';
import { writeSkeletonExtension } from './skeleton-extension';
import { forgeToken } from './traffic';

/** Short turns, many of them: what else the machine does then falls on all three alike. */
const FETCHES_PER_TURN = 200;
/** Chrome opens six connections to one server. */
const PARALLEL = 6;
const ROUNDS = 30;
const WARM_UP_ROUNDS = 3;

const PLACES = ['ours', 'skeleton', 'bare'] as const;
type Place = (typeof PLACES)[number];

/** Milliseconds for all fetches. A script of the page itself, because these are a page's fetches. */
const PAGE = `<!doctype html><title>bench</title><script>
async function fetchAll(authorization) {
  let index = 0;
  async function work() {
    while (index < ${FETCHES_PER_TURN}) {
      index += 1;
      const response = await fetch('/api/orders/' + (index % 50), { headers: { authorization } });
      await response.json();
    }
  }
  const startMs = performance.now();
  await Promise.all(Array.from({ length: ${PARALLEL} }, work));
  return performance.now() - startMs;
}
</script>`;

declare global {
  var fetchAll: (authorization: string) => Promise<number>;
}

export const pageBenchmark: Benchmark = {
  name: 'page',
  about:
    `A page makes ${(FETCHES_PER_TURN * ROUNDS).toLocaleString('en')} fetches with a bearer token to a loopback server, six at a time, in three ` +
    'Chromiums side by side: with the built extension, with a skeleton that has the same permissions, listeners and filters ' +
    'but does nothing, and with no extension. They take turns of 200 fetches, each round in another order; every ratio is of one round. ' +
    'Processor time is that of all processes of a browser, so other programs and the wait for a free core do not count.',
  async run() {
    const server = await openLoopbackServer();
    serve(server);
    const skeleton = await writeSkeletonExtension();
    const opened = [
      await openWithExtension({}),
      await openWithExtension({ extensionPath: skeleton }),
      await openBare(),
    ] as const;
    try {
      for (const { page } of opened) await page.goto(server.origin);
      const [ours, bones, bare] = opened;
      return toRows(await measure({ ours, skeleton: bones, bare }));
    } finally {
      for (const { close } of opened) await close();
      await server.close();
      await rm(skeleton, { recursive: true });
    }
  },
};

function serve(server: LoopbackServer): void {
  server.serve((request, response) => {
    const isApi = request.url?.startsWith('/api/') === true;
    const isAllowed = request.headers.authorization?.startsWith('Bearer ') === true;
    response.writeHead(isApi && !isAllowed ? 401 : 200, { 'content-type': isApi ? 'application/json' : 'text/html' });
    response.end(isApi ? '{"items":[1,2,3]}' : PAGE);
  });
}

type Opened = { readonly page: Page; readonly profile: string; readonly close: () => Promise<void> };

async function openWithExtension(options: { extensionPath?: string }): Promise<Opened> {
  const profile = await makeProfile();
  const { context, close } = await launchExtension({ ...options, profile });
  return open(context, profile, close);
}

async function openBare(): Promise<Opened> {
  const profile = await makeProfile();
  const executablePath = await findOrInstallChromium();
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [DISABLED_FEATURES_FLAG, '--disable-gpu'],
  });
  return open(context, profile, () => context.close());
}

const makeProfile = (): Promise<string> => mkdtemp(join(tmpdir(), 'token-lifeline-bench-'));

async function open(context: BrowserContext, profile: string, close: () => Promise<void>): Promise<Opened> {
  return {
    page: context.pages()[0] ?? (await context.newPage()),
    profile,
    close: async () => {
      await close();
      await rm(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Milliseconds of one turn. */
type Turn = { readonly clockMs: number; readonly processorMs: number };
type Round = Readonly<Record<Place, Turn>>;

async function measure(opened: Readonly<Record<Place, Opened>>): Promise<readonly Round[]> {
  const rounds: Round[] = [];
  let before = await readSpent(opened);
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    const clock = { ours: 0, skeleton: 0, bare: 0 };
    for (let turn = 0; turn < PLACES.length; turn += 1) {
      const place = PLACES[(round + turn) % PLACES.length] ?? 'bare';
      const token = forgeToken(0, round, Date.now());
      clock[place] = await opened[place].page.evaluate((header) => globalThis.fetchAll(header), `Bearer ${token}`);
    }
    // Of the round, not of the turn: a browser is not done when its page is.
    const after = await readSpent(opened);
    const toTurn = (place: Place): Turn => ({ clockMs: clock[place], processorMs: after[place] - before[place] });
    if (round >= WARM_UP_ROUNDS)
      rounds.push({ ours: toTurn('ours'), skeleton: toTurn('skeleton'), bare: toTurn('bare') });
    before = after;
  }
  return rounds;
}

async function readSpent(opened: Readonly<Record<Place, Opened>>): Promise<Record<Place, number>> {
  const { ours, skeleton, bare } = opened;
  return {
    ours: await readBrowserMs(ours.profile),
    skeleton: await readBrowserMs(skeleton.profile),
    bare: await readBrowserMs(bare.profile),
  };
}

function toRows(rounds: readonly Round[]): readonly Row[] {
  const toRow = (what: string, place: Place, kind: keyof Turn): Row => {
    const values = rounds.map((round) => round[place][kind] / FETCHES_PER_TURN);
    return { what, figure: `${summarise(values).median.toFixed(2)} ms`, spread: writeSpread(values), aim: null };
  };
  const ratios = (place: Place, kind: keyof Turn): readonly number[] =>
    rounds.map((round) => round.ours[kind] / round[place][kind]);
  return [
    toRow('one fetch with the extension', 'ours', 'clockMs'),
    toRow('one fetch with the skeleton', 'skeleton', 'clockMs'),
    toRow('one fetch without an extension', 'bare', 'clockMs'),
    toRatioRow('extension / skeleton', ratios('skeleton', 'clockMs'), 1.05, WHY_SLOWER),
    { ...toRatioRow('extension / none', ratios('bare', 'clockMs'), 1), aim: null },
    toRow('processor time of one fetch with the extension', 'ours', 'processorMs'),
    toRow('processor time of one fetch with the skeleton', 'skeleton', 'processorMs'),
    { ...toRatioRow('processor time, extension / skeleton', ratios('skeleton', 'processorMs'), 1), aim: null },
  ];
}

const WHY_SLOWER =
  'The page does not wait for the worker, but worker, page, browser and server share the two cores of this machine, and the ' +
  'fetches come as fast as the server can answer: what the worker computes is missing elsewhere.';
