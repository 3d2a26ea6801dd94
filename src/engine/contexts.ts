// Clients and their contexts: who holds which access token, who was refused when (rules.md 3.3).

import { appendCapped, moveToEnd } from '../base/capped-list';
import {
  MAX_CLIENT_CHAINS,
  MAX_CLIENT_TOKENS,
  MAX_CONTEXT_TOKENS,
  MAX_CONTEXTS,
  MAX_INSTANTS,
  MAX_REFRESHES,
  MAX_REJECTIONS,
} from '../base/limits';
import type { RequestSent } from '../observation/observation';
import type { ContextId } from '../observation/request';
import type { Client, ClientContext, HeldToken, Rejection } from './client';
import { endDeadSession } from './dead-session';
import type { Draft } from './draft';
import type { ChainId, ClientId, RefreshId, SendId, TokenId } from './ids';
import type { Send } from './send';
import { findBirthMs, type Token } from './token';

const EMPTY_CONTEXT: ClientContext = { documentAtMs: null, held: [], rejections: [], refreshes: [] };

/** The text that is kept already, where there is one: all that name the client share it. */
export function nameClient(draft: Draft, sent: RequestSent): ClientId {
  const id = `${sent.partition}|${sent.clientOrigin ?? sent.origin}`;
  return draft.get('client', id)?.id ?? id;
}

export function ensureClient(draft: Draft, id: ClientId): Client {
  const known = draft.get('client', id);
  if (known !== undefined) return known;
  const at = id.indexOf('|');
  const client: Client = {
    id,
    origin: id.slice(at + 1),
    partition: id.slice(0, at),
    contexts: {},
    accessTokens: [],
    refreshes: [],
    chains: [],
    renewalCookies: {},
    cookieCandidates: {},
    loginNavigationsMs: [],
    authorizationAtMs: null,
    authorizationTripsMs: [],
    deadSession: null,
    signInsMs: [],
    successLoop: [],
    silentAuthorization: null,
  };
  draft.put('client', id, client);
  return client;
}

/** Own members only: a context's name comes from outside. */
export const readContext = (client: Client | undefined, context: ContextId): ClientContext =>
  (client !== undefined && Object.hasOwn(client.contexts, context) ? client.contexts[context] : undefined) ??
  EMPTY_CONTEXT;

export function patchContext(
  draft: Draft,
  clientId: ClientId,
  context: ContextId,
  patch: Partial<ClientContext>,
): void {
  const client = ensureClient(draft, clientId);
  const entries = Object.entries(client.contexts).filter(([id]) => id !== context);
  const next = { ...readContext(client, context), ...patch };
  const index = draft.get('context', context)?.clients ?? [];
  if (!index.includes(clientId))
    draft.put('context', context, { clients: appendCapped(index, clientId, MAX_CONTEXTS) });
  draft.put('client', clientId, {
    ...client,
    contexts: Object.fromEntries([...entries, [context, next]].slice(-MAX_CONTEXTS)),
  });
}

/**
 * A context sent or received an access token. Only an issuance makes it the client's current one. What is heard of only when
 * another document has taken the place of the one that asked is not held by the new one.
 */
export function noteAccessToken(
  draft: Draft,
  { client: clientId, context, startMs, endMs }: Pick<Send, 'client' | 'context' | 'startMs' | 'endMs'>,
  token: TokenId,
  isIssued: boolean,
): void {
  if (clientId === null) return;
  const { held, documentAtMs } = readContext(ensureClient(draft, clientId), context);
  const isGone = documentAtMs !== null && startMs < documentAtMs;
  if (!isGone) {
    const now = hold(held, { token, sinceMs: isIssued ? (endMs ?? startMs) : startMs });
    if (now !== held) patchContext(draft, clientId, context, { held: now });
  }
  const client = ensureClient(draft, clientId);
  if (isIssued || client.accessTokens.length === 0) {
    draft.patch('client', clientId, { accessTokens: moveToEnd(client.accessTokens, token, MAX_CLIENT_TOKENS) });
  }
}

export function noteRejection(draft: Draft, clientId: ClientId, context: ContextId, rejection: Rejection): void {
  const { rejections } = readContext(ensureClient(draft, clientId), context);
  patchContext(draft, clientId, context, { rejections: [...rejections, rejection].slice(-MAX_REJECTIONS) });
}

/** Its body, read after its status, says that it was none. */
export function forgetRejection(draft: Draft, clientId: ClientId, context: ContextId, send: SendId): void {
  const { rejections } = readContext(draft.get('client', clientId), context);
  const others = rejections.filter((one) => one.send !== send);
  if (others.length < rejections.length) patchContext(draft, clientId, context, { rejections: others });
}

/** The clients that this tab or worker has shown. */
export const listClientsOf = (draft: Draft, context: ContextId): readonly Client[] =>
  (draft.get('context', context)?.clients ?? []).flatMap((id) => draft.get('client', id) ?? []);

export function noteClientRefresh(draft: Draft, clientId: ClientId, context: ContextId, refresh: RefreshId): void {
  const client = ensureClient(draft, clientId);
  if (client.refreshes.includes(refresh)) return;
  draft.patch('client', clientId, { refreshes: appendCapped(client.refreshes, refresh, MAX_REFRESHES) });
  const known = readContext(client, context);
  patchContext(draft, clientId, context, { refreshes: appendCapped(known.refreshes, refresh, MAX_REFRESHES) });
}

export function noteClientChain(draft: Draft, clientId: ClientId, chain: ChainId): void {
  const client = ensureClient(draft, clientId);
  draft.patch('client', clientId, { chains: moveToEnd(client.chains, chain, MAX_CLIENT_CHAINS) });
}

export function noteSignIn(draft: Draft, clientId: ClientId, atMs: number): void {
  const client = ensureClient(draft, clientId);
  draft.patch('client', clientId, { signInsMs: [...client.signInsMs, atMs].slice(-MAX_INSTANTS) });
}

export function noteLoginNavigation(draft: Draft, client: Client, atMs: number): void {
  endDeadSession(draft, client.id, atMs);
  draft.patch('client', client.id, { loginNavigationsMs: [...client.loginNavigationsMs, atMs].slice(-MAX_INSTANTS) });
}

/** The first moment counts, whenever it is heard of. */
function hold(held: readonly HeldToken[], news: HeldToken): readonly HeldToken[] {
  const known = held.find(({ token }) => token === news.token);
  if (known === undefined) return appendCapped(held, news, MAX_CONTEXT_TOKENS);
  return known.sinceMs <= news.sinceMs ? held : held.map((one) => (one === known ? news : one));
}

/**
 * The access token that a refresh renews: the newest of the context (of the family, if the context has one of it), else the
 * newest of the client (rules.md 14.18). What was issued or held only after `atMs`, its start, it cannot mean, unless it came with
 * the credential that is presented: then only the clock was set back since. Null when none is known.
 */
export function findCurrentAccessToken(
  draft: Draft,
  clientId: ClientId,
  context: ContextId,
  { chain, presented, atMs }: Renewal,
): Token | null {
  const client = draft.get('client', clientId);
  const issuedWith = draft.get('token', presented)?.issuedBy ?? null;
  const findThere = (id: TokenId, sinceMs: number): readonly Token[] => {
    const token = draft.get('token', id);
    if (token === undefined) return [];
    const bornMs = findBirthMs(token);
    const byMs = token.issuedBy !== null && token.issuedBy === issuedWith ? Math.max(atMs, bornMs) : atMs;
    return bornMs <= byMs && sinceMs <= byMs ? [token] : [];
  };
  const own = readContext(client, context).held.flatMap(({ token, sinceMs }) => findThere(token, sinceMs));
  const ofClient = (client?.accessTokens ?? []).flatMap((id) => findThere(id, atMs));
  return findNewest(own, chain) ?? findNewest(ofClient, chain);
}

/** A refresh as its request shows it: the family and the credential that it presents, and when it began. */
export type Renewal = { readonly chain: ChainId | null; readonly presented: TokenId | null; readonly atMs: number };

function findNewest(tokens: readonly Token[], chain: ChainId | null): Token | null {
  const ofFamily = chain === null ? [] : tokens.filter((token) => token.chain === chain);
  const held = ofFamily.length > 0 ? ofFamily : tokens;
  // By the clock of a browser that was set back, the older one may be the later.
  const candidates = held.filter((old) => !held.some(({ id }) => id === old.replacedBy));
  const bornMs = (token: Token): number =>
    token.issuedAtMs ?? (token.iatSec === null ? token.firstSeenMs : token.iatSec * 1000);
  return candidates.reduce<Token | null>(
    (best, token) => (best === null || bornMs(token) >= bornMs(best) ? token : best),
    null,
  );
}

export function isAccessLike(draft: Draft, id: TokenId): boolean {
  const token = draft.get('token', id);
  if (token?.role === 'id') return token.usedRole === 'access';
  return token?.role === 'access' || token?.role === 'single' || token?.role === 'session';
}
