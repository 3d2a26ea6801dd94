// What a family was given at its root: scopes and the first ID token. Refreshes are measured by it, when the tokens
// themselves may be long forgotten (rules.md 10 B).

import { MAX_AUDIENCES } from '../base/limits';
import type { Chain, FirstIdToken } from './chain';
import type { Draft } from './draft';
import type { ChainId, TokenId } from './ids';
import { audienceKeyOf, type Token } from './token';

/** Called when a token joins a family. Where the root was not seen, the first that is seen stands for it. */
export function noteGranted(draft: Draft, chainId: ChainId, tokenId: TokenId): void {
  const chain = draft.get('chain', chainId);
  const token = draft.get('token', tokenId);
  if (chain === undefined || token === undefined) return;
  if (token.role === 'id' && chain.firstIdToken === null)
    draft.put('chain', chainId, { ...chain, firstIdToken: readIdToken(token) });
  if (token.role === 'access' || token.role === 'single') noteScope(draft, chain, token);
}

function noteScope(draft: Draft, chain: Chain, token: Token): void {
  if (token.scope === null) return;
  const audience = audienceKeyOf(token.identity);
  const known = chain.granted[audience];
  const isOfRoot = chain.rootKind === 'unknown' ? known === undefined : token.issuedBy === chain.rootSend;
  if (!isOfRoot || (known === undefined && Object.keys(chain.granted).length >= MAX_AUDIENCES)) return;
  const scope = known === undefined ? token.scope : `${known} ${token.scope}`;
  draft.put('chain', chain.id, { ...chain, granted: { ...chain.granted, [audience]: scope } });
}

function readIdToken({ id, identity, authTimeSec, iatSec, issuedAtMs, firstSeenMs }: Token): FirstIdToken {
  return { token: id, identity, authTimeSec, iatSec, atMs: issuedAtMs ?? firstSeenMs };
}
