import { describe, expect, it } from 'vitest';
import { createBurst } from '../../../src/store/burst';
import { createFakeTime } from '../fakes/fake-time';

function create() {
  const time = createFakeTime();
  const taken: number[] = [];
  const burst = createBurst<number>({ ...time, take: (item) => taken.push(item) });
  /** `count` items, one every `everyMs`; how many of them were taken at their own moment. */
  const addEvery = (everyMs: number, count: number): number => {
    let atOnce = 0;
    for (let index = 0; index < count; index += 1) {
      time.advance(everyMs);
      burst.add(index);
      if (taken.at(-1) === index) atOnce += 1;
    }
    return atOnce;
  };
  return { time, taken, burst, addEvery };
}

describe('what comes', () => {
  it('now and then is taken as it comes', () => {
    const { addEvery } = create();
    expect(addEvery(4, 50)).toBe(50);
  });

  it('in a burst is taken together and in order, at most 50 ms late', () => {
    const { addEvery, taken, time } = create();
    expect(addEvery(1, 1000)).toBeLessThan(30);
    time.advance(50);
    expect(taken).toEqual(Array.from({ length: 1000 }, (_, index) => index));
    expect(time.countTimers()).toBe(0);
  });

  it('after a burst is taken as it comes again', () => {
    const { addEvery, time } = create();
    addEvery(1, 1000);
    time.advance(100);
    expect(addEvery(4, 50)).toBe(50);
  });

  it('is taken when something must not come ahead of it, and once', () => {
    const { burst, taken, time } = create();
    burst.add(1);
    burst.add(2);
    expect(taken).toEqual([1]);
    burst.flush();
    expect(taken).toEqual([1, 2]);
    // Nothing is left that could wake what has nothing to do.
    expect(time.countTimers()).toBe(0);
    time.advance(100);
    expect(taken).toEqual([1, 2]);
  });

  it('is not held up by a clock that was set back', () => {
    const { burst, taken, time } = create();
    burst.add(1);
    time.advance(-3_600_000);
    burst.add(2);
    expect(taken).toEqual([1, 2]);
  });
});
