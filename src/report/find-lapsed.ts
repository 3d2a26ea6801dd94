// Access tokens that ran out, were refused for it, and that nothing asked to renew: silent refresh that never began.

import type { Refresh } from '../engine/refresh';
import { findExpiryLocalMs } from '../engine/select';
import type { ToldState } from '../engine/state';
import { audienceKeyOf, type Token } from '../engine/token';

/**
 * `used`: sent after its end and refused, and within `reactiveSec` nothing asked for another. `unused`: nobody needed it any
 * more. Only tokens of families that can renew themselves, and only the newest of their kind.
 */
export type Lapsed = { readonly used: number; readonly unused: number };

export function findLapsed(
  state: ToldState,
  tokens: Iterable<Token>,
  refreshes: Iterable<Refresh>,
  nowMs: number,
  reactiveSec: number,
): Lapsed {
  const renewed = new Set([...refreshes].map((refresh) => refresh.renewed));
  let [used, unused] = [0, 0];
  for (const token of tokens) {
    if (token.role !== 'access' || token.replacedAtMs !== null || renewed.has(token.id)) continue;
    const endMs = findExpiryLocalMs(state, token);
    if (endMs === null || endMs > nowMs || !isLastOfChain(state, token)) continue;
    const refusedMs = findRefusedMs(token, endMs);
    if (refusedMs === null) unused += 1;
    else if (nowMs - refusedMs > reactiveSec * 1000) used += 1;
  }
  return { used, unused };
}

/** When it was known to be refused after its end; it may have been refused once before, and accepted again. */
function findRefusedMs(
  { firstRejectedMs, refusedAtMs, presentationsAfterExpiry }: Token,
  endMs: number,
): number | null {
  if (firstRejectedMs !== null && firstRejectedMs >= endMs) return firstRejectedMs;
  return refusedAtMs !== null && presentationsAfterExpiry > 0 ? Math.max(refusedAtMs, endMs) : null;
}

function isLastOfChain(state: ToldState, token: Token): boolean {
  const chain = token.chain === null ? undefined : state.chain.get(token.chain);
  if (chain === undefined || chain.credentials.length === 0 || chain.logout !== null) return false;
  const audience = audienceKeyOf(token.identity);
  const kin = chain.accessTokens.flatMap((id) => state.token.get(id) ?? []);
  return kin.findLast((other) => audienceKeyOf(other.identity) === audience)?.id === token.id;
}
