// Preserve log, as in the Network panel: off, the views begin at the last page load of the inspected tab. Nothing is
// forgotten, for a session outlives its pages, and so the choice can be taken back.

import type { ToldState } from '../../engine/state';
import type { ScopeFilter } from './scope';

/** When the inspected tab asked for its present page; null when that was not seen. */
export function findPageLoadMs(state: ToldState, inspectedTabId: number | null): number | null {
  const context = `tab:${inspectedTabId}`;
  let latestMs: number | null = null;
  for (const { contexts } of state.client.values()) {
    const atMs = Object.hasOwn(contexts, context) ? (contexts[context]?.documentAtMs ?? null) : null;
    if (atMs !== null && (latestMs === null || atMs > latestMs)) latestMs = atMs;
  }
  return latestMs;
}

/** `filter`, without what was last seen before `sinceMs`. What is still in use stays, with all its history. */
export function beginAt(filter: ScopeFilter, state: ToldState, sinceMs: number): ScopeFilter {
  const isInUse = (id: string): boolean => (state.token.get(id)?.lastSeenMs ?? 0) >= sinceMs;
  return {
    hasToken: (token) => token.lastSeenMs >= sinceMs && filter.hasToken(token),
    hasRefresh: (refresh) => (refresh.endMs ?? refresh.startMs) >= sinceMs && filter.hasRefresh(refresh),
    hasChain: (chain) =>
      (chain.credentials.some(isInUse) || chain.accessTokens.some(isInUse)) && filter.hasChain(chain),
    hasFinding: (finding) => finding.lastMs >= sinceMs && filter.hasFinding(finding),
  };
}
