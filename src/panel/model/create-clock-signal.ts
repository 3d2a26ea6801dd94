// The one clock of the panel: a signal that moves once a second while something on screen counts and can be seen.

import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { PanelClock } from './panel-environment';

export type ClockSignal = {
  /** Local wall time, cut to full seconds: a tick that comes late by milliseconds must not skip a number. */
  readonly nowMs: ReadonlySignal<number>;
  /** Catches up when new facts arrive; while it ticks, nothing moves between two seconds. */
  readonly update: () => void;
  /** Ticks whenever `isNeeded`, which may read signals, says so; the returned function ends it. */
  readonly run: (isNeeded: () => boolean) => () => void;
};

/** A timer may fire a little before its second. */
const EARLY_MS = 20;

export function createClockSignal(clock: PanelClock): ClockSignal {
  const nowMs = signal(cutToSecond(clock.nowMs()));
  let isTicking = false;
  const tick = (): void => {
    nowMs.value = cutToSecond(clock.nowMs());
  };
  const update = (): void => {
    if (!isTicking) tick();
  };
  const run = (isNeeded: () => boolean): (() => void) =>
    effect(() => {
      if (!isNeeded()) return undefined;
      tick();
      isTicking = true;
      const stop = clock.startTicking(tick);
      return () => {
        isTicking = false;
        stop();
      };
    });
  return { nowMs, update, run };
}

const cutToSecond = (ms: number): number => Math.floor((ms + EARLY_MS) / 1000) * 1000;
