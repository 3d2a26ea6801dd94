// After a refresh failed for good the app should sign in anew (RFC 6749 5.2): what it does instead is counted on the client.

import { MAX_DEAD_USES } from '../base/limits';
import { isRejected } from './classify-answer';
import type { DeadSession } from './client';
import type { Draft } from './draft';
import type { ClientId, TokenId } from './ids';
import { findExpiryServerMs } from './lifetime';
import type { Refresh } from './refresh';
import { findExpiryLocalMs } from './select';
import type { Send } from './send';
import type { Token } from './token';

/** Begins with the first terminal failure; while the old access token is still valid nothing is wrong yet. */
export function beginDeadSession(draft: Draft, refresh: Refresh): void {
  const client = draft.get('client', refresh.client);
  if (client === undefined || refresh.endMs === null) return;
  if (client.deadSession !== null && client.deadSession.endedMs === null) return;
  if (client.deadSession?.refresh === refresh.id) return;
  const token = draft.get('token', refresh.renewed);
  const validUntilMs = token === undefined ? 0 : findLocalEndMs(draft, token);
  // The client's newest may be another app's (T18): its use says nothing of this one.
  const isOfAnother = token?.chain != null && refresh.chain !== null && token.chain !== refresh.chain;
  const deadSession: DeadSession = {
    refresh: refresh.id,
    sinceMs: Math.max(refresh.endMs, validUntilMs),
    token: token === undefined || isEndUnseen(token) || isOfAnother ? null : token.id,
    presentations: 0,
    rejections: 0,
    lastMs: null,
    sends: [],
    endedMs: null,
  };
  draft.put('client', client.id, { ...client, deadSession });
}

/** What failed did not fail for good: its body was read after its status. */
export function forgetDeadSession(draft: Draft, refresh: Refresh): void {
  const client = draft.get('client', refresh.client);
  if (client?.deadSession?.refresh === refresh.id) draft.put('client', client.id, { ...client, deadSession: null });
}

/**
 * A login page, a sign-in, a later success or a logout: what began after it, counted before it was known, is taken back. One
 * that was over (`overMs`) before the failure, and is heard of after it, ends nothing.
 */
export function endDeadSession(draft: Draft, clientId: ClientId, atMs: number, overMs = atMs): void {
  const client = draft.get('client', clientId);
  const session = client?.deadSession;
  if (client === undefined || !session || session.endedMs !== null) return;
  if (overMs < (draft.get('refresh', session.refresh)?.endMs ?? session.sinceMs)) return;
  const later = session.sends.flatMap((id) => draft.get('send', id) ?? []).filter(({ startMs }) => startMs >= atMs);
  const deadSession: DeadSession = {
    ...session,
    presentations: session.presentations - later.filter((send) => hasPresented(draft, send, session)).length,
    rejections: session.rejections - later.filter(({ answer }) => isRejected(answer)).length,
    sends: session.sends.filter((id) => !later.some((send) => send.id === id)),
    endedMs: atMs,
  };
  draft.put('client', clientId, { ...client, deadSession });
}

/** The old access token, or another of the family whose life is over: each tab may hold one of its own. */
function hasPresented(draft: Draft, { presented, startMs }: Send, { token: renewed, refresh }: DeadSession): boolean {
  const chain = draft.get('refresh', refresh)?.chain ?? null;
  const isOver = (id: TokenId): boolean => {
    const token = draft.get('token', id);
    if (token === undefined || chain === null || token.chain !== chain || token.role !== 'access') return false;
    return !isEndUnseen(token) && findLocalEndMs(draft, token) <= startMs;
  };
  return presented.some(({ token }) => token === renewed || isOver(token));
}

/** 0 where no end was announced: it was over with its session. */
const findLocalEndMs = (draft: Draft, token: Token): number => findExpiryLocalMs(draft.view, token) ?? 0;

/** Its issuance may have announced an end that nobody saw: then only refusals tell that it is over. */
const isEndUnseen = (token: Token): boolean => token.issuedBy === null && findExpiryServerMs(token) === null;

/** `before`: the send as it was judged until now, so that one counts once. */
export function countDeadUse(draft: Draft, before: Send, send: Send): void {
  const client = draft.get('client', send.client);
  const session = client?.deadSession;
  if (client === undefined || !session || send.startMs >= (session.endedMs ?? Number.POSITIVE_INFINITY)) return;
  if (send.startMs < session.sinceMs || send.refresh !== null || send.isPrefetch || send.source !== 'network') return;
  const isPresented = before.status === null && hasPresented(draft, send, session);
  const isRefused = isRejected(send.answer) && !isRejected(before.answer);
  if (!isPresented && !isRefused) return;
  draft.put('client', client.id, {
    ...client,
    deadSession: {
      ...session,
      presentations: session.presentations + (isPresented ? 1 : 0),
      rejections: session.rejections + (isRefused ? 1 : 0),
      lastMs: Math.max(session.lastMs ?? 0, send.startMs),
      sends: [...session.sends.filter((id) => id !== send.id), send.id].slice(-MAX_DEAD_USES),
    },
  });
}
