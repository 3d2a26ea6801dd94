// A token is used whose issuance no sensor read: the refresh that must have brought it (rules.md 3.4, E3; 2.6).

import { estimateSkewMs } from './clock';
import { isAccessLike } from './contexts';
import type { Draft } from './draft';
import { joinChain } from './families';
import type { RefreshId, TokenId } from './ids';
import { restoreAccessToken } from './replace-access-token';
import { isOfFamily } from './same-session';
import { isYesUnread, type Send } from './send';
import { settleRefresh } from './settle-refresh';
import type { Token } from './token';

const NEAR_MS = 5000;
/** An answer further back than these brings no token that is seen now for the first time. */
const RECENT = 8;

export function attachUnissued(draft: Draft, send: Send, tokenId: TokenId): void {
  const token = draft.get('token', tokenId);
  if (
    token === undefined ||
    token.issuedBy !== null ||
    token.chain !== null ||
    token.role !== 'access' ||
    send.client === null
  )
    return;
  const isOpen = (id: RefreshId): boolean => lacksAccessToken(draft, id) && fits(draft, id, token);
  const refresh = draft.get('refresh', draft.get('client', send.client)?.refreshes.slice(-RECENT).findLast(isOpen));
  const source = draft.get('send', refresh?.send);
  if (!refresh?.chain || source === undefined) return;
  joinChain(draft, refresh.chain, tokenId);
  const complete = { ...source, issued: [...source.issued, tokenId] };
  draft.put('send', source.id, complete);
  settleRefresh(draft, complete);
}

/** The answer was not read; a renewed cookie beside it may have been seen (rules.md 3.4, E2). */
function lacksAccessToken(draft: Draft, id: RefreshId): boolean {
  const source = draft.get('send', id);
  return source !== undefined && isYesUnread(source) && !source.issued.some((issued) => isAccessLike(draft, issued));
}

/** The body was read after all: what had been taken for a part of it, and is not, belongs elsewhere. Returns what is left. */
export function detachUnissued(draft: Draft, send: Send, issued: readonly TokenId[]): readonly TokenId[] {
  const known = send.issued;
  const isGuess = (id: TokenId): boolean => draft.get('token', id)?.issuedBy === null && !issued.includes(id);
  const guesses = known.filter(isGuess);
  if (guesses.length === 0) return known;
  for (const id of guesses) detach(draft, send, id);
  return known.filter((id) => !guesses.includes(id));
}

/** A body showed that it issued this token: what had seemed to be its refresh is as unread as before. */
export function takeBackGuess(draft: Draft, send: Send, tokenId: TokenId): void {
  const token = draft.get('token', tokenId);
  if (token === undefined || token.chain === null || token.issuedBy !== send.id) return;
  const client = draft.get('client', draft.get('chain', token.chain)?.client);
  const guesses = (client?.refreshes ?? []).flatMap((id) => draft.get('send', id) ?? []).filter(isYesUnread);
  const source = guesses.findLast(({ id, issued }) => id !== send.id && issued.includes(tokenId));
  if (source === undefined) return;
  detach(draft, source, tokenId);
  const left = { ...source, issued: source.issued.filter((id) => id !== tokenId) };
  draft.put('send', source.id, left);
  settleRefresh(draft, left);
}

function detach(draft: Draft, source: Send, tokenId: TokenId): void {
  const chain = draft.get('chain', draft.get('token', tokenId)?.chain);
  if (chain !== undefined)
    draft.patch('chain', chain.id, { accessTokens: chain.accessTokens.filter((id) => id !== tokenId) });
  draft.patch('token', tokenId, { chain: null });
  const refresh = draft.get('refresh', source.id);
  if (refresh !== undefined) restoreAccessToken(draft, refresh, [tokenId]);
}

/** By its `iat`, which must be that of the answer; an opaque token only by being seen at once. */
function fits(draft: Draft, id: RefreshId, token: Token): boolean {
  const source = draft.get('send', id);
  const chain = draft.get('chain', draft.get('refresh', id)?.chain);
  if (source === undefined || source.endMs === null || chain === undefined || token.firstSeenMs < source.startMs)
    return false;
  if (token.iatSec === null) return token.firstSeenMs - source.endMs <= NEAR_MS;
  const answeredMs = source.serverDateMs ?? source.endMs + (estimateSkewMs(draft.get('server', source.origin)) ?? 0);
  const isNear = Math.abs(token.iatSec * 1000 - answeredMs) <= NEAR_MS;
  return isNear && (chain.accessTokens.length === 0 || isOfFamily(draft, chain.id, token.id));
}
