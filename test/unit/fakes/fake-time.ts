export type FakeTime = {
  readonly readNowMs: () => number;
  readonly schedule: (delayMs: number, run: () => void) => () => void;
  /** Lets time pass; what falls due runs in order. */
  readonly advance: (ms: number) => void;
  /** Lets time pass in which nobody comes to a timer. */
  readonly stall: (ms: number) => void;
  readonly countTimers: () => number;
};

/** A clock and its timers, moved by hand. */
export function createFakeTime(startMs = 1_772_355_600_000): FakeTime {
  let nowMs = startMs;
  let timers: { readonly atMs: number; readonly run: () => void }[] = [];
  return {
    readNowMs: () => nowMs,
    schedule(delayMs, run) {
      const timer = { atMs: nowMs + delayMs, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance(ms) {
      const untilMs = nowMs + ms;
      for (;;) {
        const next = timers.filter(({ atMs }) => atMs <= untilMs).sort((left, right) => left.atMs - right.atMs)[0];
        if (next === undefined) break;
        timers = timers.filter((timer) => timer !== next);
        nowMs = next.atMs;
        next.run();
      }
      nowMs = untilMs;
    },
    stall(ms) {
      nowMs += ms;
    },
    countTimers: () => timers.length,
  };
}
