import { describe, expect, it } from 'vitest';
import { createWriteBehind } from '../../../src/store/write-behind';
import { createFakeArchive } from '../fakes/fake-archive';
import { createFakeTime } from '../fakes/fake-time';

const QUOTA = new Error('Session storage quota bytes exceeded. Values were not stored.');

function create(maxBytes?: number) {
  const archive = createFakeArchive();
  const time = createFakeTime();
  const faults: string[] = [];
  const saved: number[] = [];
  const dispensable: string[] = [];
  let seq = 0;
  const write = createWriteBehind({
    archive,
    readNowMs: time.readNowMs,
    schedule: time.schedule,
    readMeta: () => ({
      epoch: 'e',
      seq,
      keyHex: 'k',
      pausedAtMs: null,
      withheldAtMs: null,
      batches: {},
      profile: 'aal1',
    }),
    listDispensable: () => dispensable.map((key) => ({ key, instead: null })),
    onSaved: (meta) => saved.push(meta.seq),
    onFault: (reason) => faults.push(reason),
    ...(maxBytes === undefined ? {} : { maxBytes }),
  });
  const note = (...changes: (readonly [string, unknown])[]): void => {
    seq += 1;
    write.note(changes);
  };
  const tick = (): Promise<void> => new Promise((resolve) => queueMicrotask(resolve));
  const keys = (): string[] => [...archive.readEntries().keys()].sort();
  const isComplete = (): unknown => JSON.parse(archive.contents.get('meta') ?? '{}').isComplete;
  return { archive, time, faults, saved, dispensable, write, note, tick, keys, isComplete };
}

describe('a change', () => {
  it('is written in the same turn when it is quiet', async () => {
    const { note, tick, archive } = create();
    note(['token:a', { a: 1 }]);
    await tick();
    expect(archive.readEntries().get('token:a')).toEqual({ ordinal: 1, value: { a: 1 } });
  });

  it('waits a moment after a write, and then goes with the others', async () => {
    const { note, write, tick, archive, time } = create();
    note(['a', 1]);
    await write.settle();
    note(['b', 1]);
    note(['c', 1]);
    await tick();
    expect(archive.puts).toHaveLength(1);
    time.advance(4);
    await tick();
    expect(archive.puts).toEqual([
      ['1', 'meta'],
      ['2', '3', 'meta'],
    ]);
  });

  it.each([
    [5, 20],
    [1000, 50],
  ])('waits the longer the slower storage is: %d ms for a write, then %d ms of rest', async (tookMs, restMs) => {
    const { note, write, tick, archive, time } = create();
    archive.isStuck = true;
    note(['a', 1]);
    await tick();
    time.advance(tookMs);
    await archive.release(true);
    await write.settle();
    note(['b', 1]);
    time.advance(restMs - 1);
    await tick();
    expect(archive.puts).toHaveLength(1);
    time.advance(1);
    await tick();
    expect(archive.puts).toHaveLength(2);
  });

  it('waits for the write under way, and is the only one that waits', async () => {
    const { note, tick, archive, time, write } = create();
    archive.isStuck = true;
    note(['a', 1]);
    await tick();
    note(['b', 1]);
    time.advance(1000);
    note(['b', 2]);
    await tick();
    expect(archive.puts).toHaveLength(1);
    await archive.release(true);
    await write.settle();
    expect(archive.puts).toHaveLength(2);
    expect(archive.readEntries().get('b')).toEqual({ ordinal: 3, value: 2 });
  });

  it('is not held up by a clock that was set back', async () => {
    const { note, write, tick, archive, time } = create();
    note(['a', 1]);
    await write.settle();
    time.advance(-3_600_000);
    note(['b', 1]);
    await tick();
    expect(archive.puts).toHaveLength(2);
  });

  it('that removes leaves nothing of it in the same write', async () => {
    const { note, write, keys, archive } = create();
    note(['a', 'of a'], ['b', 1]);
    await write.settle();
    note(['a', null]);
    await write.settle();
    expect(keys()).toEqual(['b']);
    expect([...archive.contents.values()].join()).not.toContain('of a');
    expect(archive.puts.at(-1)).toEqual(['1', 'meta']);
  });

  it('that removes makes room for one that adds, then and later', async () => {
    const { note, write, keys, archive } = create();
    note(['a', 1], ['b', 1]);
    await write.settle();
    note(['a', null], ['c', 1]);
    await write.settle();
    note(['b', null]);
    await write.settle();
    note(['d', 1]);
    await write.settle();
    expect(keys()).toEqual(['c', 'd']);
    expect([...archive.contents.keys()].sort()).toEqual(['1', '2', 'meta']);
  });

  it('costs what changed, not what there is', async () => {
    const { note, write, archive } = create();
    note(...Array.from({ length: 500 }, (_, index) => [`token:${index}`, 'x'] as const));
    await write.settle();
    note(['token:7', 'y']);
    await write.settle();
    expect(archive.puts.at(-1)).toEqual(['8', 'meta']);
  });
});

describe('an archive that is full', () => {
  it('by our own measure gives up the most dispensable first, says so, and counts as incomplete', async () => {
    const { note, write, keys, dispensable, faults, isComplete } = create(1465);
    dispensable.push('send:1', 'send:2', 'send:3');
    note(['send:1', 'x'.repeat(300)], ['send:2', 'x'.repeat(300)], ['finding:1', 'x'.repeat(80)]);
    await write.settle();
    note(['send:3', 'x'.repeat(300)], ['finding:2', 'x'.repeat(80)]);
    await write.settle();
    expect(keys()).toEqual(['finding:1', 'finding:2', 'send:3']);
    expect(faults).toEqual(['archive-full']);
    expect(isComplete()).toBe(false);
  });

  it('by the browser’s measure does the same, and writes in the end', async () => {
    const { note, write, keys, dispensable, faults, archive, saved } = create();
    dispensable.push('send:1');
    note(['send:1', 'x'.repeat(80)]);
    await write.settle();
    const { put } = archive;
    let refusals = 0;
    archive.put = (entries) => {
      refusals += 1;
      return refusals === 1 ? Promise.reject(QUOTA) : put(entries);
    };
    note(['finding:1', 'x']);
    await write.settle();
    expect(keys()).toEqual(['finding:1']);
    expect(faults).toEqual(['archive-full']);
    expect(saved.at(-1)).toBe(2);
  });
});

describe('an archive that fails', () => {
  it('is told once, and everything is written when it works again', async () => {
    const { note, write, keys, faults, archive, time } = create();
    archive.failWith = new Error('no storage today');
    note(['a', 1]);
    await write.settle();
    time.advance(10_000);
    note(['b', 1]);
    await write.settle();
    archive.failWith = null;
    time.advance(10_000);
    note(['c', null]);
    await write.settle();
    expect(keys()).toEqual(['a', 'b']);
    expect(faults).toEqual(['archive-failed']);
  });

  it('is not tried again by a timer, which would keep the worker alive', async () => {
    const { note, write, archive, time } = create();
    archive.failWith = new Error('no storage today');
    note(['a', 1]);
    await write.settle();
    expect(time.countTimers()).toBe(0);
  });

  it('does not bring back an older value', async () => {
    const { note, write, tick, archive, time } = create();
    const { put } = archive;
    let failLater = (_error: Error): void => undefined;
    archive.put = () =>
      new Promise((_resolve, reject) => {
        failLater = reject;
      });
    note(['a', 'old']);
    await tick();
    note(['a', 'new']);
    archive.put = put;
    failLater(new Error('no storage today'));
    time.advance(10_000);
    await write.settle();
    expect(archive.readEntries().get('a')).toEqual({ ordinal: 2, value: 'new' });
  });

  it('does not keep what was gone meanwhile', async () => {
    const { note, write, keys, archive, time } = create();
    note(['a', 1], ['b', 1]);
    await write.settle();
    archive.failWith = new Error('no storage today');
    note(['a', null]);
    time.advance(10_000);
    await write.settle();
    archive.failWith = null;
    note(['b', 2]);
    time.advance(10_000);
    await write.settle();
    expect(keys()).toEqual(['b']);
  });
});
