// An answer delivered tokens: make them, date them, and note who holds them now.

import { MAX_COOKIE_NEWS } from '../base/limits';
import type { IssuedCredential } from '../observation/credential';
import type { AnswerReceived } from '../observation/observation';
import type { TokenRole } from '../token/role';
import { estimateSkewMs } from './clock';
import { ensureClient, isAccessLike, noteAccessToken } from './contexts';
import { recountExpired } from './count-presentations';
import type { Draft } from './draft';
import type { TokenId } from './ids';
import type { Send } from './send';
import { noteIssuerClock } from './servers';
import { sightToken } from './sight-token';
import type { Token } from './token';

/** Returns the ids of tokens that this answer delivered, those of its own request left out. Safe to call again. */
export function recordIssuance(draft: Draft, send: Send, answer: AnswerReceived): readonly TokenId[] {
  if (send.source !== 'network' || answer.source === 'cache' || answer.status >= 400) return [];
  const usable = answer.issued.filter((credential) => isToken(draft, send, answer, credential));
  const isRenewable = isRenewedByCookie(usable);
  const ids: TokenId[] = [];
  for (const credential of usable) {
    const { id, isEcho } = issueToken(draft, send, answer, nameCookie(credential, isRenewable));
    if (!isEcho && !ids.includes(id)) ids.push(id);
  }
  noteIdTokenAlone(draft, send, ids);
  return ids;
}

/** Where an ID token is all that a refresh token comes with, it is what the app sends (dialects.md 2.1, 3.9: Firebase). */
function noteIdTokenAlone(draft: Draft, send: Send, ids: readonly TokenId[]): void {
  const tokens = ids.flatMap((id) => draft.get('token', id) ?? []);
  const idToken = tokens.find(({ role }) => role === 'id');
  if (idToken === undefined || !tokens.some(({ role }) => role === 'refresh')) return;
  if (!tokens.some(({ id }) => isAccessLike(draft, id))) noteAccessToken(draft, send, idToken.id, true);
}

/** Bare names (`token`, `access`) and cookie names need a JWT, a token endpoint, or better tokens beside them. */
function isToken(draft: Draft, send: Send, answer: AnswerReceived, credential: IssuedCredential): boolean {
  if (credential.jwt !== null || draft.get('token', credential.fp) !== undefined) return true;
  if (isTokenEndpoint(draft, send)) return true;
  if (isCursor(send, answer, credential)) return false;
  if (isSuccessor(draft, send, credential) || isRenewedUnseen(draft, send, credential)) return true;
  if (credential.carrier !== 'set-cookie') return credential.claimed?.strength === 'confirmed';
  return answer.issued.some(
    (other) => other !== credential && (other.jwt !== null || other.claimed?.strength === 'confirmed'),
  );
}

/** The cookie that carried an opaque token was set anew. Who comes back from a sign-in elsewhere may be another user. */
function isSuccessor(draft: Draft, { purpose, cookies }: Send, { carrier, name }: IssuedCredential): boolean {
  if (carrier !== 'set-cookie' || purpose.kind !== 'other') return false;
  return cookies.some((cookie) => cookie.name === name && draft.get('token', cookie.fp)?.format === 'opaque');
}

/** The request's cookies were hidden, but where sessions are renewed one that is known to renew was set anew (E2). */
function isRenewedUnseen(draft: Draft, { purpose, client }: Send, { carrier, name }: IssuedCredential): boolean {
  if (carrier !== 'set-cookie' || name === null || purpose.kind !== 'refresh-call' || client === null) return false;
  const { renewalCookies, cookieCandidates } = ensureClient(draft, client);
  const held = Object.hasOwn(renewalCookies, name) ? renewalCookies[name] : null;
  const set = Object.hasOwn(cookieCandidates, name) ? cookieCandidates[name]?.fp : null;
  return draft.get('token', held ?? set ?? '')?.role === 'refresh';
}

/** A feed's `refreshToken` says where to read on: it comes alone, where something is only read. */
function isCursor({ purpose, method }: Send, { issued }: AnswerReceived, { claimed, name }: IssuedCredential): boolean {
  if (claimed?.role !== 'refresh' || name === 'refresh_token' || purpose.kind !== 'other' || method !== 'GET')
    return false;
  return !issued.some((other) => other.claimed?.role === 'access');
}

/**
 * `/refresh` alone also reloads data (dialects.md 2.5), and a mutation may renew anything: there an opaque value needs a
 * request that carried something to renew.
 */
function isTokenEndpoint(draft: Draft, { purpose, presented, cookies }: Send): boolean {
  if (purpose.kind === 'token-request' || purpose.kind === 'sign-in') return true;
  if (purpose.kind !== 'refresh-call') return false;
  const isRenewable = presented.some(({ token: id }) => {
    const token = draft.get('token', id);
    return token?.role === 'refresh' || token?.format === 'opaque';
  });
  return isRenewable || cookies.length > 0;
}

/** Not where a cookie is named as the session's: that one goes with every call, and none beside it is there to renew (Better Auth). */
function isRenewedByCookie(issued: readonly IssuedCredential[]): boolean {
  const isClaimed = (isCookie: boolean, role: TokenRole): boolean =>
    issued.some(({ carrier, claimed }) => (carrier === 'set-cookie') === isCookie && claimed?.role === role);
  return isClaimed(false, 'access') && !isClaimed(true, 'session');
}

/** An HttpOnly cookie set beside an access token in the body is there to renew it, whatever it is called (Express' `jwt`). */
function nameCookie(credential: IssuedCredential, isRenewable: boolean): IssuedCredential {
  const isHint = credential.claimed === null || credential.claimed.row === 8;
  if (credential.carrier !== 'set-cookie' || !isRenewable || !isHint || credential.cookie?.httpOnly !== true)
    return credential;
  return { ...credential, claimed: { role: 'refresh', strength: 'possible', row: 8 } };
}

/** `isEcho`: the request had carried it. */
function issueToken(
  draft: Draft,
  send: Send,
  answer: AnswerReceived,
  credential: IssuedCredential,
): { readonly id: TokenId; readonly isEcho: boolean } {
  const sight = { atMs: answer.atMs, origin: send.origin, context: send.context, clientId: send.clientId };
  const token = sightToken(draft, credential, sight);
  const { id } = token;
  const isEcho =
    send.presented.some((one) => one.token === id) || send.cookies.some(({ fp }) => fp === id || fp === credential.fp);
  if (isEcho || !isFirstIssuer(draft, send, token)) return { id, isEcho };
  noteIssuerClock(draft, send, token.iatSec);
  const skewMs = estimateSkewMs(draft.get('server', send.origin)) ?? 0;
  const issued: Token = {
    ...token,
    issuedAtMs: answer.atMs,
    issuedServerMs: answer.serverDateMs ?? answer.atMs + skewMs,
    issuedBy: send.id,
    issuedToKey: send.proof?.jkt ?? null,
    // The issuer's origin first: its clock is the one that counts.
    origins: [send.origin, ...token.origins.filter((origin) => origin !== send.origin)],
    announcedSec: credential.announcedSec ?? token.announcedSec,
    cookie: credential.cookie ?? token.cookie,
    scope: token.scope ?? (token.role === 'access' ? answer.scope : null),
    boundTo: token.boundTo ?? (answer.tokenType === 'dpop' && token.role === 'access' ? 'announced' : null),
  };
  draft.put('token', issued.id, token.presentationsAfterExpiry > 0 ? recountExpired(draft, issued) : issued);
  if (issued.role === 'access' || issued.role === 'session') noteAccessToken(draft, send, issued.id, true);
  return { id, isEcho };
}

/** Bodies are read in another order than they came: of several that brought the same token, the first in time issued it. */
function isFirstIssuer(draft: Draft, { id, endMs }: Send, { issuedBy }: Token): boolean {
  if (issuedBy === null) return true;
  const former = draft.get('send', issuedBy);
  return former !== undefined && former.id !== id && endMs !== null && endMs < (former.endMs ?? 0);
}

/** Cookies set beside tokens: should one of them later renew the session, it is known where it came from. */
export function noteCandidates(draft: Draft, send: Send, answer: AnswerReceived): void {
  if (send.client === null || answer.cookiesSet.length === 0) return;
  const client = ensureClient(draft, send.client);
  const fresh = answer.cookiesSet
    .filter(({ cookie }) => cookie.httpOnly)
    .map(({ name, fp, cookie }) => [name, { fp, atMs: answer.atMs, chain: null, cookie }] as const);
  const entries = [
    ...Object.entries(client.cookieCandidates).filter(([name]) => !fresh.some(([other]) => other === name)),
    ...fresh,
  ];
  draft.put('client', client.id, { ...client, cookieCandidates: Object.fromEntries(entries.slice(-MAX_COOKIE_NEWS)) });
}
