// A failed refresh that a later success, or another use of the same token, made good (rules.md 3.3).

import type { Client } from './client';
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
  const client = draft.get('client', clientId);
  for (const id of client?.refreshes ?? []) {
    const earlier = draft.get('refresh', id);
    // News of a success may come after the news of a failure that followed it.
    if (client === undefined || earlier === undefined || earlier.isResolved === null || endOf(earlier) > atMs) continue;
    const isSettledSilently = isSilent
      ? !hasSignedIn(client, earlier, atMs)
      : hasSucceeded(draft, client, earlier, atMs);
    // Of a success and a sign-in, the one that came first made it good, whichever is heard of first.
    if (earlier.isResolved && (earlier.isSettledSilently === isSettledSilently || isSilent !== isSettledSilently))
      continue;
    draft.put('refresh', id, { ...earlier, isResolved: true, isSettledSilently });
  }
}

const endOf = ({ startMs, endMs }: Refresh): number => endMs ?? startMs;

const hasSignedIn = ({ signInsMs }: Client, failed: Refresh, byMs: number): boolean =>
  signInsMs.some((atMs) => atMs >= endOf(failed) && atMs < byMs);

const hasSucceeded = (draft: Draft, { refreshes }: Client, failed: Refresh, byMs: number): boolean =>
  refreshes.some((id) => {
    const other = draft.get('refresh', id);
    return other?.outcome === 'success' && endOf(other) >= endOf(failed) && endOf(other) <= byMs;
  });

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
