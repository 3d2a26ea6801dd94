// A renewal credential got a successor: the line moves on to it, or splits (rules.md 3.4).

import { appendCapped } from '../base/capped-list';
import { MAX_BRANCHES, MAX_CREDENTIALS, MAX_EDGES } from '../base/limits';
import type { Chain, Edge, EdgeEvidence, Fork } from './chain';
import type { Draft } from './draft';
import { startBranch } from './families';
import { noteGeneration } from './generations';
import type { ChainId, RefreshId, TokenId } from './ids';

export type Growth = {
  readonly from: TokenId;
  readonly to: TokenId;
  readonly evidence: EdgeEvidence;
  readonly refresh: RefreshId | null;
  /** Successors of `from` for the same target before this one: with any, the chain splits here. */
  readonly siblings: readonly TokenId[];
  /** The presentation that split it began within the grace window, or raced. */
  readonly isWithinGrace: boolean;
  /** Start of the refresh, and how long before it `from` had been replaced. */
  readonly atMs: number;
  readonly sinceReplacedSec: number | null;
};

/** Adds the edge `from → to` and moves the head, or splits the branch. Adding an edge twice changes nothing. */
export function growChain(draft: Draft, chainId: ChainId, growth: Growth): void {
  const { from, to, evidence, refresh } = growth;
  const chain = draft.get('chain', chainId);
  const parent = draft.get('token', from);
  if (chain === undefined || parent === undefined || from === to) return;
  const known = chain.edges.find((edge) => edge.from === from && edge.to === to);
  if (known !== undefined) {
    const isEarlier = (draft.get('refresh', known.refresh)?.startMs ?? 0) > growth.atMs;
    if (known.evidence > evidence || (known.evidence === evidence && isEarlier))
      confirmEdge(draft, chain, known, growth);
    return;
  }
  if (!chain.branches.some((branch) => branch.head === from) && parent.chain !== chainId) return;
  if (chain.branches.length === 0) startBranch(draft, chainId, from);
  const isForked = growth.siblings.length > 0 || chain.edges.some((edge) => edge.from === from);
  if (isForked) startBranch(draft, chainId, to, from, parent.generation + 1);
  else moveHead(draft, chainId, growth);
  const grown = draft.get('chain', chainId);
  if (grown === undefined) return;
  const edge: Edge = { from, to, evidence, refresh };
  const edges = [...grown.edges, edge];
  draft.put('chain', chainId, {
    ...grown,
    edges: edges.slice(-MAX_EDGES),
    trimmedEdges: grown.trimmedEdges + Math.max(0, edges.length - MAX_EDGES),
    forks:
      growth.siblings.length > 0 ? mergeFork(grown, growth, parent.branch, grown.branches.length - 1) : grown.forks,
    rotations: grown.rotations + 1,
    awaited: grown.awaited?.from === from ? null : grown.awaited,
  });
  noteGeneration(draft, chainId, to);
}

/** A bridge that was inferred is now seen on both sides; or an earlier answer had brought the same, and was read later. */
function confirmEdge(draft: Draft, chain: Chain, known: Edge, growth: Growth): void {
  const { evidence, refresh, siblings } = growth;
  const edges = chain.edges.map((edge) => (edge === known ? { ...edge, evidence, refresh } : edge));
  const branchOf = (id: TokenId): number => draft.get('token', id)?.branch ?? 0;
  const forks = siblings.length > 0 ? mergeFork(chain, growth, branchOf(known.from), branchOf(known.to)) : chain.forks;
  draft.put('chain', chain.id, { ...chain, edges, forks });
  noteGeneration(draft, chain.id, known.to);
}

function moveHead(draft: Draft, chainId: ChainId, { from, to, atMs }: Growth): void {
  const chain = draft.get('chain', chainId);
  const parent = draft.get('token', from);
  const child = draft.get('token', to);
  if (chain === undefined || parent === undefined || child === undefined) return;
  const generation = parent.generation + 1;
  draft.put('token', to, { ...child, chain: chainId, generation, branch: parent.branch });
  draft.put('chain', chainId, {
    ...chain,
    credentials: appendCapped(appendCapped(chain.credentials, from, MAX_CREDENTIALS), to, MAX_CREDENTIALS),
    branches: chain.branches.map((branch) =>
      branch.head === from ? { ...branch, head: to, headGeneration: generation, lastRefreshMs: atMs } : branch,
    ),
  });
}

function mergeFork(chain: Chain, growth: Growth, parentBranch: number, ownBranch: number): readonly Fork[] {
  const { from, to, siblings, isWithinGrace, atMs, sinceReplacedSec } = growth;
  const known = chain.forks.find((fork) => fork.parent === from);
  const fork: Fork = {
    parent: from,
    children: [...new Set([...(known?.children ?? siblings), to])].slice(0, MAX_BRANCHES),
    kind: isWithinGrace && known?.kind !== 'open' ? 'grace' : 'open',
    atMs,
    sinceReplacedSec,
    branches: [...new Set([...(known?.branches ?? [parentBranch]), ownBranch])],
  };
  return [...chain.forks.filter((other) => other !== known), fork].slice(-MAX_BRANCHES);
}
