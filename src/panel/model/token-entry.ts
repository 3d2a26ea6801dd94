// A token with what its row needs and no instant changes: when it ends by the local clock, and what ended it before that.

import type { Chain } from '../../engine/chain';
import { readSkew } from '../../engine/clock';
import { findExpiryServerMs, type Lifetime, measureLifetime } from '../../engine/lifetime';
import { findChain, readEventState, type TokenState } from '../../engine/select';
import type { ToldState } from '../../engine/state';
import type { Token } from '../../engine/token';
import type { Severity } from '../../rules/finding';
import { nameClient } from './client-name';
import type { Finding } from './read-finding';

/** An event that ended a token before, or whatever, its expiry said. */
export type Ending = Extract<TokenState, 'superseded' | 'rejected' | 'logged-out'>;

export type TokenEntry = {
  readonly token: Token;
  readonly chain: Chain | null;
  /** The app that holds it; null when nothing names it. */
  readonly client: string | null;
  readonly lifetime: Lifetime;
  /** Server minus local, by which the other times here were found. */
  readonly skewMs: number;
  /** Local instant of its announced end, by the server's clock; null when none was announced. */
  readonly endsAtMs: number | null;
  readonly ending: Ending | null;
  /** When it is over, by whatever ended it. */
  readonly overMs: number;
  readonly findings: readonly Finding[];
  readonly worst: Severity | null;
  /** Place in the order of sight. */
  readonly place: number;
};

/** `findings`: worst first, per token. By id, in the order of `tokens`. */
export type EntryLister = (
  state: ToldState,
  tokens: readonly Token[],
  findings: ReadonlyMap<string, readonly Finding[]>,
) => ReadonlyMap<string, TokenEntry>;

const NO_FINDINGS: readonly Finding[] = [];

/** Entries of which nothing changed since the last list are the same objects: what depends on one need not look again. */
export function createEntryLister(): EntryLister {
  let known: ReadonlyMap<string, TokenEntry> = new Map();
  let places = 0;
  return (state, tokens, findings) => {
    const findSkewMs = createSkewReader(state);
    const entries = new Map<string, TokenEntry>();
    for (const token of tokens) {
      const former = known.get(token.id);
      const chain = findChain(state, token) ?? null;
      const client = nameClient(state, token, chain);
      const own = findings.get(token.id) ?? NO_FINDINGS;
      const skewMs = findSkewMs(token);
      const isSame =
        former?.token === token &&
        former.chain === chain &&
        former.client === client &&
        former.findings === own &&
        former.skewMs === skewMs;
      if (former === undefined) places += 1;
      entries.set(
        token.id,
        isSame ? former : makeEntry({ token, chain, client, findings: own, skewMs, place: former?.place ?? places }),
      );
    }
    known = entries;
    return entries;
  };
}

type Found = Pick<TokenEntry, 'token' | 'chain' | 'client' | 'findings' | 'skewMs' | 'place'>;

function makeEntry(found: Found): TokenEntry {
  const { token, chain, findings, skewMs } = found;
  const expiryMs = findExpiryServerMs(token);
  const endsAtMs = expiryMs === null ? null : expiryMs - skewMs;
  const ending = readEventState(token, chain);
  return {
    ...found,
    lifetime: measureLifetime(token, token.firstSeenMs + skewMs),
    endsAtMs,
    ending,
    overMs: findOverMs({ token, chain, endsAtMs, ending }),
    worst: findings[0]?.severity ?? null,
  };
}

export function findOverMs(entry: Pick<TokenEntry, 'token' | 'chain' | 'endsAtMs' | 'ending'>): number {
  const { token, chain, endsAtMs, ending } = entry;
  if (ending === 'superseded') return token.replacedAtMs ?? token.lastSeenMs;
  if (ending === 'rejected') return token.refusedAtMs ?? token.lastSeenMs;
  if (ending === 'logged-out') return chain?.logout?.atMs ?? token.lastSeenMs;
  return endsAtMs ?? token.lastSeenMs;
}

/** The engine's findSkewMs, but each origin's median is taken once for thousands of tokens. */
function createSkewReader(state: ToldState): (token: Token) => number {
  const skews = new Map<string, number | null>();
  const readSkewMs = (origin: string): number | null => {
    const known = skews.get(origin);
    if (known !== undefined) return known;
    const skewMs = readSkew(state.server.get(origin))?.skewMs ?? null;
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
