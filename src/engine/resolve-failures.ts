// A failed refresh that a later success, or another use of the same token, made good (rules.md 3.3).

import { endDeadSession } from './dead-session';
import type { Draft } from './draft';
import type { ClientId, RefreshId, TokenId } from './ids';
import type { Refresh } from './refresh';

/** A later success of the same client resolves its earlier failures (rules.md 3.3). */
export function resolveFailures(draft: Draft, refresh: Refresh): void {
  if (refresh.client !== null) resolveClientFailures(draft, refresh.client, refresh.endMs ?? refresh.startMs, true);
}

/** `isSilent`: a refresh made them good, not a sign-in; `overMs`: when it was answered. */
export function resolveClientFailures(
  draft: Draft,
  clientId: ClientId,
  atMs: number,
  isSilent: boolean,
  overMs = atMs,
): void {
  endDeadSession(draft, clientId, atMs, overMs);
  for (const id of draft.get('client', clientId)?.refreshes ?? []) {
    const earlier = draft.get('refresh', id);
    // News of a success may come after the news of a failure that followed it.
    if (earlier?.isResolved === false && (earlier.endMs ?? earlier.startMs) <= atMs)
      draft.put('refresh', id, { ...earlier, isResolved: true, isSettledSilently: isSilent });
  }
}

/** The server took the token once: what failed of its other uses is made good, whichever answer is heard of first. */
export function resolveRivals(draft: Draft, tokenId: TokenId, refreshId: RefreshId): void {
  for (const use of draft.get('token', tokenId)?.uses ?? []) {
    const rival = use.refresh === refreshId ? undefined : draft.get('refresh', use.refresh);
    if (rival?.isResolved === false) draft.put('refresh', rival.id, { ...rival, ...resolveFailure(rival, true) });
  }
}

/** What was resolved stays so, in the way it was. `hasRival`: another use of the same token succeeded. */
export function resolveFailure(refresh: Refresh, hasRival: boolean): Pick<Refresh, 'isResolved' | 'isSettledSilently'> {
  if (refresh.isResolved === true) return { isResolved: true, isSettledSilently: refresh.isSettledSilently };
  return { isResolved: hasRival, isSettledSilently: hasRival };
}
