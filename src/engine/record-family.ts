// Tokens came that no refresh explains: a family begins (rules.md 3.4, root).

import type { RootKind } from './chain';
import type { Client } from './client';
import { ensureClient, noteSignIn } from './contexts';
import type { Draft } from './draft';
import { createChain, joinChain, startBranch } from './families';
import { noteGeneration } from './generations';
import type { ChainId, TokenId } from './ids';
import { findFamilyBegunBy } from './join-families';
import { openRefresh } from './open-refresh';
import { takeBackBridges } from './part-family';
import { rejudge } from './rejudge';
import { resolveClientFailures } from './resolve-failures';
import { isOfFamily } from './same-session';
import type { Send } from './send';
import { settleRefresh } from './settle-refresh';
import { reviewRefusals } from './settle-refusal';
import type { Token } from './token';

const SILENT_WINDOW_MS = 30_000;
const NO_FAMILY: ReadonlySet<Token['role']> = new Set(['dpop-proof', 'publishable-key', 'unknown']);

/** Puts issued tokens that have no family yet into a new one. */
export function recordFamily(draft: Draft, send: Send, issued: readonly TokenId[]): void {
  if (send.refresh === null) for (const id of issued) adoptFamily(draft, send, id);
  const orphans = issued.filter((id) => {
    const token = draft.get('token', id);
    return token !== undefined && token.chain === null && token.issuedBy === send.id && !NO_FAMILY.has(token.role);
  });
  if (orphans.length === 0) return;
  const chainId = findFamilyOf(draft, send, orphans) ?? beginFamily(draft, send);
  for (const id of orphans) {
    joinChain(draft, chainId, id);
    const token = draft.get('token', id);
    if (token?.role === 'refresh') startBranch(draft, chainId, id);
  }
  adoptCandidates(draft, send, chainId);
  // A silent authorization became a refresh only now.
  const refresh = draft.get('send', send.id)?.refresh ?? null;
  if (refresh !== null) draft.patch('refresh', refresh, { chain: chainId });
}

/** Its first credential was presented before this sign-in's body was read: now it is known how that family began. */
function adoptFamily(draft: Draft, send: Send, tokenId: TokenId): void {
  const kind = findRootKind(draft, send);
  const token = draft.get('token', tokenId);
  if (kind === 'unknown' || token?.issuedBy !== send.id) return;
  if (token.chain !== null) takeBackBridges(draft, token.chain, ({ to }) => to === tokenId);
  const chain = findFamilyBegunBy(draft, tokenId);
  if (chain === null) return;
  draft.put('chain', chain.id, {
    ...chain,
    rootKind: kind,
    rootAtMs: send.startMs,
    rootSend: send.id,
    clientId: chain.clientId ?? send.clientId,
    dialect: chain.dialect ?? send.dialect,
    granted: {},
  });
  noteBeginning(draft, send, kind);
  noteGeneration(draft, chain.id, tokenId);
  rejudge(draft, tokenId);
  reviewRefusals(draft, tokenId);
}

/**
 * More of an answer arrived and its first tokens have founded the family; a refresh whose credential stayed hidden; or an
 * ordinary answer that brought another token of the session that asked (no root: rules.md 3.4).
 */
function findFamilyOf(draft: Draft, send: Send, orphans: readonly TokenId[]): ChainId | null {
  for (const id of send.issued) {
    const token = draft.get('token', id);
    if (token?.issuedBy === send.id && token.chain !== null) return token.chain;
  }
  if (send.client === null || (send.refresh === null && send.purpose.kind !== 'other')) return null;
  const client = ensureClient(draft, send.client);
  const ofCookies = send.refresh === null ? listAskingByCookie(client, send) : [];
  const asking =
    send.refresh === null
      ? [...send.presented.map(({ token }) => draft.get('token', token)?.chain), ...ofCookies]
      : null;
  const isKin = (chainId: ChainId): boolean =>
    (ofCookies.includes(chainId) && !hasReadable(draft, chainId)) ||
    orphans.some((id) => isOfFamily(draft, chainId, id));
  return client.chains.findLast((id) => (asking === null || asking.includes(id)) && isKin(id)) ?? null;
}

/** Families beside whose tokens a cookie was set that the request carried. */
const listAskingByCookie = (client: Client, { cookies }: Send): readonly (ChainId | null)[] =>
  cookies.map(({ name, fp }) => {
    const candidate = client.cookieCandidates[name];
    return candidate?.fp === fp ? candidate.chain : null;
  });

/** Has it an access token that says whose it is, so that another may be told from it? */
const hasReadable = (draft: Draft, chainId: ChainId): boolean =>
  draft.get('chain', chainId)?.accessTokens.some((id) => draft.get('token', id)?.format === 'jws') === true;

function beginFamily(draft: Draft, send: Send): ChainId {
  const kind = findRootKind(draft, send);
  const chainId = createChain(draft, kind, send);
  noteBeginning(draft, send, kind);
  return chainId;
}

function noteBeginning(draft: Draft, send: Send, kind: RootKind): void {
  const { client } = send;
  if (client === null) return;
  if (kind === 'silent-authorization') {
    openRefresh(draft, send, { type: 'silent_authz', presented: null });
    draft.patch('client', client, { silentAuthorization: null });
    settleRefresh(draft, draft.get('send', send.id) ?? send);
  } else if (kind !== 'unknown' && kind !== 'token-exchange') {
    noteSignIn(draft, client, send.startMs);
    resolveClientFailures(draft, client, send.startMs, false, send.endMs ?? send.startMs);
  }
}

function findRootKind(draft: Draft, send: Send): RootKind {
  const { purpose } = send;
  if (purpose.kind === 'token-request') {
    switch (purpose.grant) {
      case 'authorization_code':
        return isSilent(draft, send) ? 'silent-authorization' : 'code';
      case 'password':
        return 'password';
      case 'device_code':
        return 'device';
      case 'token-exchange':
        return 'token-exchange';
      case 'refresh_token':
        return 'unknown';
      default:
        return 'login';
    }
  }
  if (purpose.kind === 'refresh-call') return 'unknown';
  if (purpose.kind === 'authorization') return purpose.isSilent ? 'silent-authorization' : 'login';
  const isUnsafe = send.method !== 'GET' && send.method !== 'HEAD';
  return purpose.kind === 'sign-in' ||
    (isUnsafe && send.presented.every((one) => one.token === send.proof?.fp || isOfElsewhere(draft, one))) ||
    send.resourceType === 'document'
    ? 'login'
    : 'unknown';
}

/** A statement of another issuer that the sign-in hands on (`{ credential: <ID token of Google> }`). */
const isOfElsewhere = (draft: Draft, { token: id, carrier }: Send['presented'][number]): boolean => {
  const token = draft.get('token', id);
  return (carrier === 'json' || carrier === 'form') && token?.issuedBy === null && token.chain === null;
};

/** The code came from a prompt=none authorization: by its fingerprint, or, where the redirect was not seen, by time. */
function isSilent(draft: Draft, send: Send): boolean {
  const pending = send.client === null ? null : ensureClient(draft, send.client).silentAuthorization;
  if (pending === null || send.purpose.kind !== 'token-request') return false;
  if (pending.codeFp !== null && send.purpose.codeFp !== null) return pending.codeFp === send.purpose.codeFp;
  // Its body may be read only after an authorization that came later; and what was not yet answered had given no code.
  const sinceMs = send.startMs - (draft.get('send', pending.send)?.endMs ?? Number.POSITIVE_INFINITY);
  return sinceMs >= 0 && sinceMs <= SILENT_WINDOW_MS;
}

function adoptCandidates(draft: Draft, send: Send, chainId: ChainId): void {
  const client = draft.get('client', send.client);
  if (client === undefined) return;
  const adopted = Object.entries(client.cookieCandidates).map(
    ([name, one]) => [name, one.chain === null ? { ...one, chain: chainId } : one] as const,
  );
  draft.put('client', client.id, { ...client, cookieCandidates: Object.fromEntries(adopted) });
}
