// What follows from the refreshes and chains in scope.

import { computed, type ReadonlySignal } from '@preact/signals';
import { groupBy } from '../../base/group-by';
import type { Chain } from '../../engine/chain';
import type { Refresh } from '../../engine/refresh';
import { findChain } from '../../engine/select';
import type { ToldState } from '../../engine/state';
import { type SilentTally, tallySilent } from '../../report/silent-tally';
import { nameChainClient } from './client-name';
import type { FeedView } from './feed';
import { createOrderKeeper } from './keep-order';
import { tellRefresh } from './read-refresh-facts';
import type { ScopeFilter } from './scope';
import { matchesQuery } from './token-filter';

export type RefreshDerivations = {
  /** All of the scope, newest first. */
  readonly refreshes: ReadonlySignal<readonly Refresh[]>;
  /** Those that match the filter box and the facets. */
  readonly refreshRows: ReadonlySignal<readonly Refresh[]>;
  readonly silentTally: ReadonlySignal<SilentTally>;
  /** All of the scope, newest first. */
  readonly chains: ReadonlySignal<readonly Chain[]>;
  /** Those of the facets: the lanes of the timeline. */
  readonly laneChains: ReadonlySignal<readonly Chain[]>;
  /** Those that match the filter box and the facets. */
  readonly chainRows: ReadonlySignal<readonly Chain[]>;
  readonly refreshesByChain: ReadonlySignal<ReadonlyMap<string, readonly Refresh[]>>;
};

export function deriveRefreshes(
  feed: ReadonlySignal<FeedView>,
  scopeFilter: ReadonlySignal<ScopeFilter>,
  facetFilter: ReadonlySignal<ScopeFilter>,
  choices: { readonly query: ReadonlySignal<string> },
): RefreshDerivations {
  const orderRefreshes = createOrderKeeper<Refresh>();
  const orderChains = createOrderKeeper<Chain>();
  const refreshes = computed(() =>
    orderRefreshes([...feed.value.state.refresh.values()].filter(scopeFilter.value.hasRefresh), compareRefreshes),
  );
  const refreshRows = computed(() => {
    const query = choices.query.value.trim();
    const narrowed = refreshes.value.filter(facetFilter.value.hasRefresh);
    if (query === '') return narrowed;
    const { state } = feed.value;
    return narrowed.filter((refresh) => matchesQuery(writeRefreshHaystack(state, refresh), query));
  });
  const chains = computed(() =>
    orderChains([...feed.value.state.chain.values()].filter(scopeFilter.value.hasChain), compareChains),
  );
  const laneChains = computed(() => chains.value.filter(facetFilter.value.hasChain));
  const chainRows = computed(() => {
    const query = choices.query.value.trim();
    if (query === '') return laneChains.value;
    const { state } = feed.value;
    return laneChains.value.filter((chain) => matchesQuery(writeChainHaystack(state, chain), query));
  });
  return {
    refreshes,
    refreshRows,
    silentTally: computed(() => tallySilent(refreshes.value)),
    chains,
    laneChains,
    chainRows,
    refreshesByChain: computed(() => groupByChain(refreshes.value)),
  };
}

/** A refresh is found by its words, its app, and the labels of what it presented and brought. */
function writeRefreshHaystack(state: ToldState, refresh: Refresh): string {
  const chain = findChain(state, refresh);
  const app = chain === undefined ? [] : [chain.label, nameChainClient(state, chain), chain.issuer];
  const labels = [refresh.presented, ...refresh.issued].map((id) => (id === null ? '' : state.token.get(id)?.label));
  const { label, endpoint, context } = refresh;
  return [label, endpoint, context, ...app, ...labels, ...tellRefresh(state, refresh).parts].join('\n').toLowerCase();
}

/** Newest first; labels count in order of sight. */
const compareRefreshes = (a: Refresh, b: Refresh): number =>
  b.startMs - a.startMs || a.label.localeCompare(b.label, undefined, { numeric: true });
const compareChains = (a: Chain, b: Chain): number => Number(b.id) - Number(a.id);

/** A chain is found by its app and by the labels of what it holds. */
function writeChainHaystack(state: ToldState, chain: Chain): string {
  const labels = [...chain.credentials, ...chain.accessTokens].map((id) => state.token.get(id)?.label);
  return [chain.label, nameChainClient(state, chain), chain.issuer, ...labels].join('\n').toLowerCase();
}

/** Oldest first within a chain. */
const groupByChain = (newestFirst: readonly Refresh[]): ReadonlyMap<string, readonly Refresh[]> =>
  groupBy(newestFirst.toReversed(), ({ chain }) => (chain === null ? [] : [chain]));
