// The generations of a family's session credential: its session's shape is read from them (rules.md 3.2).

import { MAX_GENERATIONS } from '../base/limits';
import type { Generation } from './chain';
import type { Draft } from './draft';
import type { ChainId, TokenId } from './ids';
import { findExpiryServerMs, findIssuedServerMs } from './lifetime';
import { findBirthMs } from './token';

/** Of a token that says when it was issued and when it ends. */
export function noteGeneration(draft: Draft, chainId: ChainId, tokenId: TokenId): void {
  const chain = draft.get('chain', chainId);
  const token = draft.get('token', tokenId);
  if (chain === undefined || token === undefined) return;
  const issuedMs = findIssuedServerMs(token);
  const expiresMs = findExpiryServerMs(token);
  if (issuedMs === null || expiresMs === null) return;
  const atMs = findBirthMs(token);
  const generations = mergeGenerations(chain.generations, [{ issuedMs, expiresMs, atMs }]);
  if (generations !== chain.generations) draft.put('chain', chainId, { ...chain, generations });
}

/** In the order of issuance: bodies, and with them generations, may become known in another. */
export function mergeGenerations(known: readonly Generation[], more: readonly Generation[]): readonly Generation[] {
  const fresh = more.filter(({ issuedMs }) => !known.some((one) => one.issuedMs === issuedMs));
  if (fresh.length === 0) return known;
  return [...known, ...fresh].sort((a, b) => a.issuedMs - b.issuedMs).slice(-MAX_GENERATIONS);
}
