// Which part of the browser profile the views show: the clients of the inspected tab, or everything.

import type { Chain } from '../../engine/chain';
import type { Client } from '../../engine/client';
import type { Refresh } from '../../engine/refresh';
import { findChain } from '../../engine/select';
import type { ToldState } from '../../engine/state';
import type { Token } from '../../engine/token';
import type { Finding } from './read-finding';

export type Scope = 'tab' | 'all';

export type ScopeFilter = {
  readonly hasToken: (token: Token) => boolean;
  readonly hasChain: (chain: Chain) => boolean;
  readonly hasRefresh: (refresh: Refresh) => boolean;
  readonly hasFinding: (finding: Finding) => boolean;
};

export const EVERYTHING: ScopeFilter = {
  hasToken: () => true,
  hasChain: () => true,
  hasRefresh: () => true,
  hasFinding: () => true,
};

/** A client belongs to a tab when one of its documents is or was there; what it holds in other tabs belongs to it too. */
export function createScopeFilter(state: ToldState, scope: Scope, inspectedTabId: number | null): ScopeFilter {
  if (scope === 'all' || inspectedTabId === null) return EVERYTHING;
  const context = `tab:${inspectedTabId}`;
  const shown = new Set(state.context.get(context)?.clients);
  const clients = [...state.client.values()].filter(
    (client) => shown.has(client.id) || Object.hasOwn(client.contexts, context),
  );
  const clientIds = new Set(clients.map((client) => client.id));
  const owned = new Set(clients.flatMap(listOwnedTokens));
  const origins = new Set(clients.map((client) => client.origin));

  const hasChain = (chain: Chain): boolean => chain.client !== null && clientIds.has(chain.client);
  const hasToken = (token: Token): boolean => {
    if (token.contexts.includes(context) || owned.has(token.id)) return true;
    const chain = findChain(state, token);
    return chain !== undefined && hasChain(chain);
  };
  const hasRefresh = (refresh: Refresh): boolean =>
    refresh.client === null ? refresh.context === context : clientIds.has(refresh.client);
  const hasFinding = (finding: Finding): boolean => {
    const chain = findChain(state, finding);
    if (chain !== undefined) return hasChain(chain);
    const refreshes = finding.refreshes.flatMap((id) => state.refresh.get(id) ?? []);
    if (refreshes.length > 0) return refreshes.some(hasRefresh);
    const tokens = finding.tokens.flatMap((id) => state.token.get(id) ?? []);
    if (tokens.length > 0) return tokens.some(hasToken);
    return finding.origin === null || origins.has(finding.origin);
  };
  return { hasToken, hasChain, hasRefresh, hasFinding };
}

function listOwnedTokens(client: Client): readonly string[] {
  return [
    ...client.accessTokens,
    ...Object.values(client.contexts).flatMap(({ held }) => held.map(({ token }) => token)),
  ];
}
