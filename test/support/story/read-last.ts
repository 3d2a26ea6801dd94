// DevTools reads some bodies after everything else was heard of.

import type { Observation } from '../../../src/observation/observation';

/** What DevTools tells of these requests, by their place among those of the story, comes last and in this order. */
export function readLast(observations: readonly Observation[], order: readonly number[]): readonly Observation[] {
  const isOf = (index: number) => (one: Observation) => 'ref' in one && one.ref === `devtools:${index}`;
  const last = order.flatMap((index) => observations.filter(isOf(index)));
  return [...observations.filter((one) => !last.includes(one)), ...last];
}
