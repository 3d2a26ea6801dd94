// A refresh whose credential rides in a cookie: which one it was, and what replaced it (rules.md 3.3, 14.22).

import type { AnswerReceived } from '../observation/observation';
import type { Client } from './client';
import type { Draft } from './draft';
import { typeOf } from './find-renewal';
import type { TokenId } from './ids';
import { openRefresh } from './open-refresh';
import { attachPresentation, learnCookie, pickCookieByAnswer, pickPresentedRenewal } from './renewal-credential';
import type { Send } from './send';
import { sightRenewalCookie } from './sight-token';

/**
 * A refresh without a renewal credential: its body, shown by another sensor since, has it; or the cookie that its answer
 * replaces is the one (rules.md 14.22).
 */
export function learnPresented(draft: Draft, send: Send, answer: AnswerReceived | null): void {
  const refresh = draft.get('refresh', send.refresh);
  if (refresh === undefined || refresh.presented !== null || refresh.type === 'silent_authz' || answer === null) return;
  const given = pickPresentedRenewal(draft, send);
  if (given !== null && given.carrier !== 'cookie') {
    draft.remove('refresh', refresh.id);
    // Without its credential it was taken for a cookie's.
    const type = refresh.type === 'rt_cookie' ? typeOf(given.carrier) : refresh.type;
    openRefresh(draft, send, { type, presented: given.token, label: refresh.label });
    return;
  }
  const names = answer.cookiesSet.map(({ name }) => name);
  const shown = pickCookieByAnswer(draft, send, names);
  const cookie = shown ?? inferHiddenCookie(draft, send, answer);
  if (cookie === null) return;
  if (shown !== null) attachPresentation(draft, send.id, shown, 'cookie');
  draft.remove('refresh', refresh.id);
  openRefresh(draft, draft.get('send', send.id) ?? send, {
    type: refresh.type,
    presented: cookie,
    label: refresh.label,
  });
}

/** How many answers may have come since a request with a hidden cookie began. */
const ANSWERS_BACK = 8;

/**
 * No cookie of the request was shown, but its answer replaced one that renews the session: then its value was the one that
 * this client had been given before (E2).
 */
function inferHiddenCookie(draft: Draft, send: Send, answer: AnswerReceived): TokenId | null {
  const client = draft.get('client', send.client);
  const next = send.cookies.length > 0 ? undefined : findReplaced(draft, client, answer);
  let id = next === undefined ? null : readValue(client, next.name);
  for (let count = 0; count < ANSWERS_BACK && id !== null; count += 1) {
    const token = draft.get('token', id);
    if (token?.issuedAtMs == null || (token.issuedAtMs <= send.startMs && id !== next?.fp)) break;
    id = draft.get('refresh', token.issuedBy)?.presented ?? null;
  }
  return id === next?.fp ? null : id;
}

const readValue = (client: Client | undefined, name: string): TokenId | null =>
  client?.renewalCookies[name] ?? client?.cookieCandidates[name]?.fp ?? null;

/** A cookie that is known to renew the session, and was set to another value. */
function findReplaced(draft: Draft, client: Client | undefined, { cookiesSet }: AnswerReceived) {
  if (client === undefined) return undefined;
  return cookiesSet.find(({ name }) => {
    if (Object.hasOwn(client.renewalCookies, name)) return true;
    const candidate = Object.hasOwn(client.cookieCandidates, name) ? client.cookieCandidates[name] : undefined;
    return candidate !== undefined && draft.get('token', candidate.fp)?.role === 'refresh';
  });
}

/** The name of the cookie that carried it; of a hidden one, of the cookie that was set. */
function findName(draft: Draft, send: Send, presented: TokenId | null, answer: AnswerReceived): string | null {
  const shown = send.cookies.find(({ fp }) => fp === presented)?.name;
  if (shown !== undefined || presented === null || send.presented.some(({ token }) => token === presented))
    return shown ?? null;
  const client = draft.get('client', send.client);
  return findReplaced(draft, client, answer)?.name ?? null;
}

/** Cookies of one name may differ by path: then the access token has one, the refresh token another. */
function findNext(draft: Draft, { cookiesSet }: AnswerReceived, name: string) {
  const namesakes = cookiesSet.filter((cookie) => cookie.name === name);
  return namesakes.find(({ fp }) => draft.get('token', fp)?.role === 'refresh') ?? namesakes[0];
}

/** The cookie that carried the renewal credential got a new, opaque value: that is its successor, whatever its name. */
export function issueReplacedCookie(draft: Draft, sendId: string, answer: AnswerReceived | null): void {
  const send = draft.get('send', sendId);
  const presented = draft.get('refresh', sendId)?.presented ?? null;
  if (send === undefined || answer === null) return;
  const name = findName(draft, send, presented, answer);
  const next = name === null ? undefined : findNext(draft, answer, name);
  if (next === undefined) return;
  if (answer.status >= 400 || next.fp === presented || send.issued.includes(next.fp)) return;
  const { origin, context, clientId } = send;
  const sight = { atMs: answer.atMs, origin, context, clientId };
  const token = sightRenewalCookie(draft, { fp: next.fp, name: next.name, carrier: 'set-cookie' }, sight);
  draft.put('token', token.id, {
    ...token,
    issuedAtMs: token.issuedAtMs ?? answer.atMs,
    issuedServerMs: token.issuedServerMs ?? answer.serverDateMs,
    issuedBy: token.issuedBy ?? send.id,
    cookie: token.cookie ?? next.cookie,
  });
  draft.put('send', sendId, { ...send, issued: [...send.issued, token.id] });
}

/** The cookie that carried the renewal credential carries its successor: learn the name, and the opaque new value. */
export function rememberCookies(draft: Draft, send: Send, answer: AnswerReceived | null): void {
  const client = draft.get('client', send.client);
  const presented = draft.get('refresh', send.id)?.presented ?? null;
  const name = answer === null ? null : findName(draft, send, presented, answer);
  if (client === undefined || answer === null || name === null || presented === null) return;
  // A token that slides, or renews itself, is used as well.
  if (draft.get('token', presented)?.role !== 'refresh') return;
  const next = findNext(draft, answer, name)?.fp;
  if (next === undefined || next === presented) learnCookie(draft, send, client, name, presented);
  else learnCookie(draft, send, client, name, next, answer.atMs);
}
