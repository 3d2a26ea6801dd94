// A bridge (E3, E4) is a guess: the next unknown credential of a client is taken for what an unread answer had issued. What is
// read later may show that it came from elsewhere. Then it begins a family of its own, until its own origin is known.

import { type Branch, type Chain, type Edge, isBridge } from './chain';
import type { Draft } from './draft';
import { createChain } from './families';
import { noteGeneration } from './generations';
import type { ChainId, RefreshId, TokenId } from './ids';
import type { Token } from './token';

/** Takes back each bridge that turned out wrong, and with it everything that had grown from its end. */
export function takeBackBridges(draft: Draft, chainId: ChainId, isWrong: (bridge: Edge) => boolean): void {
  const bridges = draft.get('chain', chainId)?.edges.filter((edge) => isBridge(edge) && isWrong(edge)) ?? [];
  for (const bridge of bridges) partFamily(draft, chainId, bridge);
}

function partFamily(draft: Draft, chainId: ChainId, bridge: Edge): void {
  const chain = draft.get('chain', chainId);
  const [parent, root] = [draft.get('token', bridge.from), draft.get('token', bridge.to)];
  const send = draft.get('send', root?.uses[0]?.refresh);
  // Forgotten already: it stays as it was judged while it was known.
  if (chain === undefined || parent === undefined || root === undefined || send === undefined) return;
  const line = listLine(chain.edges, root.id);
  const partedId = createChain(draft, 'unknown', send);
  const places = sortBranches(chain, parent, root, line);
  for (const id of chain.credentials) movePlace(draft, id, root, line.has(id) ? partedId : chainId, places);
  const refreshes = new Set(
    [...line].flatMap((id) => draft.get('token', id)?.uses.map(({ refresh }) => refresh) ?? []),
  );
  for (const id of refreshes) draft.patch('refresh', id, { chain: partedId });
  const isParted = (id: TokenId): boolean => refreshes.has(draft.get('token', id)?.issuedBy ?? '');
  const parted = chain.accessTokens.filter(isParted);
  for (const id of parted) draft.patch('token', id, { chain: partedId });
  const edges = chain.edges.filter(({ from }) => line.has(from));
  draft.patch('chain', partedId, {
    ...pickFate(chain, (refresh) => refreshes.has(refresh)),
    credentials: chain.credentials.filter((id) => line.has(id)),
    accessTokens: parted,
    edges,
    branches: places.parted,
    forks: chain.forks
      .filter(({ parent: at }) => line.has(at))
      .map((fork) => ({ ...fork, branches: places.move(fork) })),
    rotations: edges.length,
    issuer: root.identity.issuer,
  });
  draft.patch('chain', chainId, {
    ...pickFate(chain, (refresh) => !refreshes.has(refresh)),
    credentials: chain.credentials.filter((id) => !line.has(id)),
    accessTokens: chain.accessTokens.filter((id) => !parted.includes(id)),
    edges: chain.edges.filter((edge) => edge !== bridge && !line.has(edge.from)),
    branches: places.kept,
    forks: chain.forks
      .filter(({ parent: at }) => !line.has(at))
      .map((fork) => ({ ...fork, branches: places.move(fork) })),
    rotations: chain.rotations - edges.length - 1,
  });
  for (const id of line) noteGeneration(draft, partedId, id);
  forgetBridge(draft, bridge);
}

/** A credential and all that grew from it. */
function listLine(edges: readonly Edge[], root: TokenId): ReadonlySet<TokenId> {
  const line = new Set([root]);
  for (let size = 0; size < line.size; ) {
    size = line.size;
    for (const { from, to } of edges) if (line.has(from)) line.add(to);
  }
  return line;
}

type Places = {
  readonly kept: readonly Branch[];
  readonly parted: readonly Branch[];
  /** A branch's index in the family where it goes. */
  readonly find: (branch: number) => number;
  readonly move: (fork: { readonly branches: readonly number[] }) => readonly number[];
};

/** The root's own line is cut where the bridge was; a branch that began behind it goes with it. */
function sortBranches({ branches }: Chain, parent: Token, root: Token, line: ReadonlySet<TokenId>): Places {
  const kept: Branch[] = [];
  const parted: Branch[] = [];
  const lift = (branch: Branch): Branch => ({ ...branch, headGeneration: branch.headGeneration - root.generation });
  const isCut = root.branch === parent.branch;
  const indexes = branches.map((branch, index) => {
    if (index === root.branch) parted.unshift({ ...lift(branch), parent: null });
    else if (branch.parent !== null && line.has(branch.parent)) return parted.push(lift(branch)) - 1;
    if (index === root.branch && !isCut) return 0;
    const { id: head, generation: headGeneration } = parent;
    return kept.push(index === root.branch ? { ...branch, head, headGeneration } : branch) - 1;
  });
  const find = (branch: number): number => indexes[branch] ?? branch;
  return { kept, parted, find, move: (fork) => fork.branches.map(find) };
}

function movePlace(draft: Draft, id: TokenId, root: Token, chain: ChainId, { find }: Places): void {
  const token = draft.get('token', id);
  if (token === undefined) return;
  const isKept = chain === token.chain;
  const branch = !isKept && token.branch === root.branch ? 0 : find(token.branch);
  draft.put('token', id, { ...token, chain, branch, generation: token.generation - (isKept ? 0 : root.generation) });
}

type Fate = Pick<Chain, 'end' | 'reuseRefused' | 'raceRefused' | 'awaited' | 'outlived'>;

/** What befell a family belongs to the one whose refresh it was. */
function pickFate(chain: Chain, isOwn: (refresh: RefreshId) => boolean): Fate {
  const own = <Event extends { readonly refresh: RefreshId }>(event: Event | null): Event | null =>
    event !== null && isOwn(event.refresh) ? event : null;
  return {
    end: own(chain.end),
    reuseRefused: own(chain.reuseRefused),
    raceRefused: own(chain.raceRefused),
    awaited: own(chain.awaited),
    outlived: chain.outlived.filter(({ refresh }) => isOwn(refresh)),
  };
}

/** The refresh that was taken for its origin is as unread as before. */
function forgetBridge(draft: Draft, { to, refresh: id }: Edge): void {
  const refresh = draft.get('refresh', id);
  if (refresh === undefined || !refresh.issued.includes(to)) return;
  const issued = refresh.issued.filter((one) => one !== to);
  const isUnknown = issued.length === 0;
  draft.put('refresh', refresh.id, {
    ...refresh,
    issued,
    answer: null,
    outcome: isUnknown ? 'unknown' : refresh.outcome,
  });
}
