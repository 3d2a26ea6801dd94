// How long a worker needs that the browser had ended: until it listens again, and until it knows again what it knew.

import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluateIn, withExtensionTargets } from '../test/support/browser/extension-targets';
import { killWorker } from '../test/support/browser/kill-worker';
import { BUILT_EXTENSION, type ExtensionBrowser, launchExtension } from '../test/support/browser/launch-extension';
import { openLoopbackServer } from '../test/support/loopback-server';
import { type Benchmark, type Row, summarise, writeSpread } from './benchmark';
import { buildModule } from './build-module';

type Measurements = typeof import('./full-archive');

const STARTS = 15;
const HYDRATIONS = 15;
const PATIENCE_MS = 30_000;
/** Statically imported modules have run when the importing one goes on: by then all listeners are there. */
const MARK = '\nglobalThis.listeningMs = performance.now();\n';
const READ_MARK = `new Promise((resolve) => {
  const tell = () => resolve({ bornMs: performance.timeOrigin, listeningMs: globalThis.listeningMs });
  const look = () => (globalThis.listeningMs === undefined ? setTimeout(look, 1) : tell());
  look();
})`;
type Start = { readonly bornMs: number; readonly listeningMs: number };

/** Asks again and again: what is asked while the old worker is still dying wakes no new one. */
const ASKING_PAGE = "<!doctype html><title>bench</title><script>setInterval(() => fetch('/again'), 100)</script>";

export const workerBenchmark: Benchmark = {
  name: 'worker',
  about:
    'The built extension in Chromium, its worker killed and woken by a request of a page: from the start of the worker ' +
    '(its time origin) until the last listener is registered. And, in Node with an archive in memory, from the opening of a ' +
    'session until everything of a full archive is parsed, checked and in its place.',
  run: async () => [toRow('worker start until listening', await measureStarts()), ...(await measureHydrations())],
};

async function measureStarts(): Promise<readonly number[]> {
  const extensionPath = join(await mkdtemp(join(tmpdir(), 'token-lifeline-start-')), 'extension');
  await cp(BUILT_EXTENSION, extensionPath, { recursive: true });
  await appendFile(join(extensionPath, 'service-worker-loader.js'), MARK);
  const server = await openLoopbackServer();
  server.serve((_, response) => void response.end(ASKING_PAGE));
  const extension = await launchExtension({ extensionPath });
  try {
    const page = extension.context.pages()[0] ?? (await extension.context.newPage());
    await page.goto(server.origin);
    const starts: Start[] = [await readStart(extension, 0)];
    while (starts.length <= STARTS) {
      await killWorker(extension);
      starts.push(await readStart(extension, starts.at(-1)?.bornMs ?? 0));
    }
    return starts.slice(1).map(({ listeningMs }) => listeningMs);
  } finally {
    await extension.close();
    await server.close();
    await rm(extensionPath, { recursive: true });
  }
}

/** Of the first worker born after `afterMs`. Playwright does not tell of a worker that comes back, so it is asked for until it is there. */
async function readStart(extension: ExtensionBrowser, afterMs: number): Promise<Start> {
  for (const deadlineMs = performance.now() + PATIENCE_MS; performance.now() < deadlineMs; ) {
    const start = await withExtensionTargets(extension, async (targets) => {
      const worker = targets.find(({ name }) => name === 'worker');
      return worker === undefined ? null : evaluateIn<Start>(worker, READ_MARK);
    }).catch(() => null); // It died while it was asked.
    if (start !== null && start.bornMs > afterMs) return start;
  }
  throw new Error('The worker did not come back');
}

async function measureHydrations(): Promise<readonly Row[]> {
  const { measureHydration }: Measurements = await import(await buildModule('./full-archive.ts'));
  const { entries, megabytes, milliseconds } = await measureHydration(HYDRATIONS);
  const what = `a full archive (${entries.toLocaleString('en')} entries, ${megabytes.toFixed(1)} MB) back in memory`;
  return [toRow(what, milliseconds)];
}

const toRow = (what: string, values: readonly number[]): Row => ({
  what,
  figure: `${summarise(values).median.toFixed(0)} ms`,
  spread: writeSpread(values, 0),
  aim: null,
});
