// Do two access tokens speak of one session? (rules.md 3.4, E3)

import type { Draft } from './draft';
import type { ChainId, TokenId } from './ids';

/** E3: one session id, or issuer, subject and client all equal. */
export function isOfFamily(draft: Draft, chainId: ChainId, tokenId: TokenId): boolean {
  const last = draft.get('chain', chainId)?.accessTokens.at(-1);
  return last !== undefined && isSameSession(draft, last, tokenId);
}

export function isSameSession(draft: Draft, one: TokenId, other: TokenId): boolean {
  const [a, b] = [draft.get('token', one)?.identity, draft.get('token', other)?.identity];
  if (a === undefined || b === undefined) return false;
  if (a.sessionId !== null && b.sessionId !== null) return a.sessionId === b.sessionId;
  return a.subject !== null && a.subject === b.subject && a.issuer === b.issuer && a.clientId === b.clientId;
}
