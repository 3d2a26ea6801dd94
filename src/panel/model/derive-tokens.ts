// What follows from the tokens in scope: entries, rows in order, what expires next, whether anything counts.

import { computed, type ReadonlySignal, type Signal } from '@preact/signals';
import type { FeedView } from './feed';
import { createOrderKeeper } from './keep-order';
import type { Finding } from './read-finding';
import type { ScopeFilter } from './scope';
import { createEntryLister, type TokenEntry } from './token-entry';
import { matchesQuery, matchesRoles, type RoleGroup, writeHaystack } from './token-filter';
import { chooseOrder, countPassed, followsClock, type Sort } from './token-order';

export type TokenDerivations = {
  /** All of the scope, in order of sight. */
  readonly tokenEntries: ReadonlySignal<readonly TokenEntry[]>;
  readonly entriesById: ReadonlySignal<ReadonlyMap<string, TokenEntry>>;
  /** Filtered and sorted: the rows of the table. */
  readonly tokenRows: ReadonlySignal<readonly TokenEntry[]>;
  /** Those without a chain that a timeline can show. */
  readonly looseEntries: ReadonlySignal<readonly TokenEntry[]>;
  /** When the first of the scope was seen; the present when there is none. */
  readonly firstSeenMs: ReadonlySignal<number>;
  readonly hasTokens: ReadonlySignal<boolean>;
  readonly nextExpiry: ReadonlySignal<TokenEntry | null>;
  /** Something on screen changes with the clock. */
  readonly hasCounting: ReadonlySignal<boolean>;
};

type TokenChoices = {
  readonly query: ReadonlySignal<string>;
  readonly roles: Signal<ReadonlySet<RoleGroup>>;
  readonly sort: ReadonlySignal<Sort>;
};

export function deriveTokens(
  feed: ReadonlySignal<FeedView>,
  scopeFilter: ReadonlySignal<ScopeFilter>,
  facetFilter: ReadonlySignal<ScopeFilter>,
  findingsByToken: ReadonlySignal<ReadonlyMap<string, readonly Finding[]>>,
  nowMs: ReadonlySignal<number>,
  choices: TokenChoices,
): TokenDerivations {
  const haystacks = new WeakMap<TokenEntry, string>();
  const listEntries = createEntryLister();
  const keepOrder = createOrderKeeper<TokenEntry>();
  const entriesById = computed(() => {
    const { state } = feed.value;
    const tokens = [...state.token.values()].filter(scopeFilter.value.hasToken);
    return listEntries(state, tokens, findingsByToken.value);
  });
  const tokenEntries = computed(() => [...entriesById.value.values()]);
  const counting = computed(() => tokenEntries.value.filter(isCounting));
  const endsMs = computed(() => Float64Array.from(counting.value, ({ endsAtMs }) => endsAtMs));
  /** The clock, as coarse as order needs it: moves only when a token crosses its end. */
  const crossing = computed(() => countPassed(endsMs.value, nowMs.value));
  const matching = computed(() => {
    const { state } = feed.value;
    const query = choices.query.value.trim();
    const chosen = choices.roles.value;
    const { hasToken } = facetFilter.value;
    const readHaystack = (entry: TokenEntry): string => {
      const known = haystacks.get(entry);
      if (known !== undefined) return known;
      const haystack = writeHaystack(entry, state.claims.get(entry.token.id));
      haystacks.set(entry, haystack);
      return haystack;
    };
    return tokenEntries.value.filter(
      (entry) =>
        matchesRoles(entry.token.role, chosen) &&
        hasToken(entry.token) &&
        (query === '' || matchesQuery(readHaystack(entry), query)),
    );
  });
  let ordered: { readonly sort: Sort; readonly atMs: number } | null = null;
  const tokenRows = computed(() => {
    const sort = choices.sort.value;
    // Thousands are not sorted every second: the instant is looked at only when one of them crossed its end.
    if (followsClock(sort)) crossing.value;
    const atMs = nowMs.peek();
    const moved = ordered?.sort === sort ? listCrossed(counting.value, ordered.atMs, atMs) : null;
    ordered = { sort, atMs };
    return keepOrder(matching.value, chooseOrder(sort, atMs), moved);
  });
  return {
    tokenEntries,
    entriesById,
    tokenRows,
    looseEntries: computed(() =>
      tokenEntries.value.filter((entry) => isLoose(entry) && facetFilter.value.hasToken(entry.token)),
    ),
    firstSeenMs: computed(() =>
      tokenEntries.value.reduce((first, { token }) => Math.min(first, token.firstSeenMs), nowMs.peek()),
    ),
    hasTokens: computed(() => tokenEntries.value.length > 0),
    nextExpiry: computed(() => {
      crossing.value;
      return findNextExpiry(counting.value, nowMs.peek());
    }),
    hasCounting: computed(() => counting.value.length > 0),
  };
}

const isLoose = ({ chain, token }: TokenEntry): boolean =>
  chain === null && token.role !== 'dpop-proof' && token.role !== 'publishable-key' && token.role !== 'id';

type CountingEntry = TokenEntry & { readonly endsAtMs: number };

/** It has an announced end and was not ended before it. */
const isCounting = (entry: TokenEntry): entry is CountingEntry => entry.endsAtMs !== null && entry.ending === null;

/** Those whose end lies between two instants. The order of all others is the same at both. */
function listCrossed(counting: readonly CountingEntry[], fromMs: number, toMs: number): ReadonlySet<TokenEntry> {
  const [early, late] = fromMs < toMs ? [fromMs, toMs] : [toMs, fromMs];
  return new Set(counting.filter(({ endsAtMs }) => endsAtMs > early && endsAtMs <= late));
}

/** The soonest to come. An ID token's end hurts nobody while there is an access token, and a proof's none at all. */
function findNextExpiry(counting: readonly CountingEntry[], nowMs: number): TokenEntry | null {
  let next: CountingEntry | null = null;
  let other: CountingEntry | null = null;
  for (const entry of counting) {
    if (entry.endsAtMs <= nowMs) continue;
    const { role } = entry.token;
    if (role === 'access' || role === 'single' || role === 'session') next = pickSooner(next, entry);
    else if (role === 'refresh' || role === 'id' || role === 'unknown') other = pickSooner(other, entry);
  }
  return next ?? other;
}

const pickSooner = (best: CountingEntry | null, entry: CountingEntry): CountingEntry =>
  best === null || entry.endsAtMs < best.endsAtMs ? entry : best;
