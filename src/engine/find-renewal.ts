// What an answer makes of a send that its request did not show to be a refresh (rules.md 3.3).

import { type Carrier, isInHeader } from '../observation/carrier';
import type { AnswerReceived } from '../observation/observation';
import { isRejected } from './classify-answer';
import { isAccessLike } from './contexts';
import type { Draft } from './draft';
import type { TokenId } from './ids';
import type { RefreshType } from './refresh';
import { type PickedCredential, pickCookieByAnswer, pickNamedCookie, pickPresentedRenewal } from './renewal-credential';
import { isSameSession } from './same-session';
import type { Send } from './send';
import { readEndpoint } from './servers';
import { audienceKeyOf, type Token } from './token';

export type Found = { readonly type: RefreshType; readonly presented: TokenId | null };

/** Null where the answer renewed nothing. */
export function findRenewal(draft: Draft, send: Send, answer: AnswerReceived | null): Found | null {
  if (send.source !== 'network' && send.failure === null) return null;
  const delivered = send.issued.filter((id) => isNewWith(draft, send, id));
  const { kind } = send.purpose;
  if (delivered.length > 0) {
    if (kind === 'refresh-call') return findCall(draft, send, answer, delivered);
    return kind === 'sign-in' || kind === 'token-request' ? null : findReissue(draft, send, delivered);
  }
  if (kind !== 'refresh-call') return null;
  // Refused, or failed: a refresh only where one is known to live, or where what renews was refused.
  const picked = pickPresentedRenewal(draft, send) ?? pickRefusedCookie(draft, send);
  const isKnownHere = readEndpoint(draft, send.endpoint).isRefresh;
  const isAnswered = isRejected(send.answer) || send.failure !== null || (send.status ?? 0) >= 400;
  if (!isAnswered) return null;
  if (picked !== null) return { type: typeOf(picked.carrier), presented: picked.token };
  return findRefusedOwn(draft, send) ?? (isKnownHere ? { type: 'rt_cookie', presented: null } : null);
}

/** The path says that a session is renewed there, and the server that this one is not (rules.md 3.3, a custom endpoint's 401/403). */
const isSessionRefused = ({ purpose, answer, status }: Send): boolean =>
  purpose.kind === 'refresh-call' && purpose.by === 'session-path' && (isRejected(answer) || status === 403);

/** The first refresh that is seen may be the one that fails: its cookie has the name, or was set beside the tokens. */
function pickRefusedCookie(draft: Draft, send: Send): PickedCredential | null {
  if (!isSessionRefused(send)) return null;
  const token = pickNamedCookie(draft, send);
  return token === null ? null : { token, carrier: 'cookie' };
}

/** Where tokens have renewed themselves before, or the path says that they do, the one that was sent would have. */
function findRefusedOwn(draft: Draft, send: Send): Found | null {
  const ids = draft.get('client', send.client)?.refreshes ?? [];
  const hasRenewedItself = ids.some((id) => {
    const refresh = draft.get('refresh', id);
    return refresh?.type === 'self_renew' && refresh.endpoint === send.endpoint;
  });
  // Nothing says what a token is whose answer is not read yet.
  const isUnsaid = (id: TokenId): boolean => draft.get('token', id)?.role === 'unknown';
  const own =
    send.presented.find(({ token }) => isAccessLike(draft, token)) ??
    send.presented.find(({ token, carrier }) => carrier === 'authorization' && isUnsaid(token));
  const isAlone = isSessionRefused(send) && send.cookies.every(({ fp }) => fp === own?.token) && !send.hasSessionCookie;
  return (hasRenewedItself || isAlone) && own !== undefined ? { type: 'self_renew', presented: own.token } : null;
}

/** A session may be asked for again and again, and answer with the token that it gave before. */
function isNewWith(draft: Draft, send: Send, id: TokenId): boolean {
  const token = draft.get('token', id);
  return token?.issuedBy === send.id || token?.issuedAtMs == null || token.issuedAtMs > send.startMs;
}

/** A call to a refresh path that brought tokens. */
function findCall(draft: Draft, send: Send, answer: AnswerReceived | null, delivered: readonly TokenId[]): Found {
  const picked = pickPresentedRenewal(draft, send);
  if (picked !== null) return { type: typeOf(picked.carrier), presented: picked.token };
  // In a header or in the body: a cookie may stand for anything.
  const sent = send.presented.filter(({ token: id, carrier }) => carrier !== 'cookie' && id !== send.proof?.fp);
  const bearer = sent.find(({ carrier }) => isInHeader(carrier)) ?? sent[0];
  const token = draft.get('token', bearer?.token);
  const own = findSelfRenewingCookie(draft, send, delivered);
  if (own !== null) return own;
  const cookie = pickCookieByAnswer(draft, send, answer?.cookiesSet.map(({ name }) => name) ?? []);
  if (token !== undefined && token.role !== 'publishable-key') {
    // What it was used for here is the question.
    const isUsedElsewhere = token.accepted > 0 && token.endpoints.some((key) => key !== send.endpoint);
    const isUsedAsAccess = token.role === 'access' || token.role === 'single' || isUsedElsewhere;
    // An access token beside a renewal cookie only says who asks.
    if (isUsedAsAccess && cookie !== null && cookie !== token.id) return { type: 'rt_cookie', presented: cookie };
    if (isUsedAsAccess || renewsItself(draft, token, delivered)) return { type: 'self_renew', presented: token.id };
    draft.patch('token', token.id, { role: 'refresh', roleStrength: 'likely', roleRow: 3 });
    return { type: 'rt_bearer', presented: token.id };
  }
  return { type: 'rt_cookie', presented: cookie };
}

/** Only its own cookie was set anew: a sealed one slides as the session is read, one that was used before renews itself. */
function findSelfRenewingCookie(draft: Draft, send: Send, delivered: readonly TokenId[]): Found | null {
  const next = delivered.length === 1 ? draft.get('token', delivered[0]) : undefined;
  if (next === undefined || !next.carriers.includes('set-cookie')) return null;
  for (const { token: id, carrier } of send.presented) {
    const token = draft.get('token', id);
    if (carrier !== 'cookie' || token === undefined || token.role === 'refresh' || !isLikewise(token, next)) continue;
    if (token.format === 'jwe') return { type: 'sliding_reissue', presented: id };
    if (token.presentations > 0) return { type: 'self_renew', presented: id };
  }
  return null;
}

/** Of a refresh without a grant. */
export function typeOf(carrier: Carrier): RefreshType {
  if (isInHeader(carrier)) return 'rt_bearer';
  return carrier === 'cookie' ? 'rt_cookie' : 'rt_custom';
}

/** An ordinary answer replaced the token of its request: by a header or cookie it slides, by its body it was asked to. */
function findReissue(draft: Draft, send: Send, delivered: readonly TokenId[]): Found | null {
  const known = pickPresentedRenewal(draft, send);
  // A known refresh token was given, and tokens came for it, whatever key and path are called.
  if (known !== null && known.carrier !== 'cookie') return { type: typeOf(known.carrier), presented: known.token };
  for (const { token: id, carrier } of send.presented) {
    const token = draft.get('token', id);
    if (token === undefined || token.role === 'refresh' || token.role === 'dpop-proof') continue;
    const next = delivered
      .map((one) => draft.get('token', one))
      .find((one) => one !== undefined && (isReplacement(token, one) || isHandedOn(token, carrier, one)));
    if (next === undefined) continue;
    // An access token beside a renewal cookie only says who asks.
    if (next.carriers.includes('response-json'))
      return known === null ? { type: 'self_renew', presented: id } : { type: 'rt_cookie', presented: known.token };
    // The server refreshed by itself, and its answer brought both tokens anew, as the request had carried both (Supabase SSR).
    const isPaired = delivered.some((one) => draft.get('token', one)?.role === 'refresh');
    return { type: 'sliding_reissue', presented: isPaired && known !== null ? known.token : id };
  }
  return findMinted(draft, send, delivered, known);
}

/**
 * The session's cookie was sent, and the answer is an access token like the one before it: a renewal, whatever its path is
 * called, if the cookie is known to renew, or if the one before came from here, too (rules.md 3.3, "or was learned").
 */
function findMinted(
  draft: Draft,
  send: Send,
  delivered: readonly TokenId[],
  known: PickedCredential | null,
): Found | null {
  const held = draft.get('client', send.client)?.accessTokens ?? [];
  const isBefore = (old: Token, id: TokenId): boolean => {
    const next = draft.get('token', id);
    return next?.role === 'access' && isReplacement(old, next) && isSameSession(draft, old.id, next.id);
  };
  const before = held
    .flatMap((id) => draft.get('token', id) ?? [])
    .filter((old) => delivered.some((id) => isBefore(old, id)));
  const last = before.at(-1);
  if (last === undefined) return null;
  if (known !== null) return { type: 'rt_cookie', presented: known.token };
  const isFromHere = draft.get('send', last.issuedBy)?.endpoint === send.endpoint;
  const isAskedByToken = send.presented.some(({ carrier }) => carrier !== 'cookie');
  if (!isFromHere || isAskedByToken || (send.cookies.length === 0 && !send.hasSessionCookie)) return null;
  return { type: 'rt_cookie', presented: pickCookieByAnswer(draft, send, []) };
}

/** An opaque token shows nothing of its own: an answer brings the next where the one before came from (rules.md 14.24). */
function isHandedOn(old: Token, carrier: Carrier, next: Token): boolean {
  if (old.format !== 'opaque' || next.format !== 'opaque' || next.role !== 'access') return false;
  if (carrier === 'cookie') return old.role === next.role && next.carriers.includes('set-cookie');
  return isInHeader(carrier) && old.carriers.includes('response-header') && next.carriers.includes('response-header');
}

const renewsItself = (draft: Draft, token: Token, delivered: readonly TokenId[]): boolean =>
  delivered.some((id) => {
    const next = draft.get('token', id);
    return next !== undefined && isLikewise(token, next);
  });

/** Likewise, and with later times: an ordinary answer may hand out others (rules.md 3.3, sliding_reissue). */
const isReplacement = (old: Token, next: Token): boolean =>
  isLikewise(old, next) &&
  (old.format === 'jwe' || (next.iatSec ?? 0) > (old.iatSec ?? 0) || (next.expSec ?? 0) > (old.expSec ?? 0));

/** Equal issuer, subject and audience. A JWE shows none of them: its cookie's name does. */
function isLikewise(old: Token, next: Token): boolean {
  if (old.id === next.id || next.role === 'refresh' || next.role === 'id' || old.format !== next.format) return false;
  if (old.format === 'opaque') return false;
  if (old.format === 'jwe') return old.carriers.includes('cookie') && next.carriers.includes('set-cookie');
  const [a, b] = [old.identity, next.identity];
  const isSame = a.issuer === b.issuer && a.subject === b.subject && audienceKeyOf(a) === audienceKeyOf(b);
  return isSame && (a.subject !== null || a.issuer !== null || old.role === next.role);
}
