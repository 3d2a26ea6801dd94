// An answer's body is read late: a refresh that began since was taken to renew what was known until then, and what it brought
// again was taken for new.

import type { Draft } from './draft';
import type { RefreshId, TokenId } from './ids';
import { noteEarlierUses } from './note-earlier-uses';
import { findOccasion, remeasureRefresh } from './occasion';
import type { Refresh } from './refresh';
import { replaceAccessToken, restoreAccessToken } from './replace-access-token';
import type { Send } from './send';
import { settleRefresh } from './settle-refresh';
import { findBirthMs } from './token';

/** Later than this after an answer, its body was read on the slowest of computers only. */
const READ_WITHIN_MS = 100_000;

/** `send`: its answer's body was read only now, and brought tokens. */
export function reviewRenewed(draft: Draft, send: Send): void {
  const since = listSince(draft, send);
  for (const { send: id, issued } of since) {
    const again = issued.some((token) => send.issued.includes(token)) ? draft.get('send', id) : undefined;
    if (again !== undefined) settleRefresh(draft, again);
  }
  const reviewed = since.filter(({ id }) => review(draft, id));
  if (reviewed.length === 0) return;
  // What one of them had seemed to renew, the refresh that was read only now has renewed.
  for (const { id } of [send, ...reviewed]) {
    const refresh = draft.get('refresh', id);
    if (refresh?.outcome !== 'success') continue;
    for (const issued of refresh.issued) replaceAccessToken(draft, refresh, issued);
  }
}

/** What came before this send, by a clock that was set back since, seems to have come after it; but it brought what this one presents. */
function listSince(draft: Draft, { id: own, client, presented, endMs }: Send): readonly Refresh[] {
  if (endMs === null) return [];
  const refreshes = (draft.get('client', client)?.refreshes ?? []).flatMap((id) => draft.get('refresh', id) ?? []);
  return refreshes.filter((one) => {
    const sinceMs = (one.endMs ?? one.startMs) - endMs;
    const isBefore = presented.some(({ token }) => one.issued.includes(token));
    return one.id !== own && sinceMs >= 0 && sinceMs <= READ_WITHIN_MS && !isBefore;
  });
}

function review(draft: Draft, id: RefreshId): boolean {
  const refresh = draft.get('refresh', id);
  const send = draft.get('send', refresh?.send);
  if (refresh === undefined || send === undefined) return false;
  const occasion = findOccasion(draft, send, refresh);
  const isDatedNow = refresh.remainingSec === null && occasion.remainingSec !== null;
  if (!isNearer(draft, refresh, occasion.renewed) && !isDatedNow) return false;
  restoreAccessToken(draft, refresh, refresh.issued);
  const reviewed: Refresh = { ...refresh, ...occasion, retried: [] };
  draft.put('refresh', refresh.id, reviewed);
  remeasureRefresh(draft, send);
  // Other requests were refused before it: what was sent again since is looked for anew.
  noteEarlierUses(draft, reviewed, []);
  return true;
}

/** Of its own family, and not older than what it was taken to renew: how long a page holds a token is not kept for ever. */
function isNearer(draft: Draft, refresh: Refresh, id: TokenId | null): boolean {
  const known = draft.get('token', refresh.renewed);
  const found = draft.get('token', id);
  if (found === undefined || known === undefined || known.chain !== refresh.chain) return found?.id !== known?.id;
  return found.id !== known.id && findBirthMs(found) >= findBirthMs(known);
}
