// How long a woken worker takes until it has everything back: the live session on an archive that is full.

import type { Archive } from '../src/store/archive';
import { createLiveSession } from '../src/store/create-live-session';
import type { LiveSession } from '../src/store/live-session';
import { createTraffic } from './traffic';

const CLIENTS = 50;
/** More than all bounds of src/engine/retain.ts. */
const EXCHANGES = 200_000;
const PAUSE_EVERY = 2000;

export type Hydrations = {
  readonly entries: number;
  readonly megabytes: number;
  readonly milliseconds: readonly number[];
};

export async function measureHydration(rounds: number): Promise<Hydrations> {
  const kept = new Map<string, string>();
  const archive: Archive = {
    load: async () => new Map(kept),
    put: async (entries) => {
      for (const [key, text] of entries) kept.set(key, text);
    },
  };
  await fill(openSession(archive));
  const chars = [...kept].reduce((sum, [key, text]) => sum + key.length + text.length, 0);
  const copy: Archive = { ...archive, put: async () => undefined };
  const milliseconds: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startMs = performance.now();
    await new Promise<void>((resolve) => openSession(copy).whenReady(resolve));
    milliseconds.push(performance.now() - startMs);
  }
  return { entries: kept.size, megabytes: chars / 1e6, milliseconds };
}

function openSession(archive: Archive): LiveSession {
  return createLiveSession({
    archive,
    loadProfile: async () => 'aal1',
    readNowMs: () => Date.now(),
    schedule: (delayMs, run) => {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
    createRandomHex: (bytes) => '5f'.repeat(bytes),
  });
}

async function fill(session: LiveSession): Promise<void> {
  const exchangeAt = createTraffic(CLIENTS);
  for (let index = 0; index < EXCHANGES; index += 1) {
    const { request, answer } = exchangeAt(index);
    session.takeSoon('web-request', () => session.sink.takeRequest(request));
    session.takeSoon('web-request', () => session.sink.takeAnswer(answer));
    if (index % PAUSE_EVERY === 0) await session.settle();
  }
  await session.settle();
}
