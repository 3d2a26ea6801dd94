// What the user narrows all views to: an issuer, a place, a severity. The lists, the trees and the lanes follow it alike.

import type { Chain } from '../../engine/chain';
import type { Refresh } from '../../engine/refresh';
import type { ToldState } from '../../engine/state';
import type { Token } from '../../engine/token';
import { compareSeverity } from '../../rules/create-verdict';
import type { Severity } from '../../rules/finding';
import { nameIssuer } from './client-name';
import type { Finding } from './read-finding';
import { EVERYTHING, type ScopeFilter } from './scope';
import type { TokenEntry } from './token-entry';

/** Null: not narrowed. */
export type Facets = {
  /** As the issuer column writes it. */
  readonly issuer: string | null;
  /** A tab, page or worker, by the engine's name. */
  readonly context: string | null;
  /** Named by a finding of this severity or worse. */
  readonly leastSeverity: Severity | null;
};

export const NO_FACETS: Facets = { issuer: null, context: null, leastSeverity: null };

export const countFacets = (facets: Facets): number => Object.values(facets).filter((facet) => facet !== null).length;

export function createFacetFilter(state: ToldState, findings: readonly Finding[], facets: Facets): ScopeFilter {
  if (countFacets(facets) === 0) return EVERYTHING;
  const { issuer, context, leastSeverity } = facets;
  const isGrave = (finding: Finding): boolean =>
    leastSeverity === null || compareSeverity(finding.severity, leastSeverity) <= 0;
  const grave = findings.filter(isGrave);
  const named: ReadonlySet<string> = new Set(grave.flatMap(({ tokens, refreshes }) => [...tokens, ...refreshes]));
  const namedChains: ReadonlySet<string | null> = new Set(grave.map(({ chain }) => chain));

  const readChain = (id: string | null): Chain | null => (id === null ? null : (state.chain.get(id) ?? null));
  const isBy = (token: Token): boolean => issuer === null || nameIssuer(token, readChain(token.chain)) === issuer;
  const isAt = (token: Token): boolean => context === null || token.contexts.includes(context);
  const take = (ids: readonly string[]): readonly Token[] => ids.flatMap((id) => state.token.get(id) ?? []);
  const someIsBy = (ids: readonly string[]): boolean => issuer === null || take(ids).some(isBy);
  const isRefreshAt = (refresh: Refresh): boolean => context === null || refresh.context === context;

  return {
    hasToken: (token) => isBy(token) && isAt(token) && (leastSeverity === null || named.has(token.id)),
    hasRefresh: (refresh) =>
      isRefreshAt(refresh) &&
      someIsBy([...refresh.issued, ...(refresh.presented === null ? [] : [refresh.presented])]) &&
      (leastSeverity === null || named.has(refresh.id)),
    hasChain: (chain) =>
      take([...chain.credentials, ...chain.accessTokens]).some((token) => isBy(token) && isAt(token)) &&
      (leastSeverity === null || namedChains.has(chain.id)),
    hasFinding: (finding) =>
      isGrave(finding) &&
      someIsBy(finding.tokens) &&
      (context === null ||
        take(finding.tokens).some(isAt) ||
        finding.refreshes.flatMap((id) => state.refresh.get(id) ?? []).some(isRefreshAt)),
  };
}

/** What there is to choose from, in order of the alphabet. */
export function listIssuers(entries: readonly TokenEntry[]): readonly string[] {
  const names = entries.flatMap(({ token, chain }) => nameIssuer(token, chain) ?? []);
  return [...new Set(names)].sort((a, b) => a.localeCompare(b));
}

export const listContexts = (entries: readonly TokenEntry[]): readonly string[] =>
  [...new Set(entries.flatMap(({ token }) => token.contexts))].sort((a, b) =>
    a.localeCompare(b, undefined, { numeric: true }),
  );
