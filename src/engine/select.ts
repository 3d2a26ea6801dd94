// What can be derived from state and an instant: phases, states, words of the report. Pure; "now" is an argument.

import type { Chain } from './chain';
import { findSkewMs } from './clock';
import type { ChainId } from './ids';
import { findExpiryServerMs, type Lifetime, measureLifetime } from './lifetime';
import type { Refresh } from './refresh';
import type { ToldView } from './state';
import type { Token } from './token';

export type TokenState = 'live' | 'expiring' | 'expired' | 'superseded' | 'rejected' | 'logged-out' | 'unknown';
export type ChainState = 'active' | 'revoked' | 'logged-out' | 'expired' | 'unknown';

const EXPIRING_SHARE = 0.2;
const EXPIRING_MAX_SEC = 60;
const EXPIRING_REFRESH_MAX_SEC = 3600;

/** Of whatever names one; undefined when it names none, or one that was dropped. */
export const findChain = (state: ToldView, of: { readonly chain: ChainId | null }): Chain | undefined =>
  of.chain === null ? undefined : state.chain.get(of.chain);

export function readLifetime(state: ToldView, token: Token): Lifetime {
  return measureLifetime(token, token.firstSeenMs + findSkewMs(state, token).skewMs);
}

/** Seconds left at a local instant, by server time; negative when past; null when no end was announced. */
export function remainingSec(state: ToldView, token: Token, nowMs: number): number | null {
  const expiryMs = findExpiryServerMs(token);
  if (expiryMs === null) return null;
  const leftSec = (expiryMs - (nowMs + findSkewMs(state, token).skewMs)) / 1000;
  // Whole-second claims and an estimated clock may say a little more than the token was ever given.
  return token.expSec !== null && token.iatSec !== null && token.expSec > token.iatSec
    ? Math.min(leftSec, token.expSec - token.iatSec)
    : leftSec;
}

/** The local instant at which its announced life ends; null when no end was announced. */
export function findExpiryLocalMs(state: ToldView, token: Token): number | null {
  const expiryMs = findExpiryServerMs(token);
  return expiryMs === null ? null : expiryMs - findSkewMs(state, token).skewMs;
}

/** Seconds until the soft expiry (rules.md 3.1, useExp); null when the token has none. */
export function remainingSoftSec(state: ToldView, token: Token, nowMs: number): number | null {
  if (token.soft === null) return null;
  return token.soft.atSec - (nowMs + findSkewMs(state, token).skewMs) / 1000;
}

/** The first that applies of logged-out, rejected, superseded, expired, expiring, live (rules.md 14.27). */
export function readTokenState(state: ToldView, token: Token, nowMs: number): TokenState {
  const chain = findChain(state, token) ?? null;
  const ended = readEventState(token, chain);
  if (ended !== null) return ended;
  const leftSec = remainingSec(state, token, nowMs);
  if (leftSec === null) return token.role === 'refresh' && chain !== null && chain.end === null ? 'live' : 'unknown';
  if (leftSec <= 0) return 'expired';
  return leftSec <= expiringBelowSec(token, readLifetime(state, token).lifetimeSec) ? 'expiring' : 'live';
}

/** The part of it that no instant changes; null when no event ended the token. `chain`: its own. */
export function readEventState(token: Token, chain: Chain | null): 'logged-out' | 'rejected' | 'superseded' | null {
  if (chain?.logout && token.firstSeenMs <= chain.logout.atMs) return 'logged-out';
  if (token.refusedAtMs !== null) return 'rejected';
  return isReplaced(token) ? 'superseded' : null;
}

export function isReplaced(token: Token): boolean {
  return token.replacedAtMs !== null || token.uses.some((use) => use.successor !== null && use.successor !== token.id);
}

function expiringBelowSec(token: Token, lifetimeSec: number | null): number {
  const maxSec = token.role === 'refresh' ? EXPIRING_REFRESH_MAX_SEC : EXPIRING_MAX_SEC;
  return lifetimeSec === null ? maxSec : Math.min(maxSec, lifetimeSec * EXPIRING_SHARE);
}

/** Renewal credentials without an observed successor: the end of each branch (rules.md 3.4). */
export function listHeads(state: ToldView, chain: Chain): readonly Token[] {
  return [...new Set(chain.branches.map((branch) => branch.head))].flatMap((id) => state.token.get(id) ?? []);
}

/** A chain that was logged out and then refused is logged-out (rules.md 14.25). */
export function readChainState(state: ToldView, chain: Chain, nowMs: number): ChainState {
  if (chain.logout !== null) return 'logged-out';
  if (chain.end !== null) return chain.end.cause === 'unknown' ? 'unknown' : 'revoked';
  const heads = listHeads(state, chain);
  // Nothing renews a family without a head: it lasts as long as its access tokens.
  const lasting = heads.length > 0 ? heads : chain.accessTokens.flatMap((id) => state.token.get(id) ?? []);
  const isOver = (token: Token): boolean => (remainingSec(state, token, nowMs) ?? 1) <= 0;
  if (lasting.length > 0 && lasting.every(isOver)) return 'expired';
  return 'active';
}

/** Rotating after one rotation, non-rotating after two successful uses of one credential without a new one (14.29). */
export function readRegime(state: ToldView, chain: Chain): 'rotating' | 'non-rotating' | 'undetermined' {
  if (chain.rotations > 0) return 'rotating';
  const isKept = listHeads(state, chain).some((head) => countKeptUses(head) >= 2);
  return isKept ? 'non-rotating' : 'undetermined';
}

/** Accepted uses that brought no new renewal credential. */
const countKeptUses = (token: Token): number =>
  token.uses.filter((use) => use.isAccepted && use.isBodyRead && use.successor === null).length;

/** Did the user notice? (rules.md 3.3) */
export function readSilent(refresh: Refresh): 'success' | 'failure' | 'unknown' {
  if (refresh.outcome === 'success') return refresh.isInterrupted ? 'failure' : 'success';
  return refresh.outcome.startsWith('failure') ? 'failure' : 'unknown';
}

export type IssuedShape = 'paired' | 'at_only' | 'rt_only' | null;

/** New access token and new renewal credential, or only one of them; null when nothing new was seen (rules.md 3.3). */
export function readShape(state: ToldView, refresh: Refresh): IssuedShape {
  const isRenewal = (id: string): boolean => {
    const role = state.token.get(id)?.role;
    return role === 'refresh' && id !== refresh.presented;
  };
  const hasRenewal = refresh.issued.some(isRenewal);
  const hasAccess = refresh.issued.some((id) => state.token.get(id)?.role !== 'refresh');
  if (hasRenewal && hasAccess) return 'paired';
  if (hasAccess) return 'at_only';
  return hasRenewal ? 'rt_only' : null;
}
