// A session that is older than the reviewer's policy and still accepted (rules.md 3.2): noted on its family once per
// refresh, and once for use at an API, so that ordinary calls leave the family alone.

import type { OverAge } from './chain';
import { findSkewMs } from './clock';
import type { Draft } from './draft';
import type { TokenId } from './ids';
import type { PolicyThresholds } from './policy';
import type { Send } from './send';
import { isEnforcing } from './servers';
import { readSessionStart } from './session';

export function noteSessionAge(draft: Draft, send: Send, thresholds: PolicyThresholds): void {
  if (send.answer !== 'accepted') return;
  const isRefresh = send.refresh !== null && draft.get('refresh', send.refresh)?.outcome === 'success';
  const isUse = send.refresh === null && send.purpose.kind === 'other' && isEnforcing(draft.view, send);
  if (!isRefresh && !isUse) return;
  for (const { token } of send.presented) noteAge(draft, send, token, isRefresh, thresholds['session.overall']);
}

function noteAge(draft: Draft, send: Send, tokenId: TokenId, isRefresh: boolean, limitSec: number): void {
  const token = draft.get('token', tokenId);
  const chain = token?.chain == null ? undefined : draft.get('chain', token.chain);
  if (token === undefined || chain === undefined || (chain.overAge !== null && !isRefresh)) return;
  const { startedMs, startMethod } = readSessionStart(chain);
  if (startedMs === null || startMethod === 'first-seen') return;
  const skewMs = startMethod === 'auth_time' ? findSkewMs(draft.view, token).skewMs : 0;
  const ageSec = (send.startMs + skewMs - startedMs) / 1000;
  if (ageSec <= limitSec) return;
  const overAge: OverAge = {
    firstMs: chain.overAge?.firstMs ?? send.startMs,
    lastMs: send.startMs,
    ageSec,
    token: tokenId,
  };
  draft.put('chain', chain.id, { ...chain, overAge });
}
