// When things happened, by a clock that is never set: what a law that tells of them later needs in place of their own times.

import type { Observation } from '../../../src/observation/observation';

/** A sensor that tells an exchange when it is over goes back by less. */
const SET_BACK_BY_MS = 30_000;

export const instantOf = (one: Observation): number => (one.kind === 'gap-observed' ? one.toMs : one.atMs);

/** Milliseconds, by observation. Where the local clock was set forward, it seems that nothing happened for a while. */
export function readElapsedMs(observations: readonly Observation[]): (one: Observation) => number {
  let setBackMs = 0;
  let lastMs = Number.NEGATIVE_INFINITY;
  const elapsed = new Map(
    observations.map((one) => {
      const fallMs = lastMs - (instantOf(one) + setBackMs);
      if (fallMs > SET_BACK_BY_MS) setBackMs += fallMs;
      const elapsedMs = instantOf(one) + setBackMs;
      lastMs = Math.max(lastMs, elapsedMs);
      return [one, elapsedMs];
    }),
  );
  return (one) => elapsed.get(one) ?? instantOf(one);
}
