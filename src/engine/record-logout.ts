// The session was ended on purpose: whose, and by what (rules.md 3.6).

import type { AnswerReceived } from '../observation/observation';
import type { LogoutEvent } from './chain';
import { listClientsOf } from './contexts';
import { endDeadSession } from './dead-session';
import type { Draft } from './draft';
import { createChain, joinChain } from './families';
import { findFamilyOfCredential } from './family-of-credential';
import type { ChainId, TokenId } from './ids';
import { isOfFamily, isSameSession } from './same-session';
import { isReplaced } from './select';
import type { Send } from './send';
import type { Token } from './token';

export function recordLogout(draft: Draft, send: Send, answer: AnswerReceived): void {
  const by = findKind(draft, send, answer);
  if (by === null || send.endMs === null) return;
  const known = findChains(draft, send, by);
  for (const chainId of known.length > 0 ? known : beginUnseen(draft, send)) {
    const chain = draft.get('chain', chainId);
    const named = by === 'L1' ? listNamed(draft, send, chainId) : [];
    if (chain === undefined || (by === 'L1' && named.length === 0)) continue;
    const logout: LogoutEvent = { atMs: send.endMs, by, send: send.id, named };
    if (chain.logout === null || rank(draft, logout) > rank(draft, chain.logout))
      draft.put('chain', chainId, { ...chain, logout });
    if (chain.client !== null) endDeadSession(draft, chain.client, send.endMs);
  }
}

/** A client that revokes what it has just replaced tidies up; it does not log out. */
function listNamed(draft: Draft, send: Send, chainId: ChainId): readonly TokenId[] {
  const tokens = send.presented.flatMap(({ token }) => draft.get('token', token) ?? []);
  return tokens.filter((token) => token.chain === chainId && !isReplaced(token)).map(({ id }) => id);
}

/** News of an answer that came before the revocation was done: what it named had been replaced by then. */
export function reviewLogout(draft: Draft, chainId: ChainId): void {
  const chain = draft.get('chain', chainId);
  if (chain?.logout?.by !== 'L1') return;
  const { logout } = chain;
  const named = logout.named.filter((id) => !wasReplaced(draft.get('token', id), logout.atMs));
  if (named.length === 0) draft.put('chain', chainId, { ...chain, logout: null, afterLogout: [] });
  else if (named.length < logout.named.length) draft.put('chain', chainId, { ...chain, logout: { ...logout, named } });
}

function wasReplaced(token: Token | undefined, byMs: number): boolean {
  if (token === undefined) return false;
  const { replacedAtMs, uses } = token;
  const isOver = (endMs: number | null): boolean => endMs !== null && endMs <= byMs;
  return isOver(replacedAtMs) || uses.some((use) => use.successor !== null && isOver(use.endMs));
}

/** Revoking an access token need not end the rest (RFC 7009 2.1); cleared cookies only suggest a logout (rules.md 3.6). */
function rank(draft: Draft, { by, named }: LogoutEvent): number {
  if (by === 'L4' || by === 'L5') return 1;
  return by === 'L1' && !named.some((id) => draft.get('token', id)?.role !== 'access') ? 0 : 2;
}

function findKind(draft: Draft, send: Send, answer: AnswerReceived): LogoutEvent['by'] | null {
  // GraphQL and others refuse inside 200.
  const isDone = answer.status >= 200 && answer.status < 400 && answer.error === null;
  if (!isDone) return null;
  if (send.purpose.kind === 'revocation') return 'L1';
  if (send.purpose.kind === 'logout' && send.purpose.by !== 'reading')
    return send.purpose.by === 'navigation' ? 'L2' : 'L3';
  if (answer.clearsSiteData) return 'L4';
  // Tutorials of Express log out by GET (dialects.md 3.22); without that sign it is a read like others.
  if (send.purpose.kind === 'logout') return answer.cookiesCleared.length > 0 ? 'L5' : null;
  const client = draft.get('client', send.client);
  const learned = Object.keys(client?.renewalCookies ?? {});
  return learned.length > 0 && learned.every((name) => answer.cookiesCleared.includes(name)) ? 'L5' : null;
}

/** The families of the tokens that it carried; else all of the client that the same server knows; a revocation names its own. */
function findChains(draft: Draft, send: Send, by: LogoutEvent['by']): readonly ChainId[] {
  const carried = [...send.presented.map(({ token }) => token), ...send.cookies.map(({ fp }) => fp)];
  const named = carried.flatMap((id) => draft.get('token', id)?.chain ?? []);
  if (named.length > 0 || by === 'L1') return [...new Set(named)];
  const ofServer = draft.get('server', send.origin)?.chains ?? [];
  const clients =
    send.resourceType === 'document' ? listClientsOf(draft, send.context).map(({ id }) => id) : [send.client];
  const ofClients = clients.flatMap((id) => draft.get('client', id)?.chains ?? []);
  const own = ofClients.filter((id) => !send.presented.some(({ token }) => isOfAnother(draft, id, token)));
  const both = own.filter((id) => ofServer.includes(id));
  if (both.length > 0) return both;
  // A token that nobody saw issued, at a server that no family of the app has met: only its claims tell whose it is.
  const orphans = send.presented.flatMap(({ token }) => draft.get('token', token) ?? []).filter(isOrphan);
  const isNamed = (id: ChainId): boolean => orphans.every((token) => isOfFamily(draft, id, token.id));
  return own.filter((id) => draft.get('chain', id)?.client === send.client && isNamed(id));
}

/** Its claims say that it belongs to somebody else, or to another app on the same origin (T18). */
function isOfAnother(draft: Draft, chainId: ChainId, tokenId: TokenId): boolean {
  const last = draft.get('token', draft.get('chain', chainId)?.accessTokens.at(-1));
  const sent = draft.get('token', tokenId);
  if (sent === undefined || !isOrphan(sent) || last === undefined) return false;
  const isNamed = sent.identity.subject !== null && last.identity.subject !== null;
  return isNamed && !isSameSession(draft, last.id, sent.id);
}

const isOrphan = ({ role, chain, issuedBy }: Token): boolean =>
  (role === 'access' || role === 'session') && chain === null && issuedBy === null;

/** The observation began after the sign-in: what the logout carries is all there is to be known of its family. */
function beginUnseen(draft: Draft, send: Send): readonly ChainId[] {
  const carried = send.presented.flatMap(({ token }) => draft.get('token', token) ?? []);
  const renewal = carried.find(({ role, issuedBy }) => role === 'refresh' && issuedBy === null);
  const family = renewal === undefined ? null : findFamilyOfCredential(draft, send, renewal.id);
  const tokens = carried.filter(isOrphan);
  if (family === null && tokens.length === 0) return [];
  const chainId = family ?? createChain(draft, 'unknown', send);
  for (const { id } of tokens) joinChain(draft, chainId, id);
  return [chainId];
}
