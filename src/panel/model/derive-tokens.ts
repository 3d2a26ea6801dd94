// What follows from the tokens in scope: entries, rows in order, what expires next, whether anything counts.

import { computed, type ReadonlySignal, type Signal } from '@preact/signals';
import { readLifetime } from '../../engine/select';
import type { Token } from '../../engine/token';
import { nameClient } from './client-name';
import type { FeedView } from './feed';
import type { Finding } from './read-finding';
import type { ScopeFilter } from './scope';
import { isLiving, listTokenEntries, type TokenEntry } from './token-entry';
import { matchesQuery, matchesRoles, type RoleGroup, writeHaystack } from './token-filter';
import { countPassed, type Sort, sortEntries } from './token-order';

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
  /** The clock in steps of a few seconds, for what moves slowly. */
  readonly nowSteps: ReadonlySignal<number>;
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

const STEP_MS = 5000;

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
  const endsMs = computed(() => listEnds(tokenEntries.value));
  /** The clock, as coarse as order needs it: moves only when a token crosses its end. */
  const crossing = computed(() => countPassed(endsMs.value, nowMs.value));
  const readCoarseNow = (): number => {
    crossing.value;
    return nowMs.peek();
  };

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
  const tokenRows = computed(() => {
    const { state } = feed.value;
    return sortEntries(matching.value, choices.sort.value, readCoarseNow(), {
      nameClient: (entry) => nameClient(state, entry.token, entry.chain) ?? '',
      lifetimeSec: (entry) => readLifetime(state, entry.token).lifetimeSec,
    });
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
    nowSteps: computed(() => Math.floor(nowMs.value / STEP_MS) * STEP_MS),
    hasTokens: computed(() => tokenEntries.value.length > 0),
    nextExpiry: computed(() => findNextExpiry(tokenEntries.value, readCoarseNow())),
    hasCounting: computed(() => tokenEntries.value.some((entry) => entry.endsAtMs !== null && entry.ending === null)),
  };
}

const isLoose = ({ chain, token }: TokenEntry): boolean =>
  chain === null && token.role !== 'dpop-proof' && token.role !== 'publishable-key' && token.role !== 'id';

function listEnds(entries: readonly TokenEntry[]): readonly number[] {
  const ends = entries.flatMap((entry) => (entry.endsAtMs === null || entry.ending !== null ? [] : [entry.endsAtMs]));
  return ends.sort((a, b) => a - b);
}

/** An ID token's end hurts nobody while there is an access token, and a proof's none at all. */
function findNextExpiry(entries: readonly TokenEntry[], nowMs: number): TokenEntry | null {
  const living = entries.filter((entry) => entry.endsAtMs !== null && isLiving(entry, nowMs));
  return (
    findSoonest(
      living.filter(({ token }) => token.role === 'access' || token.role === 'single' || token.role === 'session'),
    ) ??
    findSoonest(
      living.filter(({ token }) => token.role === 'refresh' || token.role === 'id' || token.role === 'unknown'),
    )
  );
}

function findSoonest(entries: readonly TokenEntry[]): TokenEntry | null {
  let soonest: TokenEntry | null = null;
  for (const entry of entries) if (soonest === null || (entry.endsAtMs ?? 0) < (soonest.endsAtMs ?? 0)) soonest = entry;
  return soonest;
}
