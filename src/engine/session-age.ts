// How old a session was when it was last accepted (rules.md 3.2): noted on its family at refreshes and, so that ordinary
// calls leave the family alone, now and then at the use of an API.

import { findSkewMs } from './clock';
import type { Draft } from './draft';
import type { TokenId } from './ids';
import type { Send } from './send';
import { isEnforcing } from './servers';
import { readSessionStart } from './session';

const EVERY_SEC = 600;

export function noteSessionAge(draft: Draft, send: Send): void {
  if (send.answer !== 'accepted') return;
  const isRefresh = send.refresh !== null && draft.get('refresh', send.refresh)?.outcome === 'success';
  const isUse = send.refresh === null && send.purpose.kind === 'other' && isEnforcing(draft.view, send);
  if (!isRefresh && !isUse) return;
  for (const { token } of send.presented) noteAge(draft, send, token, isRefresh);
}

function noteAge(draft: Draft, send: Send, tokenId: TokenId, isRefresh: boolean): void {
  const token = draft.get('token', tokenId);
  const chain = draft.get('chain', token?.chain);
  if (token === undefined || chain === undefined) return;
  const { startedMs, startMethod } = readSessionStart(chain);
  if (startedMs === null) return;
  const skewMs = startMethod === 'auth_time' ? findSkewMs(draft.view, token).skewMs : 0;
  const ageSec = (send.startMs + skewMs - startedMs) / 1000;
  const knownSec = chain.agedUse?.ageSec ?? 0;
  const limitSec = draft.thresholds['session.overall'];
  const isCrossing = knownSec <= limitSec && ageSec > limitSec;
  if (ageSec <= knownSec || !(isRefresh || isCrossing || ageSec - knownSec >= EVERY_SEC)) return;
  draft.put('chain', chain.id, { ...chain, agedUse: { atMs: send.startMs, ageSec, token: tokenId } });
}
