// Days of a busy developer in a process of their own (`--expose-gc`): prints one line of JSON for each simulated hour.

import type { Archive } from '../src/store/archive';
import { createLiveSession } from '../src/store/create-live-session';
import { createTraffic, TRAFFIC_START_MS } from './traffic';

export type Hour = {
  readonly hour: number;
  readonly requests: number;
  readonly heapMb: number;
  readonly archiveMb: number;
  /** Processor time of this process for one observation of this hour: normalised, reduced, judged and archived. */
  readonly microseconds: number;
};

/** A day as it comes, and a day after all that is bounded is full: a chain's credentials take 42 hours. */
const HOURS = 72;
const CLIENTS = 20;
/** One request a second from each client, a new token just before ten minutes are over. */
const PACE = { callsPerToken: 590, tokenUseMs: 590_000 };
const REQUESTS_PER_HOUR = 20 * 3600;
/** The worker writes what changed at most so often. */
const REQUESTS_PER_WRITE = 20;

const kept = new Map<string, string>();
const archive: Archive = {
  load: async () => new Map(),
  put: async (entries) => {
    for (const [key, text] of entries) kept.set(key, text);
  },
};

let nowMs = TRAFFIC_START_MS;
const session = createLiveSession({
  archive,
  loadProfile: async () => 'aal1',
  readNowMs: () => nowMs,
  schedule: (_, run) => {
    const timer = setImmediate(run);
    return () => clearImmediate(timer);
  },
  createRandomHex: (bytes) => '5f'.repeat(bytes),
});
const exchangeAt = createTraffic(CLIENTS, PACE);

function readMegabytes(): Pick<Hour, 'heapMb' | 'archiveMb'> {
  if (globalThis.gc === undefined) throw new Error('to be run with --expose-gc');
  globalThis.gc();
  const chars = [...kept].reduce((sum, [key, text]) => sum + key.length + text.length, 0);
  return { heapMb: process.memoryUsage().heapUsed / 1e6, archiveMb: chars / 1e6 };
}

/** A worker comes to its timers; those that only wait would fill the heap here. */
const passTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function passHour(hour: number): Promise<Hour> {
  const before = process.cpuUsage();
  for (let index = hour * REQUESTS_PER_HOUR; index < (hour + 1) * REQUESTS_PER_HOUR; index += 1) {
    const { request, answer } = exchangeAt(index);
    nowMs = request.atMs;
    session.takeSoon('web-request', () => session.sink.takeRequest(request));
    session.takeSoon('web-request', () => session.sink.takeAnswer(answer));
    if (index % REQUESTS_PER_WRITE !== 0) continue;
    await session.settle();
    await passTurn();
  }
  await session.settle();
  const { user, system } = process.cpuUsage(before);
  const requests = (hour + 1) * REQUESTS_PER_HOUR;
  return { hour: hour + 1, requests, ...readMegabytes(), microseconds: (user + system) / (2 * REQUESTS_PER_HOUR) };
}

for (let hour = 0; hour < HOURS; hour += 1) process.stdout.write(`${JSON.stringify(await passHour(hour))}\n`);
