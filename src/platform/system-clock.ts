// The only module that reads the computer's clock and sets timers.

import type { Schedule } from '../base/schedule';

/** Local wall time in milliseconds since the epoch. */
export const readNowMs = (): number => Date.now();

/** A worker that stops before then never calls `run`. */
export const schedule: Schedule = (delayMs, run) => {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};
