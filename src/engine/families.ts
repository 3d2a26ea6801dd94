// Families: where a chain begins, how it grows and splits (rules.md 3.4).

import { appendCapped } from '../base/capped-list';
import { MAX_ACCESS_TOKENS, MAX_BRANCHES, MAX_CREDENTIALS, MAX_EDGES, MAX_GENERATIONS } from '../base/limits';
import type { Branch, Chain, Edge, EdgeEvidence, Fork, Generation, RootKind } from './chain';
import { noteClientChain } from './contexts';
import type { Draft } from './draft';
import type { ChainId, RefreshId, TokenId } from './ids';
import { findExpiryServerMs, findIssuedServerMs } from './lifetime';
import { takeLabel } from './log';
import { noteGranted } from './note-granted';
import type { Send } from './send';
import { noteServerChain } from './servers';
import type { Token } from './token';

/** A family that begins with `send`, or of which nothing earlier was seen. */
export function createChain(draft: Draft, kind: RootKind, send: Send): ChainId {
  const label = takeLabel(draft, 'C');
  const chain: Chain = {
    id: label.slice(1),
    label,
    client: send.client,
    rootKind: kind,
    rootAtMs: send.startMs,
    rootSend: send.id,
    credentials: [],
    accessTokens: [],
    edges: [],
    trimmedEdges: 0,
    branches: [],
    forks: [],
    rotations: 0,
    logout: null,
    afterLogout: [],
    reuseRefused: null,
    raceRefused: null,
    outlived: [],
    codeReused: null,
    granted: {},
    firstIdToken: null,
    end: null,
    generations: [],
    authTimeSec: null,
    agedUse: null,
    issuer: null,
    clientId: send.clientId,
    dialect: send.dialect,
    awaited: null,
  };
  draft.put('chain', chain.id, chain);
  if (send.client !== null) noteClientChain(draft, send.client, chain.id);
  noteServerChain(draft, send.origin, chain.id);
  return chain.id;
}

/** Puts a token that has no family yet into one. A renewal credential without predecessor becomes a branch of its own. */
export function joinChain(draft: Draft, chainId: ChainId, tokenId: TokenId): void {
  const chain = draft.get('chain', chainId);
  const token = draft.get('token', tokenId);
  if (chain === undefined || token === undefined || token.chain === chainId) return;
  if (token.chain !== null && draft.get('chain', token.chain) !== undefined) return;
  draft.put('token', tokenId, { ...token, chain: chainId });
  const isRenewal = token.role === 'refresh';
  draft.put('chain', chainId, {
    ...chain,
    credentials: isRenewal ? appendCapped(chain.credentials, tokenId, MAX_CREDENTIALS) : chain.credentials,
    accessTokens:
      token.role === 'access' || token.role === 'session'
        ? appendCapped(chain.accessTokens, tokenId, MAX_ACCESS_TOKENS)
        : chain.accessTokens,
    issuer: chain.issuer ?? token.identity.issuer,
    clientId: chain.clientId ?? token.identity.clientId,
    authTimeSec: chain.authTimeSec ?? token.authTimeSec,
  });
  if (isRenewal) noteGeneration(draft, chainId, tokenId);
  noteGranted(draft, chainId, tokenId);
}

/** Makes a token the head of a new branch, as the first credential of a family is. */
export function startBranch(
  draft: Draft,
  chainId: ChainId,
  tokenId: TokenId,
  parent: TokenId | null,
  generation: number,
): void {
  const chain = draft.get('chain', chainId);
  const token = draft.get('token', tokenId);
  if (chain === undefined || token === undefined) return;
  if (chain.branches.some((branch) => branch.head === tokenId) || chain.branches.length >= MAX_BRANCHES) return;
  const branch: Branch = { parent, head: tokenId, headGeneration: generation, lastRefreshMs: null };
  draft.put('token', tokenId, { ...token, chain: chainId, generation, branch: chain.branches.length });
  draft.put('chain', chainId, {
    ...chain,
    branches: [...chain.branches, branch],
    credentials: appendCapped(chain.credentials, tokenId, MAX_CREDENTIALS),
  });
  noteGeneration(draft, chainId, tokenId);
}

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
    if (known.evidence > evidence) confirmEdge(draft, chain, known, growth);
    return;
  }
  if (!chain.branches.some((branch) => branch.head === from) && parent.chain !== chainId) return;
  if (chain.branches.length === 0) startBranch(draft, chainId, from, null, 0);
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
      isForked && growth.siblings.length > 0
        ? mergeFork(grown, growth, parent.branch, grown.branches.length - 1)
        : grown.forks,
    rotations: grown.rotations + 1,
    awaited: grown.awaited?.from === from ? null : grown.awaited,
  });
  noteGeneration(draft, chainId, to);
}

/** A bridge that was inferred is now seen on both sides. */
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

/** One more generation of the session credential, for the session's shape (rules.md 3.2). */
export function noteGeneration(draft: Draft, chainId: ChainId, tokenId: TokenId): void {
  const chain = draft.get('chain', chainId);
  const token = draft.get('token', tokenId);
  if (chain === undefined || token === undefined) return;
  const issuedMs = findIssuedServerMs(token);
  const expiresMs = findExpiryServerMs(token);
  if (issuedMs === null || expiresMs === null) return;
  const atMs = token.issuedAtMs ?? token.firstSeenMs;
  const generations = mergeGenerations(chain.generations, [{ issuedMs, expiresMs, atMs }]);
  if (generations !== chain.generations) draft.put('chain', chainId, { ...chain, generations });
}

/** In the order of issuance: bodies, and with them generations, may become known in another. */
export function mergeGenerations(known: readonly Generation[], more: readonly Generation[]): readonly Generation[] {
  const fresh = more.filter(({ issuedMs }) => !known.some((one) => one.issuedMs === issuedMs));
  if (fresh.length === 0) return known;
  return [...known, ...fresh].sort((a, b) => a.issuedMs - b.issuedMs).slice(-MAX_GENERATIONS);
}

/** Rotations from a credential to the head of its line. */
export function findDistance(chain: Chain | undefined, token: Token): number {
  const branch = chain?.branches[token.branch];
  return branch === undefined ? 0 : Math.max(0, branch.headGeneration - token.generation);
}
