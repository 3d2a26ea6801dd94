// `npm run bench`: measures what the tool costs and writes bench/RESULTS.md. Not a test: nothing here fails.

import { readFile, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import type { Benchmark } from './benchmark';
import { sizeBenchmark } from './build-size';
import { dayBenchmark } from './day';
import { harBenchmark } from './har-file';
import { describeCommit, describeMachine } from './machine';
import { observationBenchmark } from './observation';
import { pageBenchmark } from './page-cost';
import { panelImportBenchmark } from './panel-import';
import { panelMemoryBenchmark } from './panel-memory';
import { panelBenchmark } from './panel-speed';
import { replaceSection, writeLines } from './results-file';
import { workerBenchmark } from './worker-start';

/** Each benchmark is a module of its own; this is the only list of them. */
const BENCHMARKS: readonly Benchmark[] = [
  observationBenchmark,
  harBenchmark,
  dayBenchmark,
  pageBenchmark,
  workerBenchmark,
  sizeBenchmark,
  panelBenchmark,
  panelMemoryBenchmark,
  panelImportBenchmark,
];
const RESULTS = new URL('./RESULTS.md', import.meta.url);

/** How many processes wanted a processor in the last minute, on average. */
const readLoad = (): string => (loadavg()[0] ?? Number.NaN).toFixed(1);

const show = (text: string): void => void process.stdout.write(text);

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => !BENCHMARKS.some((one) => one.name === name));
  if (unknown !== undefined)
    throw new Error(`no benchmark is called ${unknown}; there are: ${BENCHMARKS.map(({ name }) => name).join(', ')}`);
  const machine = `Measured ${new Date().toISOString().slice(0, 10)} at ${describeCommit()} on ${await describeMachine()}`;
  for (const benchmark of BENCHMARKS.filter(({ name }) => names.length === 0 || names.includes(name))) {
    show(`${benchmark.name}\n`);
    const loadBefore = readLoad();
    const rows = await benchmark.run();
    const setting = `${machine}, load ${loadBefore} before and ${readLoad()} after.`;
    show(writeLines(rows));
    const old = await readFile(RESULTS, 'utf8').catch(() => '');
    await writeFile(RESULTS, replaceSection(old, benchmark, rows, setting));
  }
}

await main(process.argv.slice(2));
