// A panel and its worker with an archive, a clock and a wire that a test moves step by step.

import { expect } from 'vitest';
import { createState } from '../../../src/engine/create-state';
import { createPublisher } from '../../../src/publish/publisher';
import { applyStep, type Replica } from '../../../src/publish/step';
import { createSubscription } from '../../../src/publish/subscription';
import type { Archive } from '../../../src/store/archive';
import { createLiveSession } from '../../../src/store/create-live-session';
import type { LiveSession } from '../../../src/store/live-session';
import { createRandomHex } from '../fakes/create-random-hex';
import { createFakeArchive } from '../fakes/fake-archive';
import { createFakeTime } from '../fakes/fake-time';
import { createFakeWire } from '../fakes/fake-wire';
import { loadProfile } from '../fakes/plain-analysis';

const STATUS = { isPaused: false, siteAccess: 'all', bodyTabs: [], isPrivate: false, profile: 'aal1' } as const;

/** A worker and a panel on one wire, which the test holds in its hand. */
export async function createPair() {
  const archive = createFakeArchive();
  const time = createFakeTime();
  const { readNowMs, schedule } = time;
  let session: LiveSession;
  let publisher: ReturnType<typeof createPublisher>;
  const wire = createFakeWire((channel) => publisher.accept(channel));

  let lives = 0;

  /** A worker's life: the archive stays, everything else is new. What an earlier one had still to do never happens. */
  async function startWorker(): Promise<void> {
    lives += 1;
    const life = lives;
    const isAlive = (): boolean => life === lives;
    const never = new Promise<never>(() => undefined);
    const own: Archive = {
      load: archive.load,
      put: (entries) => (isAlive() ? archive.put(entries) : never),
    };
    const scheduleInLife: typeof schedule = (delayMs, run) =>
      schedule(delayMs, () => {
        if (isAlive()) run();
      });
    session = createLiveSession({ archive: own, loadProfile, readNowMs, schedule: scheduleInLife, createRandomHex });
    publisher = createPublisher({
      session,
      readStatus: () => STATUS,
      onProfile: () => undefined,
      mutes: { read: () => [], set: () => undefined },
    });
    await session.settle();
  }

  const panel: { replica: Replica; seq: number; states: string[]; faults: string[]; snapshots: number } = {
    replica: { state: createState(), findings: new Map() },
    seq: 0,
    states: [],
    faults: [],
    snapshots: 0,
  };
  await startWorker();
  const subscription = createSubscription({
    connect: wire.connect,
    schedule,
    onSnapshot(snapshot, seq) {
      panel.replica = {
        state: createState({ ...createState(), ...snapshot.state }),
        findings: new Map(snapshot.findings),
      };
      panel.seq = seq;
      panel.snapshots += 1;
    },
    onSteps(steps, from) {
      expect(from).toBe(panel.seq + 1);
      for (const step of steps) expect(applyStep(panel.replica, step)).toBe(0);
      panel.seq += steps.length;
    },
    onStatus: () => undefined,
    onMuted: () => undefined,
    onSilence: () => undefined,
    onState: (state) => panel.states.push(state),
    onFault: (reason) => panel.faults.push(reason),
  });

  /** Until nothing waits any more, on either side. */
  async function calm(): Promise<void> {
    for (let round = 0; round < 5; round += 1) {
      wire.deliverAll();
      await session.settle();
      await Promise.resolve();
    }
  }

  return { archive, time, wire, panel, subscription, startWorker, calm, session: () => session };
}
