import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../src/observation/observation';
import { createDevtoolsHub } from '../../../src/publish/devtools-hub';
import { createObservationSender } from '../../../src/publish/observation-sender';
import { parseFromDevtools } from '../../../src/publish/parse-devtools';
import type { FromDevtools } from '../../../src/publish/protocol';
import { createLiveSession } from '../../../src/store/create-live-session';
import type { LiveSession } from '../../../src/store/live-session';
import { createFakeArchive } from '../fakes/fake-archive';
import { createFakeTime } from '../fakes/fake-time';
import { createFakeWire } from '../fakes/fake-wire';
import { anyStory, presentedAccess, requestSent } from '../fakes/observations';
import { analyse, loadProfile, plain } from '../fakes/plain-analysis';

const CALL = requestSent({ credentials: [presentedAccess(1)] });

const IDLE_STOP_MS = 30_000;

let names = 0;
const createRandomHex = (bytes: number): string => {
  names += 1;
  return names.toString(16).padStart(bytes * 2, '0');
};

async function createPair() {
  const archive = createFakeArchive();
  const time = createFakeTime();
  const { readNowMs, schedule } = time;
  let session: LiveSession;
  let hub: ReturnType<typeof createDevtoolsHub>;
  let tabChanges = 0;
  let workers = 0;
  const wire = createFakeWire((channel) => hub.accept(7, channel));

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
      partition: 'normal',
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

/** How many observations each batch had that was posted. */
const batchesOf = ({ wire }: Awaited<ReturnType<typeof createPair>>): readonly number[] =>
  wire.posted.flatMap((message) => (isBatch(message) ? [message.observations.length] : []));

const isBatch = (message: unknown): message is FromDevtools => parseFromDevtools(message).ok;

describe('a DevTools page', () => {
  it('is given the key and its partition, and is known as a tab whose bodies are seen', async () => {
    const pair = await createPair();
    await pair.calm();
    expect(pair.terms).toMatchObject([{ keyHex: pair.session().keyHex(), isPaused: false, partition: 'normal' }]);
    expect([pair.hub().listTabs(), pair.tabChanges()]).toEqual([[7], 1]);
    pair.wire.breakAll();
    expect([pair.hub().listTabs(), pair.tabChanges()]).toEqual([[], 2]);
  });

  it('is told when observing is paused', async () => {
    const pair = await createPair();
    pair.session().pause();
    await pair.calm();
    expect(pair.terms.at(-1)).toMatchObject({ isPaused: true });
  });

  it('sends what happens in one turn as one batch', async () => {
    const pair = await createPair();
    pair.sender.send(CALL);
    pair.sender.send(CALL);
    await pair.calm();
    expect(batchesOf(pair)).toEqual([2]);
    expect(pair.session().position().seq).toBe(2);
  });

  it('gives up the oldest when the worker does not answer for long, and says so', async () => {
    const pair = await createPair();
    await pair.calm();
    pair.wire.isReachable = false;
    pair.wire.breakAll();
    for (let count = 0; count < 10_010; count += 1) {
      pair.sender.send(CALL);
      await Promise.resolve();
    }
    pair.wire.isReachable = true;
    pair.time.advance(60_000);
    await pair.calm();
    const log = pair.session().analysis().state.log.get('log');
    expect(log?.faults.map(({ reason }) => reason)).toEqual([
      '10 observations may be lost: the worker did not answer for too long',
    ]);
    expect(pair.session().position().seq).toBe(10_001);
  });

  it('lets a worker load and save between a few batches, however much waits for it', async () => {
    const pair = await createPair();
    await pair.calm();
    pair.wire.breakAll();
    for (let count = 0; count < 3000; count += 1) {
      pair.sender.send(CALL);
      await Promise.resolve();
    }
    pair.time.advance(60_000);
    await Promise.resolve();
    expect(batchesOf(pair)).toEqual([]);
    pair.wire.deliverOne();
    expect(batchesOf(pair)).toEqual([100, 100, 100, 100]);
    await pair.calm();
    expect(pair.session().position().seq).toBe(3000);
  });

  it('stops when the extension was reloaded', async () => {
    const pair = await createPair();
    pair.wire.isGone = true;
    pair.wire.breakAll();
    pair.time.advance(60_000);
    expect([pair.isGone(), pair.time.countTimers()]).toEqual([true, 0]);
  });
});

describe('a message to the worker', () => {
  it('that is no message is dropped, and counted as a fault', async () => {
    const pair = await createPair();
    const port = pair.wire.connect();
    for (const message of [
      null,
      'x',
      { kind: 'observations' },
      { kind: 'observations', page: 'p', batch: 1, observations: 1 },
    ])
      port?.post(message);
    await pair.calm();
    const log = pair.session().analysis().state.log.get('log');
    expect(log?.faults.map(({ reason }) => reason)).toEqual(Array.from({ length: 4 }, () => 'malformed-message'));
  });

  it('keeps the observations that fit, and counts the others', async () => {
    const pair = await createPair();
    const odd = { ...CALL, credentials: [{ ...presentedAccess(1), fp: 'eyJhbGciOi' }] };
    pair.wire
      .connect()
      ?.post({ kind: 'observations', page: 'p', batch: 1, observations: [odd, CALL, { kind: 'odd' }] });
    await pair.calm();
    const { state } = pair.session().analysis();
    expect(state.log.get('log')?.faults.map(({ reason }) => reason)).toEqual(['2 malformed observations']);
    expect(state.token.size).toBe(1);
  });
});

describe('observations of a DevTools page', () => {
  const anyMove = () =>
    fc.constantFrom('send', 'send', 'turn', 'deliver', 'deliver', 'break', 'wait', 'kill', 'kill unsaved');

  it('arrive once each and in order, whatever happens to ports and worker', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory(3), fc.array(anyMove(), { minLength: 10, maxLength: 60 }), async (story, moves) => {
        const pair = await createPair();
        const sent: Observation[] = [];
        for (const move of moves) {
          const observation = story[sent.length];
          if (move === 'send' && observation !== undefined) {
            pair.sender.send(observation);
            sent.push(observation);
          } else if (move === 'turn') await Promise.resolve();
          else if (move === 'deliver') pair.wire.deliverOne();
          else if (move === 'break') pair.wire.breakAll();
          else if (move === 'wait') pair.time.advance(300);
          else if (move.startsWith('kill')) {
            pair.archive.isStuck = move === 'kill unsaved';
            pair.wire.deliverOne();
            await Promise.resolve();
            pair.wire.breakAll();
            await pair.archive.release(false);
            await pair.startWorker();
          }
        }
        pair.time.advance(60_000);
        await pair.calm();
        pair.time.advance(60_000);
        await pair.calm();
        expect(plain(pair.session().analysis())).toEqual(plain(analyse(sent)));
      }),
      { numRuns: 100 },
    );
  }, 30_000);
});
