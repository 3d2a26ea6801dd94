// Did silent refresh work, every time? The count behind the strip and above the refresh log.

import type { Refresh } from '../../engine/refresh';

export type SilentTally = {
  /** Renewals that were due and have an outcome; the sum of the four below. */
  readonly total: number;
  readonly inTime: number;
  readonly after401: number;
  readonly late: number;
  readonly failed: number;
  /** Of `after401`: those whose refused requests were all sent again. */
  readonly retried: number;
  /** Renewals when a page loads: nothing was due. */
  readonly onLoad: number;
  readonly pending: number;
};

type Verdict = 'inTime' | 'after401' | 'late' | 'failed' | 'onLoad' | 'pending' | 'ignored';

export function tallySilent(refreshes: readonly Refresh[]): SilentTally {
  const tally = { total: 0, inTime: 0, after401: 0, late: 0, failed: 0, retried: 0, onLoad: 0, pending: 0 };
  for (const refresh of refreshes) {
    const verdict = judgeRefresh(refresh);
    if (verdict === 'ignored') continue;
    tally[verdict] += 1;
    if (verdict !== 'onLoad' && verdict !== 'pending') tally.total += 1;
    if (verdict === 'after401' && refresh.retried.length >= refresh.unauthorized.length) tally.retried += 1;
  }
  return tally;
}

/** Failed attempts that a later one made good and nonce rounds are no renewals of their own. */
export function judgeRefresh(refresh: Refresh): Verdict {
  if (refresh.outcome === 'negotiation') return 'ignored';
  if (refresh.outcome === 'unknown') return refresh.endMs === null ? 'pending' : 'ignored';
  if (refresh.outcome !== 'success') return refresh.isSettledSilently ? 'ignored' : 'failed';
  if (refresh.isInterrupted) return 'failed';
  if (refresh.trigger === 'on_load') return 'onLoad';
  if (refresh.trigger === 'late') return 'late';
  return refresh.trigger.startsWith('reactive') ? 'after401' : 'inTime';
}
