// The next frame, or a moment later where no frame comes: a hidden panel still applies what arrives.

import type { Schedule } from '../../base/schedule';

const HIDDEN_MS = 250;

/** Runs once, whichever comes first; the returned function cancels. */
export function createFrameScheduler(schedule: Schedule): (run: () => void) => () => void {
  return (run) => {
    const finish = (): void => {
      cancel();
      run();
    };
    const frame = requestAnimationFrame(finish);
    const cancelTimer = schedule(HIDDEN_MS, finish);
    const cancel = (): void => {
      cancelAnimationFrame(frame);
      cancelTimer();
    };
    return cancel;
  };
}
