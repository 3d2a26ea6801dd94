// What follows from the refreshes and chains in scope.

import { computed, type ReadonlySignal } from '@preact/signals';
import type { Chain } from '../../engine/chain';
import type { Refresh } from '../../engine/refresh';
import type { FeedView } from './feed';
import { tellRefresh } from './read-refresh-facts';
import type { ScopeFilter } from './scope';
import { type SilentTally, tallySilent } from './silent-tally';

export type RefreshDerivations = {
  /** All of the scope, newest first. */
  readonly refreshes: ReadonlySignal<readonly Refresh[]>;
  /** Those that match the filter box. */
  readonly refreshRows: ReadonlySignal<readonly Refresh[]>;
  readonly silentTally: ReadonlySignal<SilentTally>;
  /** All of the scope, newest first. */
  readonly chains: ReadonlySignal<readonly Chain[]>;
  readonly refreshesByChain: ReadonlySignal<ReadonlyMap<string, readonly Refresh[]>>;
};

export function deriveRefreshes(
  feed: ReadonlySignal<FeedView>,
  scopeFilter: ReadonlySignal<ScopeFilter>,
  choices: { readonly query: ReadonlySignal<string> },
): RefreshDerivations {
  const refreshes = computed(() =>
    [...feed.value.state.refresh.values()].filter(scopeFilter.value.hasRefresh).sort((a, b) => b.startMs - a.startMs),
  );
  const refreshRows = computed(() => {
    const words = choices.query.value.trim().toLowerCase().split(/\s+/);
    if (words[0] === '') return refreshes.value;
    const { state } = feed.value;
    return refreshes.value.filter((refresh) => {
      const haystack = [refresh.label, refresh.endpoint, refresh.context, ...tellRefresh(state, refresh).parts]
        .join('\n')
        .toLowerCase();
      return words.every((word) => haystack.includes(word));
    });
  });
  return {
    refreshes,
    refreshRows,
    silentTally: computed(() => tallySilent(refreshes.value)),
    chains: computed(() => {
      const inScope = [...feed.value.state.chain.values()].filter(scopeFilter.value.hasChain);
      return inScope.sort((a, b) => Number(b.id) - Number(a.id));
    }),
    refreshesByChain: computed(() => groupByChain(refreshes.value)),
  };
}

/** Oldest first within a chain. */
function groupByChain(refreshes: readonly Refresh[]): ReadonlyMap<string, readonly Refresh[]> {
  const groups = new Map<string, Refresh[]>();
  for (const refresh of refreshes.toReversed()) {
    if (refresh.chain === null) continue;
    const group = groups.get(refresh.chain);
    if (group === undefined) groups.set(refresh.chain, [refresh]);
    else group.push(refresh);
  }
  return groups;
}
