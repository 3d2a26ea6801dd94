// An archive without room, one that is forgotten, and one that fails.
import { describe, expect, it } from 'vitest';
import { createWriter } from './writer';

const QUOTA = new Error('Session storage quota bytes exceeded. Values were not stored.');

describe('an archive that is full', () => {
  it('by our own measure gives up the most dispensable first, says so, and counts as incomplete', async () => {
    const { note, write, keys, dispensable, faults, isComplete } = createWriter(1465);
    dispensable.push('send:1', 'send:2', 'send:3');
    note(['send:1', 'x'.repeat(300)], ['send:2', 'x'.repeat(300)], ['finding:1', 'x'.repeat(80)]);
    await write.settle();
    note(['send:3', 'x'.repeat(300)], ['finding:2', 'x'.repeat(80)]);
    await write.settle();
    expect(keys()).toEqual(['finding:1', 'finding:2', 'send:3']);
    expect(faults).toEqual(['archive-full']);
    expect(isComplete()).toBe(false);
  });

  it('does not count the fault that says so among what it holds before it holds it', async () => {
    const { note, write, tick, time, keys, dispensable, archive } = createWriter(300);
    const readSeq = (): unknown => JSON.parse(archive.contents.get('meta') ?? '{}').seq;
    dispensable.push('send:1');
    note(['send:1', 'x'.repeat(80)], ['send:2', 'x'.repeat(80)]);
    await tick();
    expect([readSeq(), keys()]).toEqual([1, ['send:2']]);
    time.advance(4);
    await write.settle();
    expect([readSeq(), keys()]).toEqual([2, ['fault:1', 'send:2']]);
  });

  it('by the browser’s measure does the same, and writes in the end', async () => {
    const { note, write, keys, dispensable, faults, archive, saved } = createWriter();
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
    expect(keys()).toEqual(['fault:1', 'finding:1']);
    expect(faults).toEqual(['archive-full']);
    expect(saved.at(-1)).toBe(3);
  });
});

describe('an archive that is forgotten', () => {
  it('has nothing of before, counts as complete again, and holds what comes after', async () => {
    const { note, write, keys, dispensable, isComplete } = createWriter(300);
    dispensable.push('send:1');
    note(['send:1', 'x'.repeat(80)], ['send:2', 'x'.repeat(80)]);
    await write.settle();
    expect(isComplete()).toBe(false);
    write.forgetAll();
    note(['send:3', 'x']);
    await write.settle();
    expect(keys()).toEqual(['send:3']);
    expect(isComplete()).toBe(true);
  });

  it('has nothing of what it was to give up when it failed, either', async () => {
    const { note, write, keys, dispensable, archive } = createWriter(300);
    note(['send:1', 'x'.repeat(80)]);
    await write.settle();
    dispensable.push('send:1');
    archive.failWith = new Error('no storage today');
    note(['send:2', 'x'.repeat(80)]);
    await write.settle();
    await write.settle();
    expect(keys()).toEqual(['send:1']);
    archive.failWith = null;
    write.forgetAll();
    await write.settle();
    expect(keys()).toEqual([]);
  });
});

describe('an archive that fails', () => {
  it('is told once, and everything is written when it works again', async () => {
    const { note, write, keys, faults, archive, time } = createWriter();
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
    expect(keys()).toEqual(['a', 'b', 'fault:1']);
    expect(faults).toEqual(['archive-failed']);
  });

  it('is not tried again by a timer, which would keep the worker alive', async () => {
    const { note, write, archive, time } = createWriter();
    archive.failWith = new Error('no storage today');
    note(['a', 1]);
    await write.settle();
    expect(time.countTimers()).toBe(0);
  });

  it('does not bring back an older value', async () => {
    const { note, write, tick, time, archive, failNext } = createFailingWriter();
    const fail = failNext();
    note(['a', 'old']);
    await tick();
    time.advance(4);
    note(['a', 'new']);
    await tick();
    fail();
    time.advance(10_000);
    await write.settle();
    expect(archive.readEntries().get('a')).toEqual({ ordinal: 2, value: 'new' });
  });

  it('under a later write that does not: what it had to bring is brought, and only then called saved', async () => {
    const { note, write, tick, time, archive, failNext, saved } = createFailingWriter();
    const fail = failNext();
    note(['a', 1]);
    await tick();
    time.advance(4);
    const succeed = failNext(null);
    note(['b', 1]);
    await tick();
    fail();
    await tick();
    succeed();
    for (let turn = 0; turn < 5; turn += 1) await tick();
    expect(saved).toEqual([]);
    time.advance(10_000);
    await write.settle();
    expect([...archive.readEntries().keys()].sort()).toEqual(['a', 'b', 'fault:1']);
    expect(saved).toEqual([3]);
  });

  it('does not keep what was gone meanwhile', async () => {
    const { note, write, keys, archive, time } = createWriter();
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
    expect(keys()).toEqual(['b', 'fault:1']);
  });
});

/** A writer whose next write is answered when the test says so. */
function createFailingWriter() {
  const writer = createWriter();
  const { archive } = writer;
  const { put } = archive;
  function failNext(error: Error | null = new Error('no storage today')): () => void {
    let answer = (): void => undefined;
    archive.put = (entries) => {
      archive.put = put;
      return new Promise((resolve, reject) => {
        answer = () => (error === null ? void put(entries).then(resolve) : reject(error));
      });
    };
    return () => answer();
  }
  return { ...writer, failNext };
}
