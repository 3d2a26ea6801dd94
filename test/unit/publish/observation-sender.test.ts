import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../src/observation/observation';
import { parseFromDevtools } from '../../../src/publish/parse-devtools';
import type { FromDevtools } from '../../../src/publish/protocol';
import { anyStory, presentedAccess, requestSent } from '../fakes/observations';
import { analyse, plain } from '../fakes/plain-analysis';
import { createPair } from './devtools-worker-pair';

const CALL = requestSent({ credentials: [presentedAccess(1)] });

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

  it('says once what was lost, and loses nothing while the worker answers, however long', async () => {
    const pair = await createPair();
    await pair.calm();
    pair.wire.isReachable = false;
    pair.wire.breakAll();
    for (let count = 0; count < 10_001; count += 1) pair.sender.send(CALL);
    pair.wire.isReachable = true;
    for (let round = 0; round < 30; round += 1) {
      pair.time.advance(60_000);
      for (let turn = 0; turn < 30; turn += 1) await pair.calm();
      for (let count = 0; count < 400; count += 1) pair.sender.send(CALL);
      for (let turn = 0; turn < 30; turn += 1) await pair.calm();
      pair.wire.breakAll();
    }
    pair.time.advance(60_000);
    await pair.calm();
    const { session } = pair;
    expect(session().analysis().state.log.get('log')?.faults).toHaveLength(1);
    expect(session().position().seq).toBe(10_000 + 1 + 30 * 400);
  });

  it('sends nothing again that the worker has saved', async () => {
    const pair = await createPair();
    for (let round = 0; round < 3; round += 1) {
      pair.sender.send(CALL);
      await pair.calm();
      pair.wire.breakAll();
      pair.time.advance(60_000);
      await pair.calm();
    }
    expect(batchesOf(pair)).toEqual([1, 1, 1]);
  });

  it('whose worker answered is soon there again when that dies', async () => {
    const pair = await createPair();
    pair.wire.isReachable = false;
    pair.wire.breakAll();
    pair.time.advance(20_000);
    pair.wire.isReachable = true;
    pair.time.advance(5000);
    await pair.calm();
    const { attempts } = pair.wire;
    pair.wire.breakAll();
    pair.time.advance(100);
    expect(pair.wire.attempts).toBe(attempts + 1);
  });

  it('is one tab, however many of its ports are open', async () => {
    const pair = await createPair();
    pair.wire.connect();
    expect(pair.hub().listTabs()).toEqual([7]);
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
    expect(batchesOf(pair)).toEqual(Array.from({ length: 20 }, () => 20));
    await pair.calm();
    expect(pair.session().position().seq).toBe(3000);
  });

  it('gives a worker that was killed at once what it had sent in small batches, which were not saved', async () => {
    const pair = await createPair();
    await pair.calm();
    pair.archive.isStuck = true;
    for (let count = 0; count < 300; count += 1) {
      pair.sender.send(CALL);
      await Promise.resolve();
      pair.wire.deliverAll();
    }
    const before = batchesOf(pair).length;
    expect(before).toBe(300);
    pair.wire.breakAll();
    await pair.archive.release(false);
    await pair.startWorker();
    pair.time.advance(60_000);
    await Promise.resolve();
    pair.wire.deliverOne();
    expect(batchesOf(pair).slice(before)).toEqual(Array.from({ length: 300 }, () => 1));
  });

  it('is told by the next worker what the one that was killed had saved, and does not send it again', async () => {
    const pair = await createPair();
    await pair.calm();
    pair.sender.send(CALL);
    await Promise.resolve();
    pair.wire.deliverOne();
    // It saves, and has no time to say so.
    await pair.session().settle();
    pair.wire.breakAll();
    await pair.startWorker();
    pair.time.advance(60_000);
    await pair.calm();
    expect([batchesOf(pair), pair.session().position().seq]).toEqual([[1], 1]);
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
