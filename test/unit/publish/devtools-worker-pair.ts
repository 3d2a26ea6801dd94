// A DevTools page and its worker with an archive, a clock and a wire that a test moves step by step.

import { createDevtoolsHub } from '../../../src/publish/devtools-hub';
import { createObservationSender } from '../../../src/publish/observation-sender';
import { createLiveSession } from '../../../src/store/create-live-session';
import type { LiveSession } from '../../../src/store/live-session';
import { createRandomHex } from '../fakes/create-random-hex';
import { createFakeArchive } from '../fakes/fake-archive';
import { createFakeTime } from '../fakes/fake-time';
import { createFakeWire } from '../fakes/fake-wire';
import { loadProfile } from '../fakes/plain-analysis';

const IDLE_STOP_MS = 30_000;

/** A worker and a DevTools page on one wire, which the test holds in its hand. */
export async function createPair() {
  const archive = createFakeArchive();
  const time = createFakeTime();
  const { readNowMs, schedule } = time;
  let session: LiveSession;
  let hub: ReturnType<typeof createDevtoolsHub>;
  let tabChanges = 0;
  let workers = 0;
  const wire = createFakeWire((channel) => hub.accept(7, 'normal', channel));

  async function startWorker(): Promise<void> {
    // Each was stopped for being idle: one that was killed would note a gap beside what is compared here.
    workers += 1;
    const worker = workers;
    const awayMs = worker * IDLE_STOP_MS;
    // One that is gone has no timers and writes nothing.
    const isAlive = (): boolean => worker === workers;
    session = createLiveSession({
      archive: { ...archive, put: (entries) => (isAlive() ? archive.put(entries) : new Promise(() => undefined)) },
      loadProfile,
      readNowMs: () => readNowMs() + awayMs,
      schedule: (delayMs, run) => schedule(delayMs, () => (isAlive() ? run() : undefined)),
      createRandomHex,
    });
    hub = createDevtoolsHub({
      session,
      onTabsChange: () => {
        tabChanges += 1;
      },
    });
    await session.settle();
  }

  await startWorker();
  const terms: { readonly keyHex: string; readonly isPaused: boolean; readonly partition: string }[] = [];
  let isGone = false;
  const sender = createObservationSender({
    page: 'page',
    connect: wire.connect,
    schedule,
    readNowMs,
    onTerms: (next) => terms.push(next),
    onGone: () => {
      isGone = true;
    },
  });

  async function calm(): Promise<void> {
    for (let round = 0; round < 5; round += 1) {
      await Promise.resolve();
      wire.deliverAll();
      await session.settle();
    }
  }

  return {
    archive,
    time,
    wire,
    sender,
    terms,
    startWorker,
    calm,
    session: () => session,
    hub: () => hub,
    isGone: () => isGone,
    tabChanges: () => tabChanges,
  };
}
