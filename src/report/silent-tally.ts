// Did silent refresh work, every time? One word for each refresh, and the count of them.

import type { TokenId } from '../engine/ids';
import type { Refresh } from '../engine/refresh';

export type SilentTally = {
  /** Renewals that fell due and have an outcome: the sum of `inTime`, `after401`, `late`, `untimed` and `failed`. */
  readonly total: number;
  readonly inTime: number;
  readonly after401: number;
  readonly late: number;
  /** Succeeded, but when the renewed token was to end is not known. */
  readonly untimed: number;
  /** However often each was tried. */
  readonly failed: number;
  /** Of `after401`: those whose refused requests were all sent again. */
  readonly retried: number;
  /** Renewals when a page loads: nothing was due. */
  readonly onLoad: number;
  readonly pending: number;
  /** A credential that had been replaced or given up came again while nothing was due: no renewal of the session. */
  readonly replayed: number;
};

export type Renewal =
  | 'inTime'
  | 'after401'
  | 'late'
  | 'untimed'
  | 'failed'
  | 'onLoad'
  | 'pending'
  | 'replayed'
  | 'ignored';

const DUE: ReadonlySet<Renewal> = new Set(['inTime', 'after401', 'late', 'untimed', 'failed']);

export function tallySilent(refreshes: readonly Refresh[]): SilentTally {
  const counts = { inTime: 0, after401: 0, late: 0, untimed: 0, failed: 0, onLoad: 0, pending: 0, replayed: 0 };
  let [total, retried] = [0, 0];
  for (const refresh of joinFailedTries(refreshes)) {
    const renewal = classifyRenewal(refresh);
    if (renewal === 'ignored') continue;
    counts[renewal] += 1;
    if (DUE.has(renewal)) total += 1;
    if (renewal === 'after401' && refresh.retried.length >= refresh.unauthorized.length) retried += 1;
  }
  return { ...counts, total, retried };
}

/** Who tries three times to renew one token has failed once: the last try stands for all of them. In order of start. */
export function joinFailedTries(refreshes: readonly Refresh[]): readonly Refresh[] {
  const triedLater = new Set<TokenId>();
  const isLastTry = (refresh: Refresh): boolean => {
    const due = classifyRenewal(refresh) === 'failed' ? (refresh.renewed ?? refresh.presented) : null;
    if (due === null) return true;
    const isLast = !triedLater.has(due);
    triedLater.add(due);
    return isLast;
  };
  return refreshes.toReversed().filter(isLastTry).toReversed();
}

/** Failed attempts that a later one made good and nonce rounds are no renewals of their own. */
export function classifyRenewal(refresh: Refresh): Renewal {
  if (refresh.outcome === 'negotiation') return 'ignored';
  if (refresh.outcome === 'unknown') return refresh.endMs === null ? 'pending' : 'ignored';
  if (isReplay(refresh)) return 'replayed';
  if (refresh.outcome !== 'success') return refresh.isSettledSilently ? 'ignored' : 'failed';
  if (refresh.isInterrupted) return 'failed';
  if (refresh.trigger === 'on_load') return 'onLoad';
  if (refresh.trigger === 'late') return 'late';
  if (refresh.trigger === 'unknown') return 'untimed';
  return refresh.trigger.startsWith('reactive') ? 'after401' : 'inTime';
}

/**
 * A repeat (rules.md 3.5) that renewed nothing that was due, and cost nobody a sign-in. Within the grace window an accepted
 * one is how a second tab renews itself.
 */
function isReplay(refresh: Refresh): boolean {
  const { position, trigger, outcome } = refresh;
  const isReuse = position === 'P3' || position === 'P4' || position === 'P5';
  if (!isReuse && !(position === 'P2' && outcome !== 'success')) return false;
  const wasDue = trigger === 'late' || trigger.startsWith('reactive');
  const hasSignedIn = refresh.isInterrupted || (refresh.isResolved === true && !refresh.isSettledSilently);
  return !wasDue && !hasSignedIn;
}
