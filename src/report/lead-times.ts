// How long before the end of an access token it was renewed: the spread of it.

import type { Refresh } from '../engine/refresh';
import { classifyRenewal } from './silent-tally';

/** A bar of the histogram: `fromSec` ≤ lead < `toSec`; null: no edge on that side. Below zero is after the end. */
export type LeadBin = { readonly fromSec: number | null; readonly toSec: number | null; readonly count: number };

export type LeadTimes = {
  /** Renewals whose lead is known. */
  readonly count: number;
  readonly shortestSec: number;
  readonly medianSec: number;
  readonly longestSec: number;
  /** Shortest lead first, from the first to the last that is not empty. */
  readonly bins: readonly LeadBin[];
};

const EDGES_SEC = [0, 5, 15, 30, 60, 120, 300, 900, 3600] as const;

/** Null while no renewal has a known lead. Renewals on page load and replays are left out: nothing was due. */
export function measureLeadTimes(refreshes: Iterable<Refresh>): LeadTimes | null {
  const leads: number[] = [];
  for (const refresh of refreshes) {
    const renewal = classifyRenewal(refresh);
    const isTimed = renewal === 'inTime' || renewal === 'after401' || renewal === 'late';
    if (isTimed && refresh.remainingSec !== null) leads.push(refresh.remainingSec);
  }
  leads.sort((a, b) => a - b);
  const [shortestSec, longestSec] = [leads[0], leads.at(-1)];
  if (shortestSec === undefined || longestSec === undefined) return null;
  return { count: leads.length, shortestSec, medianSec: findMedian(leads), longestSec, bins: fillBins(leads) };
}

/** The lower of the two in the middle: a lead that was really seen. */
const findMedian = (sorted: readonly number[]): number => sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;

function fillBins(leads: readonly number[]): readonly LeadBin[] {
  const bins = [null, ...EDGES_SEC].map((fromSec, place) => {
    const toSec = EDGES_SEC[place] ?? null;
    const count = leads.filter((lead) => lead >= (fromSec ?? -Infinity) && lead < (toSec ?? Infinity)).length;
    return { fromSec, toSec, count };
  });
  const first = bins.findIndex(({ count }) => count > 0);
  const last = bins.findLastIndex(({ count }) => count > 0);
  return bins.slice(first, last + 1);
}
