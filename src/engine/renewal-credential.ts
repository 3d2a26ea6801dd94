// Which of a request's credentials is the one that renews the session (rules.md 3.3, dialects.md 2.4).

import { appendCapped } from '../base/capped-list';
import { MAX_RENEWAL_COOKIES, MAX_RENEWAL_PLACES } from '../base/limits';
import { type Carrier, isInAddress, isInBody, isInHeader } from '../observation/carrier';
import type { Client } from './client';
import type { Draft } from './draft';
import { joinChain, startBranch } from './families';
import type { TokenId } from './ids';
import type { Send } from './send';
import { sightRenewalCookie } from './sight-token';

export type PickedCredential = { readonly token: TokenId; readonly carrier: Carrier };

/** By what is known before the answer: body or address first, then a header, then a cookie that is known or learned. */
export function pickPresentedRenewal(draft: Draft, send: Send): PickedCredential | null {
  const isRefresh = (id: TokenId): boolean => draft.get('token', id)?.role === 'refresh';
  const findIn = (isThere: (carrier: Carrier) => boolean) =>
    send.presented.find(({ token, carrier }) => isThere(carrier) && isRefresh(token));
  const given = findIn((carrier) => isInBody(carrier) || isInAddress(carrier)) ?? findIn(isInHeader);
  if (given !== undefined) return given;
  const cookie = pickKnownCookie(draft, send);
  if (cookie !== null) return { token: cookie, carrier: 'cookie' };
  // Inside a cookie that wraps several tokens.
  return findIn((carrier) => carrier === 'cookie') ?? null;
}

function pickKnownCookie(draft: Draft, send: Send): TokenId | null {
  const client = draft.get('client', send.client);
  const known = send.cookies.find(({ fp }) => draft.get('token', fp)?.role === 'refresh');
  // One that was set once more beside the tokens of a sign-in belongs to them.
  if (known !== undefined && client?.cookieCandidates[known.name]?.fp === known.fp)
    return learnCookie(draft, send, client, known.name, known.fp);
  if (known !== undefined) return known.fp;
  const learned = send.cookies.find(({ name }) => client !== undefined && Object.hasOwn(client.renewalCookies, name));
  if (learned !== undefined) return learnCookie(draft, send, client, learned.name, learned.fp);
  return null;
}

/**
 * By the answer: a cookie named like one, one that it replaces, a candidate set beside the tokens, or the only one that has
 * the name of a token (rules.md 14.22). `replaced`: names of cookies that the answer sets.
 */
export function pickCookieByAnswer(draft: Draft, send: Send, replaced: readonly string[]): TokenId | null {
  const client = draft.get('client', send.client);
  const known = pickKnownCookie(draft, send);
  if (known !== null) return known;
  const usable = send.cookies.filter(({ fp }) => !isAcceptedAccess(draft, fp));
  const named = usable.filter((cookie) => cookie.named !== null);
  const candidate =
    usable.find((cookie) => cookie.named === 'refresh') ??
    usable.find(({ name }) => replaced.includes(name)) ??
    usable.find(({ name, fp }) => client?.cookieCandidates[name]?.fp === fp) ??
    (named.length === 1 ? named[0] : usable.find(({ fp }) => draft.get('token', fp) !== undefined));
  return candidate === undefined ? null : learnCookie(draft, send, client, candidate.name, candidate.fp);
}

const isAcceptedAccess = (draft: Draft, fp: TokenId): boolean =>
  draft.get('token', fp)?.role === 'access' && (draft.get('token', fp)?.accepted ?? 0) > 0;

/** By what was known before the answer: the cookie that is named like one, or was set beside the tokens. */
export function pickNamedCookie(draft: Draft, send: Send): TokenId | null {
  const client = draft.get('client', send.client);
  const cookie =
    send.cookies.find(({ named }) => named === 'refresh') ??
    send.cookies.find(({ name, fp }) => {
      const candidate = client?.cookieCandidates[name];
      return candidate?.fp === fp && candidate.chain !== null && !isAcceptedAccess(draft, fp);
    });
  return cookie === undefined ? null : learnCookie(draft, send, client, cookie.name, cookie.fp);
}

/**
 * From now on this cookie is a renewal credential; what was known of it as a candidate is kept. `setMs`: when an answer set
 * it; null when a request carried it.
 */
export function learnCookie(
  draft: Draft,
  send: Send,
  client: Client | undefined,
  name: string,
  fp: TokenId,
  setMs: number | null = null,
): TokenId {
  const held = client?.cookieCandidates[name];
  const candidate = held?.fp === fp ? held : undefined;
  const { origin, context, clientId } = send;
  const sight = { atMs: candidate?.atMs ?? setMs ?? send.startMs, origin, context, clientId };
  const token = sightRenewalCookie(draft, { fp, name, carrier: setMs === null ? 'cookie' : 'set-cookie' }, sight);
  const lastSeenMs = Math.max(token.lastSeenMs, send.startMs);
  if (candidate === undefined) draft.patch('token', fp, { lastSeenMs });
  else {
    const carriers = appendCapped<Carrier>(token.carriers, 'set-cookie', MAX_RENEWAL_PLACES);
    draft.patch('token', fp, { cookie: token.cookie ?? candidate.cookie, carriers, lastSeenMs });
    if (candidate.chain !== null && token.chain === null) joinChain(draft, candidate.chain, fp);
  }
  const chain = token.chain ?? candidate?.chain ?? null;
  if (chain !== null && draft.get('chain', chain)?.branches.length === 0) startBranch(draft, chain, fp);
  if (client !== undefined) rememberRenewalCookie(draft, client, name, fp);
  return fp;
}

function rememberRenewalCookie(draft: Draft, client: Client, name: string, fp: TokenId): void {
  const known = Object.entries(draft.get('client', client.id)?.renewalCookies ?? {});
  const learned = [...known.filter(([other]) => other !== name), [name, fp] as const].slice(-MAX_RENEWAL_COOKIES);
  draft.patch('client', client.id, { renewalCookies: Object.fromEntries(learned) });
}

/** Notes that a send carried a token that was recognised only later. */
export function attachPresentation(draft: Draft, sendId: string, token: TokenId, carrier: Carrier): void {
  const send = draft.get('send', sendId);
  if (send === undefined || send.presented.some((one) => one.token === token)) return;
  draft.put('send', sendId, { ...send, presented: [...send.presented, { token, carrier, scheme: null }] });
  const known = draft.get('token', token);
  if (known === undefined) return;
  draft.put('token', token, {
    ...known,
    lastSeenMs: Math.max(known.lastSeenMs, send.startMs),
    carriers: appendCapped(known.carriers, carrier, MAX_RENEWAL_PLACES),
    origins: appendCapped(known.origins, send.origin, MAX_RENEWAL_PLACES),
    contexts: appendCapped(known.contexts, send.context, MAX_RENEWAL_PLACES),
  });
}
