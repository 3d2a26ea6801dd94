// A chain as rows of a tree, root first: each credential with the access tokens minted with it, then its repeats and
// failed uses, then its successors. Pure; the drawing knows only rows and lanes.

import { groupBy } from '../../base/group-by';
import type { Chain, Edge } from '../../engine/chain';
import type { Refresh } from '../../engine/refresh';
import type { ToldState } from '../../engine/state';
import type { Token } from '../../engine/token';

export type CredentialRow = {
  readonly kind: 'credential';
  readonly token: Token;
  readonly lane: number;
  readonly edge: Edge | null;
  /** The refresh that brought it; null for a root or when it was not seen. */
  readonly refresh: Refresh | null;
  /** What was issued together with it: access and ID tokens. */
  readonly minted: readonly Token[];
  readonly isHead: boolean;
  readonly isFork: boolean;
};

/** A use of a credential that brought no successor of its own: refused, repeated, or an access token only. */
export type UseRow = {
  readonly kind: 'use';
  readonly refresh: Refresh;
  readonly lane: number;
  readonly minted: readonly Token[];
};

/** A long straight run that is folded away. */
export type FoldRow = {
  readonly kind: 'fold';
  readonly lane: number;
  readonly key: string;
  readonly first: Token;
  readonly last: Token;
  readonly count: number;
};

export type ChainRow = CredentialRow | UseRow | FoldRow;

export function buildChainTree(
  state: ToldState,
  chain: Chain,
  refreshes: readonly Refresh[],
): readonly (CredentialRow | UseRow)[] {
  const children = groupBy(chain.edges, (edge) => [edge.from]);
  const uses = groupBy(refreshes, ({ presented }) => (presented === null ? [] : [presented]));
  const successors = new Set<string>(chain.edges.map((edge) => edge.to));
  const rows: (CredentialRow | UseRow)[] = [];
  const seen = new Set<string>();
  let lanes = 0;

  type Visit = { readonly token: Token; readonly lane: number; readonly edge: Edge | null };
  const pending: Visit[] = chain.credentials
    .filter((id) => !successors.has(id))
    .flatMap((id) => state.token.get(id) ?? [])
    .map((token) => ({ token, lane: 0, edge: null }))
    .reverse();

  for (let visit = pending.pop(); visit !== undefined; visit = pending.pop()) {
    const { token, lane } = visit;
    // A ring cannot be drawn as a tree: each credential stands where it was met first.
    if (seen.has(token.id)) continue;
    seen.add(token.id);
    const out = children.get(token.id) ?? [];
    rows.push(makeCredentialRow(state, chain, visit, out));
    const advancing = new Set(out.map((next) => next.refresh));
    for (const refresh of uses.get(token.id) ?? []) {
      if (advancing.has(refresh.id)) continue;
      rows.push({ kind: 'use', refresh, lane, minted: listMinted(state, refresh, null) });
    }
    const visits = out.flatMap((next, place): Visit[] => {
      const child = state.token.get(next.to);
      if (child === undefined || seen.has(next.to)) return [];
      if (place > 0) lanes += 1;
      return [{ token: child, lane: place === 0 ? lane : lanes, edge: next }];
    });
    pending.push(...visits.reverse());
  }
  return rows;
}

function makeCredentialRow(
  state: ToldState,
  chain: Chain,
  visit: { readonly token: Token; readonly lane: number; readonly edge: Edge | null },
  out: readonly Edge[],
): CredentialRow {
  const { token, lane, edge } = visit;
  const refresh = edge === null || edge.refresh === null ? null : (state.refresh.get(edge.refresh) ?? null);
  return {
    kind: 'credential',
    token,
    lane,
    edge,
    refresh,
    minted: refresh === null ? listRootMinted(state, chain, token) : listMinted(state, refresh, token.id),
    isHead: out.length === 0,
    isFork: chain.forks.some((fork) => fork.parent === token.id),
  };
}

function listMinted(state: ToldState, refresh: Refresh, except: string | null): readonly Token[] {
  return refresh.issued.flatMap((id) => {
    const token = state.token.get(id);
    return token === undefined || id === except || id === refresh.presented ? [] : [token];
  });
}

/** Tokens that came with a root credential: issued by the same answer. */
function listRootMinted(state: ToldState, chain: Chain, root: Token): readonly Token[] {
  if (root.issuedBy === null) return [];
  const issued = state.send.get(root.issuedBy)?.issued ?? chain.accessTokens;
  return issued.flatMap((id) => {
    const token = state.token.get(id);
    return token !== undefined && id !== root.id && token.issuedBy === root.issuedBy ? [token] : [];
  });
}
