// Whether the worker before this one came to its natural end. The browser does not say; the archive shows it by its age.

import type { GapObserved } from '../observation/observation';

/**
 * A browser stops a worker that had nothing to do for 30 s (Chrome; Firefox: extensions.background.idle.timeout), and each
 * write is something to do; less, because a clock may be set right meanwhile.
 */
const IDLE_MS = 25_000;

/**
 * What is to be told of a worker that was gone sooner than for being idle: it was killed, or crashed, and what it was told
 * last may be lost. Null where that cannot be said. Local wall milliseconds.
 */
export function findKill(writtenAtMs: number, startedAtMs: number): GapObserved | null {
  const awayMs = startedAtMs - writtenAtMs;
  if (awayMs <= 0 || awayMs >= IDLE_MS) return null;
  const reason = 'the background worker was killed; complete only for tabs with DevTools open';
  return { kind: 'gap-observed', fromMs: writtenAtMs, toMs: startedAtMs, reason };
}
