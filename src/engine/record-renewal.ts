// Was this answer a refresh? Some are known by their request; the rest only show themselves now (rules.md 3.3).

import type { Carrier } from '../observation/carrier';
import type { AnswerReceived } from '../observation/observation';
import { isRejected } from './classify-answer';
import type { Draft } from './draft';
import { joinChain } from './families';
import type { TokenId } from './ids';
import { openKnownRefresh, withdrawRefresh } from './known-refresh';
import { openRefresh } from './open-refresh';
import type { PolicyThresholds } from './policy';
import { isSpending, type RefreshType } from './refresh';
import { attachPresentation, pickCookieByAnswer, pickPresentedRenewal } from './renewal-credential';
import { issueReplacedCookie, learnPresentedCookie, rememberCookies } from './renewed-cookie';
import type { Send } from './send';
import { ensureEndpoint, noteRefreshEndpoint } from './servers';
import { settleRefresh } from './settle-refresh';
import type { Token } from './token';

/** Opens a refresh that the request alone did not show, then settles whatever refresh the send is. */
export function recordRenewal(
  draft: Draft,
  sendId: string,
  answer: AnswerReceived | null,
  thresholds: PolicyThresholds,
): void {
  const told = draft.get('send', sendId);
  if (told === undefined) return;
  if (told.source !== null && told.source !== 'network') return withdrawRefresh(draft, told, thresholds);
  // What one sensor took for an answer out of a cache may have come from the network after all.
  if (told.refresh === null && told.purpose.kind === 'token-request') openKnownRefresh(draft, told, thresholds);
  const send = draft.get('send', sendId) ?? told;
  if (send.refresh === null) {
    const found = findRenewal(draft, send, answer);
    if (found === null) return;
    if (found.presented !== null)
      attachPresentation(draft, sendId, found.presented, found.type === 'rt_cookie' ? 'cookie' : 'authorization');
    openRefresh(draft, draft.get('send', sendId) ?? send, found, thresholds);
  }
  learnPresentedCookie(draft, draft.get('send', sendId) ?? send, answer, thresholds);
  issueReplacedCookie(draft, sendId, answer);
  const current = draft.get('send', sendId) ?? send;
  joinSameFamily(draft, current);
  settleRefresh(draft, current, thresholds);
  const refresh = draft.get('refresh', sendId);
  if (refresh?.outcome === 'success') {
    const isNews = !ensureEndpoint(draft, current.endpoint).isRefresh;
    // An ordinary endpoint whose answers slide the session is no place to renew it.
    if (isSpending(refresh)) noteRefreshEndpoint(draft, current.endpoint);
    if (isNews) reviewEndpoint(draft, current, thresholds);
    rememberCookies(draft, current, answer);
  }
}

/** What was refused or failed here since this answer came, but before its body was read, was a refresh as well. */
function reviewEndpoint(draft: Draft, { id, endpoint, endMs }: Send, thresholds: PolicyThresholds): void {
  for (const other of ensureEndpoint(draft, endpoint).recentSends) {
    const send = other === id ? undefined : draft.get('send', other);
    const isLater = send !== undefined && send.endMs !== null && endMs !== null && send.endMs >= endMs;
    if (isLater && send.refresh === null) recordRenewal(draft, other, null, thresholds);
  }
}

type Found = { readonly type: RefreshType; readonly presented: TokenId | null };

function findRenewal(draft: Draft, send: Send, answer: AnswerReceived | null): Found | null {
  if (send.source !== 'network' && send.failure === null) return null;
  const delivered = send.issued;
  if (delivered.length > 0) {
    const byPath = send.purpose.kind === 'refresh-call' ? findCall(draft, send, answer, delivered) : null;
    return (
      byPath ??
      (send.purpose.kind === 'sign-in' || send.purpose.kind === 'token-request'
        ? null
        : findReissue(draft, send, delivered))
    );
  }
  if (send.purpose.kind !== 'refresh-call') return null;
  // Refused, or failed: a refresh only where one is known to live, or where a known renewal credential was refused.
  const picked = pickPresentedRenewal(draft, send);
  const isKnownHere = ensureEndpoint(draft, send.endpoint).isRefresh;
  const isAnswered = isRejected(send.answer) || send.failure !== null || (send.status ?? 0) >= 400;
  if (!isAnswered || (picked === null && !isKnownHere)) return null;
  return { type: typeOf(picked?.carrier), presented: picked?.token ?? null };
}

/** A call to a refresh path that brought tokens. */
function findCall(draft: Draft, send: Send, answer: AnswerReceived | null, delivered: readonly TokenId[]): Found {
  const picked = pickPresentedRenewal(draft, send);
  if (picked !== null) return { type: typeOf(picked.carrier), presented: picked.token };
  // In a header or in the body: a cookie may stand for anything.
  const sent = send.presented.filter(({ token: id, carrier }) => carrier !== 'cookie' && id !== send.proof?.fp);
  const bearer = sent.find(({ carrier }) => carrier === 'authorization' || carrier === 'request-header') ?? sent[0];
  const token = bearer === undefined ? undefined : draft.get('token', bearer.token);
  const own = findSelfRenewingCookie(draft, send, delivered);
  if (own !== null) return own;
  const cookie = pickCookieByAnswer(draft, send, answer?.cookiesSet.map(({ name }) => name) ?? []);
  if (token !== undefined && token.role !== 'publishable-key') {
    const isUsedAsAccess = token.role === 'access' || token.role === 'single' || token.accepted > 0;
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
  const next = delivered.length === 1 ? draft.get('token', delivered[0] ?? '') : undefined;
  if (next === undefined || !next.carriers.includes('set-cookie')) return null;
  for (const { token: id, carrier } of send.presented) {
    const token = draft.get('token', id);
    if (carrier !== 'cookie' || token === undefined || token.role === 'refresh' || !isReplacement(token, next))
      continue;
    if (token.format === 'jwe') return { type: 'sliding_reissue', presented: id };
    if (token.presentations > 0) return { type: 'self_renew', presented: id };
  }
  return null;
}

function typeOf(carrier: string | undefined): RefreshType {
  if (carrier === 'authorization' || carrier === 'request-header') return 'rt_bearer';
  return carrier === 'cookie' || carrier === undefined ? 'rt_cookie' : 'rt_custom';
}

/** An ordinary answer replaced the token of its request: by a header or cookie it slides, by its body it was asked to. */
function findReissue(draft: Draft, send: Send, delivered: readonly TokenId[]): Found | null {
  for (const { token: id, carrier } of send.presented) {
    const token = draft.get('token', id);
    if (token === undefined || token.role === 'refresh' || token.role === 'dpop-proof') continue;
    const next = delivered
      .map((one) => draft.get('token', one))
      .find((one) => one !== undefined && (isReplacement(token, one) || isHandedOn(token, carrier, one)));
    if (next === undefined) continue;
    return { type: next.carriers.includes('response-json') ? 'self_renew' : 'sliding_reissue', presented: id };
  }
  return null;
}

/** An opaque token shows nothing of its own: it came in a header, and each answer brings the next in one (rules.md 14.24). */
function isHandedOn(old: Token, carrier: Carrier, next: Token): boolean {
  if (old.format !== 'opaque' || next.format !== 'opaque' || next.role !== 'access') return false;
  const isInHeader = carrier === 'authorization' || carrier === 'request-header';
  return isInHeader && old.carriers.includes('response-header') && next.carriers.includes('response-header');
}

const renewsItself = (draft: Draft, token: Token, delivered: readonly TokenId[]): boolean =>
  delivered.some((id) => {
    const next = draft.get('token', id);
    return next !== undefined && isReplacement(token, next);
  });

/** Equal issuer, subject and audience, and later times (rules.md 3.3, sliding_reissue). A JWE shows none: its cookie's name does. */
function isReplacement(old: Token, next: Token): boolean {
  if (old.id === next.id || next.role === 'refresh' || next.role === 'id' || old.format !== next.format) return false;
  if (old.format === 'opaque') return false;
  if (old.format === 'jwe') return old.carriers.includes('cookie') && next.carriers.includes('set-cookie');
  const [a, b] = [old.identity, next.identity];
  const isSame = a.issuer === b.issuer && a.subject === b.subject && a.audience.join(' ') === b.audience.join(' ');
  const isLater = (next.iatSec ?? 0) > (old.iatSec ?? 0) || (next.expSec ?? 0) > (old.expSec ?? 0);
  return isSame && isLater && (a.subject !== null || a.issuer !== null || old.role === next.role);
}

/** A token that renews itself may have no family yet: then that of its send's tokens is its own. */
function joinSameFamily(draft: Draft, send: Send): void {
  const refresh = draft.get('refresh', send.id);
  const token = refresh === undefined || refresh.presented === null ? undefined : draft.get('token', refresh.presented);
  if (refresh !== undefined && refresh.chain === null && token !== undefined && token.chain !== null) {
    draft.patch('refresh', refresh.id, { chain: token.chain });
  }
  if (refresh?.chain !== null && refresh !== undefined)
    for (const id of send.issued) joinChain(draft, refresh.chain, id);
}
