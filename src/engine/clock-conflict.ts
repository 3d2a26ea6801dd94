// Moments at which the wrong local clock made a difference (rules.md 14.17): kept by server, the first one only.

import { isRejected } from './classify-answer';
import { isClockSteady } from './clock';
import { readContext } from './contexts';
import type { Draft } from './draft';
import type { ClockConflict } from './endpoint';
import { isUnwatched } from './gaps';
import { readDraftLog } from './log';
import type { Refresh } from './refresh';
import type { Send } from './send';
import { readServer } from './servers';
import type { Token } from './token';

/** Nearer to its end than this, a token's fate says nothing about clocks. */
const MARGIN_MS = 5000;

/** By the local clock this refresh came in time; by the server's it was early or late. */
export function noteRefreshConflict(draft: Draft, send: Send, refresh: Refresh): void {
  if (refresh.trigger !== 'early' && refresh.trigger !== 'late') return;
  const renewed = draft.get('token', refresh.renewed);
  if (!wasWatched(draft, send, renewed)) return;
  const expSec = renewed?.expSec ?? null;
  const leftSec = expSec === null ? null : expSec - send.startMs / 1000;
  if (leftSec !== null && leftSec > 0 && leftSec <= draft.thresholds['refresh.proactive.window']) {
    note(draft, send, { atMs: send.startMs, kind: refresh.trigger, token: refresh.renewed });
  }
}

/**
 * What nobody saw may have brought this tab another token, by whose end the refresh was timed: since this one was issued to
 * it, or since its page was loaded where it takes the token of another tab (rules.md 14.18).
 */
function wasWatched(draft: Draft, send: Send, renewed: Token | undefined): boolean {
  if (renewed === undefined || send.client === null) return false;
  const { held, documentAtMs } = readContext(draft.get('client', send.client), send.context);
  const isOwn = held.some(({ token }) => token === renewed.id);
  if (!isOwn && documentAtMs === null) return false;
  const issuedMs = renewed.issuedAtMs ?? Number.NEGATIVE_INFINITY;
  const sinceMs = isOwn ? issuedMs : Math.min(issuedMs, documentAtMs ?? issuedMs);
  return !isUnwatched(readDraftLog(draft).gaps, sinceMs, send.startMs);
}

/** A token that is alive by the local clock was refused as expired, or a dead one was accepted. */
export function noteAnswerConflict(draft: Draft, token: Token, send: Send): void {
  if (token.expSec === null || send.serverDateMs === null) return;
  const expMs = token.expSec * 1000;
  const isAliveHere = (send.endMs ?? send.startMs) < expMs - MARGIN_MS;
  const isDeadHere = send.startMs > expMs + MARGIN_MS;
  const isAliveThere = send.serverDateMs < expMs - MARGIN_MS;
  const isDeadThere = send.serverDateMs > expMs + MARGIN_MS;
  if (isRejected(send.answer) && isAliveHere && isDeadThere)
    note(draft, send, { atMs: send.startMs, kind: 'refused', token: token.id });
  if (send.answer === 'accepted' && isDeadHere && isAliveThere)
    note(draft, send, { atMs: send.startMs, kind: 'accepted', token: token.id });
}

function note(draft: Draft, send: Send, conflict: ClockConflict): void {
  const server = readServer(draft, send.origin);
  // Between two that contradict each other lies no estimate that anything could contradict.
  if (server.clockConflict === null && isClockSteady(server.clock))
    draft.put('server', server.origin, { ...server, clockConflict: conflict });
}
