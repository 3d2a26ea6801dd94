// Does anything grow in a long day? Needs many minutes: `npm run bench -- day`.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Benchmark, type Row, summarise, toRatioRow } from './benchmark';
import { buildModule } from './build-module';
import type { Hour } from './simulated-day';

/** By then all bounds of the engine are reached. */
const FULL_AFTER_HOURS = 2;

export const dayBenchmark: Benchmark = {
  name: 'day',
  about:
    '24 simulated hours at 20 requests a second (1.7 million requests of 20 clients, each with a new token every ten ' +
    'minutes) through the live session as the worker holds it, archive included, in one Node process. The heap is that ' +
    'after a forced collection; the time is processor time for one observation, of which each request and answer is one.',
  run: async () => toRows(await passDay()),
};

async function passDay(): Promise<readonly Hour[]> {
  const script = fileURLToPath(await buildModule('./simulated-day.ts'));
  const child = spawn(process.execPath, ['--expose-gc', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const hours: Hour[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    process.stdout.write(`${line}\n`);
    hours.push(JSON.parse(line));
  }
  if (child.exitCode !== 0 && child.exitCode !== null) throw new Error(`exit code ${child.exitCode}`);
  return hours;
}

function toRows(hours: readonly Hour[]): readonly Row[] {
  const full = hours.slice(FULL_AFTER_HOURS);
  const half = Math.floor(full.length / 2);
  const medianOf = (of: keyof Hour, some: readonly Hour[]): number => summarise(some.map((hour) => hour[of])).median;
  const growth = (of: keyof Hour): readonly number[] => [
    medianOf(of, full.slice(half)) / medianOf(of, full.slice(0, half)),
  ];
  const told = hours.filter(({ hour }) => [1, 2, 6, 12, 18, 24].includes(hour)).map(toHourRow);
  return [
    ...told,
    toRatioRow('heap, second half of the day / first half after two hours', growth('heapMb'), 1.05, WHY_GROWING),
    toRatioRow('time for one observation, likewise', growth('microseconds'), 1.2),
  ];
}

const WHY_GROWING =
  'Up to 4,000 tokens are kept, which this traffic reaches after 17 hours: until then the heap grows by 0.6 MB an hour, ' +
  'afterwards hardly. It is bounded, but not flat from the third hour on.';

const toHourRow = ({ hour, requests, heapMb, archiveMb, microseconds }: Hour): Row => ({
  what: `after hour ${hour} (${requests.toLocaleString('en')} requests)`,
  figure: `heap ${heapMb.toFixed(1)} MB, archive ${archiveMb.toFixed(1)} MB, ${microseconds.toFixed(0)} µs`,
  spread: '',
  aim: null,
});
