// Holds what happens before the archive is loaded, and replays it in order.

import { MAX_WAITING } from '../base/limits';

export type ReadyQueue = {
  /** Runs `job` now, or when open is called. */
  readonly run: (job: () => void) => void;
  /** Replays what waits, each job through `each`; returns how many jobs had to be dropped. Happens once. */
  readonly open: (each: (job: () => void) => void) => number;
};

export function createReadyQueue(): ReadyQueue {
  let waiting: (() => void)[] | null = [];
  let dropped = 0;
  return {
    run(job) {
      if (waiting === null) job();
      else if (waiting.length < MAX_WAITING) waiting.push(job);
      else dropped += 1;
    },
    open(each) {
      const jobs = waiting ?? [];
      waiting = null;
      for (const job of jobs) each(job);
      return dropped;
    },
  };
}
