// Families: how one begins, and who belongs to it (rules.md 3.4).

import { appendCapped } from '../base/capped-list';
import { MAX_ACCESS_TOKENS, MAX_BRANCHES, MAX_CREDENTIALS } from '../base/limits';
import type { Branch, Chain, RootKind } from './chain';
import { noteClientChain } from './contexts';
import type { Draft } from './draft';
import { noteGeneration } from './generations';
import type { ChainId, TokenId } from './ids';
import { takeLabel } from './log';
import { noteGranted } from './note-granted';
import type { Send } from './send';
import { noteServerChain } from './servers';

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

/** Makes a token the head of a new branch; without `parent` it is the first credential of its line. */
export function startBranch(
  draft: Draft,
  chainId: ChainId,
  tokenId: TokenId,
  parent: TokenId | null = null,
  generation = 0,
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
