// Documents come and go: fresh contexts, logins that the user saw, silent authorizations that nobody saw.

import { appendBehindFirst } from '../base/capped-list';
import { MAX_AUTHORIZATION_TRIPS } from '../base/limits';
import type { RequestSent } from '../observation/observation';
import { ensureClient, listClientsOf, noteLoginNavigation, patchContext } from './contexts';
import type { Draft } from './draft';
import type { ClientId } from './ids';
import type { Send } from './send';

/** A login page this long after a refresh is a consequence of something else. */
const INTERRUPTION_MS = 30_000;
const SAME_LOOP_MS = 30_000;

export function recordNavigation(draft: Draft, sent: RequestSent, send: Send): void {
  const { purpose } = sent;
  if (purpose.kind === 'authorization' && purpose.isSilent) return noteSilentAuthorization(draft, send);
  // What is fetched or rendered ahead is seen by nobody, and may never be.
  if (sent.resourceType !== 'document' || sent.isPrefetch) return;
  const isLogin = purpose.kind === 'authorization' || purpose.kind === 'login-page';
  if (!isLogin) noteTrip(draft, send);
  if (sent.redirectOf !== null && purpose.kind === 'other') return;
  for (const client of listClientsOf(draft, send.context)) {
    if (isLogin) {
      noteLoginNavigation(draft, client, send.startMs);
      draft.patch('client', client.id, { silentAuthorization: null });
      if (purpose.kind === 'authorization' && client.id !== send.client)
        draft.patch('client', client.id, { authorizationAtMs: send.startMs });
      markInterrupted(draft, client.refreshes, send.startMs);
    }
  }
  if (send.client === null) return;
  ensureClient(draft, send.client);
  patchContext(draft, send.client, send.context, { documentAtMs: send.startMs, held: [], rejections: [] });
}

/** A page of the app after it had gone to an authorization page: there and back again, once. */
function noteTrip(draft: Draft, send: Send): void {
  const client = draft.get('client', send.client);
  if (client === undefined || client.authorizationAtMs === null) return;
  const before = client.authorizationTripsMs;
  const isGoingOn = send.startMs - (before.at(-1) ?? 0) <= SAME_LOOP_MS;
  const authorizationTripsMs = isGoingOn
    ? appendBehindFirst(before, send.startMs, MAX_AUTHORIZATION_TRIPS)
    : [send.startMs];
  draft.patch('client', client.id, { authorizationTripsMs, authorizationAtMs: null });
}

function noteSilentAuthorization(draft: Draft, send: Send): void {
  for (const id of listClientsBehind(draft, send)) {
    ensureClient(draft, id);
    draft.patch('client', id, { silentAuthorization: { send: send.id, codeFp: null } });
  }
}

/** Whoever the tab has shown may be behind a silent authorization; its own app too, even when that is seen here for the first time. */
export function listClientsBehind(draft: Draft, send: Send): ReadonlySet<ClientId> {
  const ids = new Set(listClientsOf(draft, send.context).map(({ id }) => id));
  if (send.client !== null) ids.add(send.client);
  return ids;
}

/** A refresh was not silent when the user met a login before the new token was used. */
function markInterrupted(draft: Draft, refreshes: readonly string[], atMs: number): void {
  for (const id of refreshes.slice(-8)) {
    const refresh = draft.get('refresh', id);
    if (refresh === undefined || refresh.isSettledSilently || refresh.isInterrupted) continue;
    if (atMs >= refresh.startMs && atMs - refresh.startMs <= INTERRUPTION_MS)
      draft.put('refresh', id, { ...refresh, isInterrupted: true });
  }
}
