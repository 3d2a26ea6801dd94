// A token is often presented before DevTools has delivered the body that issued it. Until then it seems to begin a family
// of its own; the late body shows that this family goes on from another, or which sign-in began it (rules.md 3.4).

import { appendCapped } from '../base/capped-list';
import { MAX_ACCESS_TOKENS, MAX_BRANCHES, MAX_COUNTED_ROTATIONS, MAX_CREDENTIALS, MAX_EDGES } from '../base/limits';
import type { Branch, Chain, Fork } from './chain';
import { noteClientChain } from './contexts';
import type { Draft } from './draft';
import { joinChain } from './families';
import { mergeGenerations } from './generations';
import { type Growth, growChain } from './grow-chain';
import type { ChainId, TokenId } from './ids';

/** The family that this credential seems to have begun, with nobody knowing how; null when it has another place. */
export function findFamilyBegunBy(draft: Draft, tokenId: TokenId): Chain | null {
  const token = draft.get('token', tokenId);
  const chain = draft.get('chain', token?.chain);
  if (token === undefined || chain === undefined || chain.rootKind !== 'unknown') return null;
  const isRoot = token.generation === 0 && token.branch === 0 && !chain.edges.some(({ to }) => to === tokenId);
  return isRoot ? chain : null;
}

/** Adds the edge that `growth` tells, and with it everything that had grown from its end meanwhile. */
export function graftFamily(draft: Draft, intoId: ChainId, scion: Chain, growth: Growth): void {
  draft.patch('token', growth.to, { chain: null });
  joinChain(draft, intoId, growth.to);
  growChain(draft, intoId, growth);
  const into = draft.get('chain', intoId);
  const root = draft.get('token', growth.to);
  if (into === undefined || root === undefined || into.id === scion.id) return;
  const place = { chain: intoId, generations: root.generation, first: root.branch, others: into.branches.length - 1 };
  for (const id of scion.credentials) if (id !== root.id) movePlace(draft, id, scion.id, place);
  for (const id of scion.accessTokens) draft.patch('token', id, { chain: intoId });
  for (const id of listRefreshes(draft, scion, growth.to)) draft.patch('refresh', id, { chain: intoId });
  draft.put('chain', intoId, mergeChains(into, scion, place));
  draft.remove('chain', scion.id);
  forgetChain(draft, scion, intoId);
}

/** Where a family goes: its root's generation, the branch that its first continues, and the offset of the others. */
type Place = {
  readonly chain: ChainId;
  readonly generations: number;
  readonly first: number;
  readonly others: number;
};

const moveBranch = (branch: number, { first, others }: Place): number => (branch === 0 ? first : others + branch);

function movePlace(draft: Draft, id: TokenId, from: ChainId, place: Place): void {
  const token = draft.get('token', id);
  if (token === undefined || token.chain !== from) return;
  const generation = token.generation + place.generations;
  draft.put('token', id, { ...token, chain: place.chain, generation, branch: moveBranch(token.branch, place) });
}

/** What renews itself was no credential of its family as long as nobody knew that it does. */
const listRefreshes = (draft: Draft, scion: Chain, root: TokenId): readonly string[] => {
  const ofUses = [root, ...scion.credentials].flatMap(
    (id) => draft.get('token', id)?.uses.map(({ refresh }) => refresh) ?? [],
  );
  const ofEdges = scion.edges.flatMap(({ refresh }) => refresh ?? []);
  return [...new Set([...ofUses, ...ofEdges])];
};

function mergeChains(into: Chain, scion: Chain, place: Place): Chain {
  const append = (ids: readonly TokenId[], more: readonly TokenId[], max: number): readonly TokenId[] =>
    more.reduce((all, id) => appendCapped(all, id, max), ids);
  const edges = [...into.edges, ...scion.edges];
  const [trunk, ...others] = scion.branches.map((branch) => lift(branch, place));
  const branches = into.branches.map((branch, index) =>
    index === place.first && trunk !== undefined ? join(branch, trunk) : branch,
  );
  return {
    ...into,
    credentials: append(into.credentials, scion.credentials, MAX_CREDENTIALS),
    accessTokens: append(into.accessTokens, scion.accessTokens, MAX_ACCESS_TOKENS),
    edges: edges.slice(-MAX_EDGES),
    trimmedEdges: into.trimmedEdges + scion.trimmedEdges + Math.max(0, edges.length - MAX_EDGES),
    branches: [...branches, ...others].slice(0, MAX_BRANCHES),
    forks: [...into.forks, ...scion.forks.map((fork) => moveFork(fork, place))].slice(-MAX_BRANCHES),
    rotations: into.rotations + scion.rotations,
    generations: mergeGenerations(into.generations, scion.generations),
    authTimeSec: into.authTimeSec ?? scion.authTimeSec,
    logout: into.logout ?? scion.logout,
    afterLogout: [...into.afterLogout, ...scion.afterLogout],
    reuseRefused: into.reuseRefused ?? scion.reuseRefused,
    raceRefused: scion.raceRefused ?? into.raceRefused,
    outlived: [...into.outlived, ...scion.outlived],
    codeReused: into.codeReused ?? scion.codeReused,
    end: scion.end ?? into.end,
    firstIdToken: into.firstIdToken ?? scion.firstIdToken,
    agedUse: into.agedUse ?? scion.agedUse,
    issuer: into.issuer ?? scion.issuer,
    clientId: into.clientId ?? scion.clientId,
    awaited: scion.awaited ?? into.awaited,
  };
}

const lift = (branch: Branch, { generations }: Place): Branch => ({
  ...branch,
  headGeneration: branch.headGeneration + generations,
});

const join = (branch: Branch, trunk: Branch): Branch => ({
  ...branch,
  head: trunk.head,
  headGeneration: trunk.headGeneration,
  lastRefreshMs: trunk.lastRefreshMs ?? branch.lastRefreshMs,
});

const moveFork = (fork: Fork, place: Place): Fork => ({
  ...fork,
  branches: fork.branches.map((index) => moveBranch(index, place)),
});

function forgetChain(draft: Draft, { id, client }: Chain, intoId: ChainId): void {
  if (client === null) return;
  const chains = draft.get('client', client)?.chains ?? [];
  draft.patch('client', client, { chains: chains.filter((one) => one !== id) });
  noteClientChain(draft, client, intoId);
}

/**
 * The rotations that had been answered since this token, at some moment: by what became known of them since, and no more
 * than MAX_COUNTED_ROTATIONS. A server that hands out an old token again makes a ring of them, which is gone round once.
 */
export function countRotations(draft: Draft, from: TokenId, atMs: number): number {
  const passed = new Set<TokenId>();
  let next: TokenId | null = from;
  while (next !== null && !passed.has(next) && passed.size <= MAX_COUNTED_ROTATIONS) {
    passed.add(next);
    next = findSuccessor(draft, next, atMs);
  }
  return passed.size - 1;
}

const findSuccessor = (draft: Draft, id: TokenId, atMs: number): TokenId | null =>
  draft.get('token', id)?.uses.find(({ successor, endMs }) => successor !== null && endMs !== null && endMs <= atMs)
    ?.successor ?? null;
