// Does anything grow in a long day? Needs many minutes: `npm run bench -- day`.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Benchmark, type Row, summarise, toRatioRow } from './benchmark';
import { buildModule } from './build-module';
import type { Hour } from './simulated-day';

/** What every session needs is there by then: code, tables, one token of each client. */
const WARM_AFTER_HOURS = 2;
const DAY_HOURS = 24;
/** Every bound is reached by then. */
const FULL_AFTER_HOURS = 48;

export const dayBenchmark: Benchmark = {
  name: 'day',
  about:
    'Three simulated days at 20 requests a second (1.7 million requests a day of 20 clients, each with a new token every ten ' +
    'minutes) through the live session as the worker holds it, archive included, in one Node process: the first as it ' +
    'comes, the third after everything that is bounded is full. The heap is that after a forced collection; the time is ' +
    'processor time for one observation, of which each request and answer is one.',
  run: async () => toRows(await passDays()),
};

async function passDays(): Promise<readonly Hour[]> {
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
  const first = hours.slice(WARM_AFTER_HOURS, DAY_HOURS);
  const full = hours.slice(FULL_AFTER_HOURS);
  return [
    ...hours.filter(({ hour }) => [1, 2, 6, 12, 18, 24, 36, 48, 60, 72].includes(hour)).map(toHourRow),
    toRatioRow('heap, second half of the first day / first half after two hours', growth('heapMb', first), 1.05, WHY),
    toRatioRow('time for one observation, likewise', growth('microseconds', first), 1.2),
    toRatioRow('heap, second half of the third day / its first half', growth('heapMb', full), 1.05),
    toRatioRow('time for one observation, likewise on the third day', growth('microseconds', full), 1.2),
  ];
}

function growth(of: keyof Hour, hours: readonly Hour[]): readonly number[] {
  const half = Math.floor(hours.length / 2);
  const medianOf = (some: readonly Hour[]): number => summarise(some.map((hour) => hour[of])).median;
  return [medianOf(hours.slice(half)) / medianOf(hours.slice(0, half))];
}

const WHY =
  'Up to 1,600 tokens and 1,200 refreshes are kept, which this traffic reaches after seven and ten hours: until then the heap grows by ' +
  'what they are, 0.8 KB each token and 0.5 KB each refresh.';

const toHourRow = ({ hour, requests, heapMb, archiveMb, microseconds }: Hour): Row => ({
  what: `after hour ${hour} (${requests.toLocaleString('en')} requests)`,
  figure: `heap ${heapMb.toFixed(1)} MB, archive ${archiveMb.toFixed(1)} MB, ${microseconds.toFixed(0)} µs`,
  spread: '',
  aim: null,
});
