import { describe, expect, it } from 'vitest';
import { createBurst } from '../../../src/store/burst';
import { createFakeTime } from '../fakes/fake-time';

function create() {
  const time = createFakeTime();
  const ran: number[] = [];
  const burst = createBurst(time);
  let count = 0;
  const add = (): number => {
    const own = ++count;
    burst.add(() => ran.push(own));
    return own;
  };
  /** `jobs` jobs, one every `everyMs`; how many of them ran at their own moment. */
  const addEvery = (everyMs: number, jobs: number): number => {
    let atOnce = 0;
    for (let index = 0; index < jobs; index += 1) {
      time.advance(everyMs);
      const own = add();
      if (ran.at(-1) === own) atOnce += 1;
    }
    return atOnce;
  };
  return { time, ran, add, burst, addEvery };
}

describe('what comes', () => {
  it('now and then is run as it comes', () => {
    const { addEvery } = create();
    expect(addEvery(3, 500)).toBe(500);
  });

  it('now and then, several at a time, is run as it comes', () => {
    const { time, ran, add } = create();
    for (let request = 0; request < 200; request += 1) {
      time.advance(20);
      const events = [add(), add(), add(), add(), add(), add()];
      expect(ran.slice(-6)).toEqual(events);
    }
  });

  it('in a burst is run together and in order, at most 50 ms late', () => {
    const { addEvery, ran, time } = create();
    expect(addEvery(1, 2000)).toBeLessThan(160);
    time.advance(50);
    expect(ran).toEqual(Array.from({ length: 2000 }, (_, index) => index + 1));
    expect(time.countTimers()).toBe(0);
  });

  it('after a burst is run as it comes again', () => {
    const { addEvery, time } = create();
    addEvery(1, 1000);
    time.advance(100);
    expect(addEvery(3, 50)).toBe(50);
  });

  it('is run when something must not come ahead of it, and once', () => {
    const { add, addEvery, burst, ran, time } = create();
    addEvery(1, 1000);
    burst.flush();
    expect(ran.at(-1)).toBe(1000);
    add();
    expect(ran.at(-1)).toBe(1000);
    burst.flush();
    expect(ran.at(-1)).toBe(1001);
    // Nothing is left that could wake what has nothing to do.
    expect(time.countTimers()).toBe(0);
    time.advance(100);
    expect(ran).toHaveLength(1001);
  });

  it('is not held up by a clock that was set back', () => {
    const { add, addEvery, ran, time } = create();
    addEvery(3, 100);
    time.advance(-3_600_000);
    add();
    expect(ran.at(-1)).toBe(101);
  });
});
