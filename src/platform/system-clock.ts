// The only module that reads the computer's clock and sets timers.

/** Local wall time in milliseconds since the epoch. */
export const readNowMs = (): number => Date.now();

/** Calls `run` once after `delayMs`; returns what cancels it. A worker that stops before then never calls it. */
export function schedule(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
}
