// What follows from the tokens in scope: entries, rows in order, what expires next, whether anything counts.

import { computed, type ReadonlySignal, type Signal } from '@preact/signals';
import { readLifetime } from '../../engine/select';
import type { Token } from '../../engine/token';
import { nameClient } from './client-name';
import type { FeedView } from './feed';
import type { Finding } from './read-finding';
import type { ScopeFilter } from './scope';
import { listTokenEntries, type TokenEntry } from './token-entry';
import { matchesQuery, matchesRoles, type RoleGroup, writeHaystack } from './token-filter';
import { countPassed, followsClock, moveEntries, type Sort, type SortFacts, sortEntries } from './token-order';

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
  const haystacks = new WeakMap<Token, string>();
  const tokenEntries = computed(() => {
    const { state } = feed.value;
    const tokens = [...state.token.values()].filter(scopeFilter.value.hasToken);
    return listTokenEntries(state, tokens, findingsByToken.value);
  });
  const entriesById = computed(() => new Map(tokenEntries.value.map((entry) => [entry.token.id as string, entry])));
  const counting = computed(() => listCounting(tokenEntries.value));
  const endsMs = computed(() => counting.value.map(({ endsAtMs }) => endsAtMs));
  /** The clock, as coarse as order needs it: moves only when a token crosses its end. */
  const crossing = computed(() => countPassed(endsMs.value, nowMs.value));
  const matching = computed(() => {
    const { state } = feed.value;
    const query = choices.query.value.trim();
    const chosen = choices.roles.value;
    const { hasToken } = facetFilter.value;
    const readHaystack = (entry: TokenEntry): string => {
      const known = haystacks.get(entry.token);
      if (known !== undefined) return known;
      const haystack = writeHaystack(entry, state.claims.get(entry.token.id));
      haystacks.set(entry.token, haystack);
      return haystack;
    };
    return tokenEntries.value.filter(
      (entry) =>
        matchesRoles(entry.token.role, chosen) &&
        hasToken(entry.token) &&
        (query === '' || matchesQuery(readHaystack(entry), query)),
    );
  });
  const sortedRows = computed(() => {
    const { state } = feed.value;
    const sort = choices.sort.value;
    const facts: SortFacts = {
      nameClient: (entry) => nameClient(state, entry.token, entry.chain) ?? '',
      lifetimeSec: (entry) => readLifetime(state, entry.token).lifetimeSec,
    };
    const rows = sortEntries(matching.value, sort, nowMs.peek(), facts);
    return { rows, sort, facts, passed: crossing.peek() };
  });
  let last: { readonly from: object; readonly rows: readonly TokenEntry[]; readonly passed: number } | null = null;
  /** Only those that crossed their ends since the last time have moved: thousands are not sorted every second. */
  const tokenRows = computed(() => {
    const from = sortedRows.value;
    const { rows, passed } = last?.from === from ? last : from;
    if (!followsClock(from.sort) || crossing.value === passed) return rows;
    const [first, end] = [Math.min(passed, crossing.value), Math.max(passed, crossing.value)];
    const moved = new Set<TokenEntry>(counting.value.slice(first, end));
    last = { from, rows: moveEntries(rows, moved, from.sort, nowMs.peek(), from.facts), passed: crossing.value };
    return last.rows;
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
    nextExpiry: computed(() => findNextExpiry(counting.value, crossing.value)),
    hasCounting: computed(() => counting.value.length > 0),
  };
}

const isLoose = ({ chain, token }: TokenEntry): boolean =>
  chain === null && token.role !== 'dpop-proof' && token.role !== 'publishable-key' && token.role !== 'id';

type CountingEntry = TokenEntry & { readonly endsAtMs: number };

/** What has an announced end and was not ended before it, soonest first. */
function listCounting(entries: readonly TokenEntry[]): readonly CountingEntry[] {
  const isCounting = (entry: TokenEntry): entry is CountingEntry => entry.endsAtMs !== null && entry.ending === null;
  return entries.filter(isCounting).sort((a, b) => a.endsAtMs - b.endsAtMs);
}

/** An ID token's end hurts nobody while there is an access token, and a proof's none at all. */
function findNextExpiry(counting: readonly CountingEntry[], passed: number): TokenEntry | null {
  let other: TokenEntry | null = null;
  for (let place = passed; place < counting.length; place += 1) {
    const entry = counting[place];
    const role = entry?.token.role;
    if (role === 'access' || role === 'single' || role === 'session') return entry ?? null;
    if (role === 'refresh' || role === 'id' || role === 'unknown') other ??= entry ?? null;
  }
  return other;
}
