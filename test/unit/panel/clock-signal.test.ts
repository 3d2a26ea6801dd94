import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { createState } from '../../../src/engine/create-state';
import { createClockSignal } from '../../../src/panel/model/create-clock-signal';
import { createWorld } from '../../../src/panel/model/create-world';
import type { FeedView } from '../../../src/panel/model/feed';

function createScriptedClock(startMs: number) {
  let nowMs = startMs;
  const tickers = new Set<() => void>();
  return {
    clock: {
      nowMs: () => nowMs,
      startTicking(tick: () => void) {
        tickers.add(tick);
        return () => {
          tickers.delete(tick);
        };
      },
    },
    tickers,
    pass(ms: number) {
      nowMs += ms;
      for (const tick of tickers) tick();
    },
  };
}

describe('the clock of the panel', () => {
  it('ticks only while something needs it, and catches up when it does again', () => {
    const scripted = createScriptedClock(10_000);
    const isNeeded = signal(false);
    const clock = createClockSignal(scripted.clock);
    const stop = clock.run(() => isNeeded.value);
    scripted.pass(5000);
    expect([clock.nowMs.value, scripted.tickers.size]).toEqual([10_000, 0]);
    isNeeded.value = true;
    expect([clock.nowMs.value, scripted.tickers.size]).toEqual([15_000, 1]);
    scripted.pass(1000);
    expect(clock.nowMs.value).toBe(16_000);
    stop();
    expect(scripted.tickers.size).toBe(0);
  });

  it('does not skip a second when a tick comes late, or early by a little', () => {
    const scripted = createScriptedClock(10_000);
    const clock = createClockSignal(scripted.clock);
    clock.run(() => true);
    const shown = [1016, 984, 1140, 860].map((ms) => {
      scripted.pass(ms);
      return clock.nowMs.value;
    });
    expect(shown).toEqual([11_000, 12_000, 13_000, 14_000]);
  });
});

describe('the world of the panel', () => {
  it('tells its views once a frame, however much arrived', () => {
    let seq = 0;
    const listeners = new Set<() => void>();
    const frames: (() => void)[] = [];
    const read = (): FeedView => ({
      connection: 'connected',
      seq,
      isFilled: true,
      state: createState(),
      findings: new Map(),
      status: null,
      muted: [],
      notEvaluable: null,
      faults: [],
    });
    const feed = {
      read,
      listen(changed: () => void) {
        listeners.add(changed);
        return () => {
          listeners.delete(changed);
        };
      },
      send: () => undefined,
      setProfile: () => undefined,
      mute: () => undefined,
      explainSilence: () => undefined,
    };
    const schedule = (run: () => void): (() => void) => {
      frames.push(run);
      return () => undefined;
    };
    const world = createWorld(feed, schedule, () => undefined);
    for (let count = 0; count < 100; count++) {
      seq += 1;
      for (const changed of listeners) changed();
    }
    expect([frames.length, world.view.value.seq]).toEqual([1, 0]);
    frames[0]?.();
    expect(world.view.value.seq).toBe(100);
    world.dispose();
    expect(listeners.size).toBe(0);
  });
});
