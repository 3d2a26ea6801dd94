// Runs what comes now and then as it comes, and what comes in a burst together: on a busy machine most of what an event
// costs is to fetch the code and the state of recogniser and engine into the processor's caches, which many in a row pay
// once. What waits holds the browser's events and the secrets in them: in memory only, and for less time than it takes the
// collector to come to what was read at once.

import type { Schedule } from '../base/schedule';

/** On average over the last jobs; a request is three events or four. */
const BURST_GAP_MS = 2;
/** Over so many jobs the average goes, about. */
const JOBS_IN_SIGHT = 32;
/** A worker that is killed loses what waits. */
const WAIT_MS = 50;

export type BurstOptions = {
  readonly readNowMs: () => number;
  readonly schedule: Schedule;
};

export type Burst = {
  /** Jobs run in the order in which they came. They do not throw. */
  readonly add: (job: () => void) => void;
  /** Runs what waits, before something that must not come ahead of it. */
  readonly flush: () => void;
};

export function createBurst({ readNowMs, schedule }: BurstOptions): Burst {
  let waiting: (() => void)[] = [];
  let cancel: (() => void) | null = null;
  let lastMs = Number.NEGATIVE_INFINITY;
  let averageGapMs = WAIT_MS;

  function flush(): void {
    cancel?.();
    cancel = null;
    const jobs = waiting;
    waiting = [];
    for (const job of jobs) job();
  }

  return {
    add(job) {
      const nowMs = readNowMs();
      const gapMs = Math.min(WAIT_MS, Math.max(0, nowMs - lastMs));
      lastMs = nowMs;
      averageGapMs += (gapMs - averageGapMs) / JOBS_IN_SIGHT;
      waiting.push(job);
      if (cancel !== null) return;
      if (averageGapMs >= BURST_GAP_MS) flush();
      else cancel = schedule(WAIT_MS, flush);
    },
    flush,
  };
}
