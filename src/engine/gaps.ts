// When the observer was off: paused, without access to the sites, or killed.

import { MAX_GAPS } from '../base/limits';

/** Local wall milliseconds. */
export type Gap = { readonly fromMs: number; readonly toMs: number; readonly reason: string };

const AND = ' / ';

/**
 * In the order of their begins. Of more than are kept the two that have the least time between them become one: what was not
 * watched is never taken to have been, and what lay between the two is taken not to have been.
 */
export function addGap(gaps: readonly Gap[], gap: Gap): readonly Gap[] {
  const sorted = [...gaps, gap].toSorted((a, b) => a.fromMs - b.fromMs);
  if (sorted.length <= MAX_GAPS) return sorted;
  const pairs = sorted.slice(1).map((later, index) => ({ index, earlier: sorted[index] ?? later, later }));
  const closest = pairs.reduce((best, pair) => (measureBetweenMs(pair) < measureBetweenMs(best) ? pair : best));
  return sorted.toSpliced(closest.index, 2, join(closest));
}

type Pair = { readonly earlier: Gap; readonly later: Gap };

const measureBetweenMs = ({ earlier, later }: Pair): number => later.fromMs - earlier.toMs;

const join = ({ earlier, later }: Pair): Gap => ({
  fromMs: earlier.fromMs,
  toMs: Math.max(earlier.toMs, later.toMs),
  reason: [...new Set([earlier, later].flatMap(({ reason }) => reason.split(AND)))].join(AND),
});

/** Was the observer off at some time between two moments? */
export const isUnwatched = (gaps: readonly Gap[], fromMs: number, toMs: number): boolean =>
  gaps.some((gap) => gap.toMs >= fromMs && gap.fromMs <= toMs);

/** How long it was off in all: where two gaps overlap, once. */
export function measureUnwatchedMs(gaps: readonly Gap[]): number {
  let unwatchedMs = 0;
  let untilMs = Number.NEGATIVE_INFINITY;
  for (const { fromMs, toMs } of gaps.toSorted((a, b) => a.fromMs - b.fromMs)) {
    unwatchedMs += Math.max(0, toMs - Math.max(fromMs, untilMs));
    untilMs = Math.max(untilMs, toMs);
  }
  return unwatchedMs;
}
