// A token with what its row needs and no instant changes: when it ends by the local clock, and what ended it before that.

import type { Chain } from '../../engine/chain';
import { estimateSkewMs } from '../../engine/clock';
import { findExpiryServerMs } from '../../engine/lifetime';
import { readTokenState, type TokenState } from '../../engine/select';
import type { State } from '../../engine/state';
import type { Token } from '../../engine/token';
import type { Severity } from '../../rules/finding';
import type { Finding } from './read-finding';

/** An event that ended a token before, or whatever, its expiry said. */
export type Ending = Extract<TokenState, 'superseded' | 'rejected' | 'logged-out'>;

export type TokenEntry = {
  readonly token: Token;
  readonly chain: Chain | null;
  /** Local instant of its announced end, by the server's clock; null when none was announced. */
  readonly endsAtMs: number | null;
  readonly ending: Ending | null;
  readonly findings: readonly Finding[];
  readonly worst: Severity | null;
  /** Place in the order of sight. */
  readonly place: number;
};

/** `findings`: worst first, per token. */
export function listTokenEntries(
  state: State,
  tokens: readonly Token[],
  findings: ReadonlyMap<string, readonly Finding[]>,
): readonly TokenEntry[] {
  const findSkewMs = createSkewReader(state);
  return tokens.map((token, place) => {
    const expiryMs = findExpiryServerMs(token);
    const own = findings.get(token.id) ?? [];
    return {
      token,
      chain: (token.chain === null ? null : state.chain.get(token.chain)) ?? null,
      endsAtMs: expiryMs === null ? null : expiryMs - findSkewMs(token),
      ending: readEnding(state, token),
      findings: own,
      worst: own[0]?.severity ?? null,
      place,
    };
  });
}

/** Before all time nothing has expired: what is left is what an event ended. */
export function readEnding(state: State, token: Token): Ending | null {
  const early = readTokenState(state, token, Number.NEGATIVE_INFINITY);
  return early === 'superseded' || early === 'rejected' || early === 'logged-out' ? early : null;
}

/** Like the engine's findSkewMs, but each origin's median is taken once for thousands of tokens. */
function createSkewReader(state: State): (token: Token) => number {
  const skews = new Map<string, number | null>();
  const readSkewMs = (origin: string): number | null => {
    const known = skews.get(origin);
    if (known !== undefined) return known;
    const skewMs = estimateSkewMs(state.server.get(origin));
    skews.set(origin, skewMs);
    return skewMs;
  };
  return (token) => {
    for (const origin of token.origins) {
      const skewMs = readSkewMs(origin);
      if (skewMs !== null) return skewMs;
    }
    return 0;
  };
}

/** It may still be honoured, as far as is known. */
export const isLiving = (entry: TokenEntry, nowMs: number): boolean =>
  entry.ending === null && (entry.endsAtMs === null || entry.endsAtMs > nowMs);
