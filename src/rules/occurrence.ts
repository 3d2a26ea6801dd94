// One occurrence of a sticky rule and the next: a run that outgrows what is kept of its client is still the same run.

import { MAX_EVIDENCE } from '../base/limits';
import type { FindingGroup, Verdict } from './finding';
import { isWorse } from './findings';

/** Where a group holds the occurrence that the verdict speaks of: under its name, or one that shares a refresh with it. */
export function findOccurrence(group: FindingGroup | undefined, subject: string, verdict: Verdict): string {
  const own = `${subject}#${verdict.instance}`;
  if (group === undefined || verdict.refreshes.length === 0 || group.live[own] !== undefined) return own;
  const mine = new Set(verdict.refreshes);
  const isShared = ([place, known]: readonly [string, Verdict]): boolean =>
    place.startsWith(`${subject}#`) && known.refreshes.some((id) => mine.has(id));
  return Object.entries(group.live).findLast(isShared)?.[0] ?? own;
}

/** What is said of it now, and what had been said: its oldest refreshes are no longer there to be counted. */
export function continueVerdict(known: Verdict, verdict: Verdict): Verdict {
  const { severity, confidence } = isWorse(known, verdict) ? known : verdict;
  const told = new Set(known.refreshes);
  const added = verdict.refreshes.filter((id) => !told.has(id)).length;
  return {
    ...verdict,
    severity,
    confidence,
    firstMs: Math.min(known.firstMs, verdict.firstMs),
    count: known.count + added,
    evidence: verdict.evidence.slice(-MAX_EVIDENCE),
  };
}
