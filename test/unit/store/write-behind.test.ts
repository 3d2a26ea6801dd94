import { describe, expect, it } from 'vitest';
import { createWriter } from './writer';

describe('a change', () => {
  it('is written in the same turn when it is quiet', async () => {
    const { note, tick, archive } = createWriter();
    note(['token:a', { a: 1 }]);
    await tick();
    expect(archive.readEntries().get('token:a')).toEqual({ ordinal: 1, value: { a: 1 } });
  });

  it('waits a moment after a write, and then goes with the others', async () => {
    const { note, write, tick, archive, time } = createWriter();
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

  it('does not wait for the write before it', async () => {
    const { note, tick, archive, time } = createWriter();
    archive.isStuck = true;
    note(['a', 1]);
    await tick();
    time.advance(4);
    note(['b', 1]);
    await tick();
    expect(archive.puts).toEqual([
      ['1', 'meta'],
      ['2', 'meta'],
    ]);
  });

  it('rests longer where four writes have no answer yet', async () => {
    const { note, tick, archive, time } = createWriter();
    archive.isStuck = true;
    const changeEveryMs = async (count: number): Promise<number> => {
      for (let ms = 0; ms < count; ms += 1) {
        time.advance(1);
        note(['a', ms]);
        await tick();
      }
      return archive.puts.length;
    };
    expect(await changeEveryMs(13)).toBe(4);
    expect(await changeEveryMs(19)).toBe(4);
    expect(await changeEveryMs(1)).toBe(5);
    expect(await changeEveryMs(20)).toBe(6);
    await archive.release(true);
    expect(await changeEveryMs(8)).toBe(8);
  });

  it('does not wait for a timer that comes late in a busy worker', async () => {
    const { note, tick, archive, time } = createWriter();
    note(['a', 1]);
    await tick();
    note(['b', 1]);
    time.stall(4);
    note(['c', 1]);
    await tick();
    expect(archive.puts).toEqual([
      ['1', 'meta'],
      ['2', '3', 'meta'],
    ]);
    time.advance(1000);
    expect(archive.puts).toHaveLength(2);
  });

  it('waits for an answer where sixteen writes have none, and goes with the others then', async () => {
    const { note, tick, archive, time, write, keys } = createWriter();
    archive.isStuck = true;
    const names = Array.from({ length: 18 }, (_, at) => `key ${at}`);
    for (const key of names) {
      time.advance(1000);
      note([key, 1]);
      await tick();
    }
    time.advance(1000);
    expect(archive.puts).toHaveLength(16);
    await archive.release(true);
    await write.settle();
    expect(archive.puts).toHaveLength(17);
    expect(archive.puts.at(-1)).toEqual(['17', '18', 'meta']);
    expect(keys()).toEqual([...names].sort());
  });

  it('that is changed again before it is written is written once', async () => {
    const { note, write, tick, archive } = createWriter();
    note(['a', 1]);
    await tick();
    note(['b', 1]);
    note(['b', 2]);
    await write.settle();
    expect(archive.puts).toHaveLength(2);
    expect(archive.readEntries().get('b')).toEqual({ ordinal: 3, value: 2 });
  });

  it('that came while another was written needs no third to be written', async () => {
    const { note, tick, archive, time, keys } = createWriter();
    archive.isStuck = true;
    note(['a', 1]);
    await tick();
    note(['b', 1]);
    await archive.release(true);
    for (let turn = 0; turn < 5; turn += 1) await tick();
    time.advance(50);
    await tick();
    expect(keys()).toEqual(['a', 'b']);
  });

  it('is not held up by a clock that was set back', async () => {
    const { note, write, tick, archive, time } = createWriter();
    note(['a', 1]);
    await write.settle();
    time.advance(-3_600_000);
    note(['b', 1]);
    await tick();
    expect(archive.puts).toHaveLength(2);
  });

  it('that removes leaves nothing of it in the same write', async () => {
    const { note, write, keys, archive } = createWriter();
    note(['a', 'of a'], ['b', 1]);
    await write.settle();
    note(['a', null]);
    await write.settle();
    expect(keys()).toEqual(['b']);
    expect([...archive.contents.values()].join()).not.toContain('of a');
    expect(archive.puts.at(-1)).toEqual(['1', 'meta']);
  });

  it('that removes makes room for one that adds, then and later', async () => {
    const { note, write, keys, archive } = createWriter();
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
    const { note, write, archive } = createWriter();
    note(...Array.from({ length: 500 }, (_, index) => [`token:${index}`, 'x'] as const));
    await write.settle();
    note(['token:7', 'y']);
    await write.settle();
    expect(archive.puts.at(-1)).toEqual(['8', 'meta']);
  });
});
