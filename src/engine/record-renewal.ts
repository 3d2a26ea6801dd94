// Was this answer a refresh? Some are known by their request; the rest only show themselves now (rules.md 3.3).

import type { AnswerReceived } from '../observation/observation';
import { asksForTokens, isCallByPath } from '../observation/request';
import { isRejected } from './classify-answer';
import { countPresentations } from './count-presentations';
import type { Draft } from './draft';
import { joinChain } from './families';
import { type Found, findRenewal } from './find-renewal';
import { openKnownRefresh, withdrawRefresh } from './known-refresh';
import { openRefresh } from './open-refresh';
import { isSpending } from './refresh';
import { attachPresentation } from './renewal-credential';
import { issueReplacedCookie, learnPresented, rememberCookies } from './renewed-cookie';
import type { Send } from './send';
import { noteRefreshEndpoint, readEndpoint } from './servers';
import { settleRefresh } from './settle-refresh';

/** Opens a refresh that the request alone did not show, then settles whatever refresh the send is. */
export function recordRenewal(draft: Draft, sendId: string, answer: AnswerReceived | null): void {
  const told = draft.get('send', sendId);
  if (told === undefined) return;
  if (told.source !== null && told.source !== 'network') return withdrawRefresh(draft, told);
  if (isPassedOn(told)) return withdrawRefresh(draft, told);
  // What one sensor took for an answer out of a cache may have come from the network after all.
  if (told.refresh === null && told.purpose.kind === 'token-request') openKnownRefresh(draft, told);
  const send = draft.get('send', sendId) ?? told;
  if (send.refresh === null) {
    const found = findRenewal(draft, send, answer);
    if (found === null) return;
    if (found.presented !== null)
      attachPresentation(draft, sendId, found.presented, found.type === 'rt_cookie' ? 'cookie' : 'authorization');
    openRefresh(draft, draft.get('send', sendId) ?? send, found);
  } else if (isGuessRefuted(draft, send, answer)) return withdrawRefresh(draft, send);
  learnPresented(draft, draft.get('send', sendId) ?? send, answer);
  issueReplacedCookie(draft, sendId, answer);
  const current = draft.get('send', sendId) ?? send;
  joinSameFamily(draft, current);
  const opened = draft.get('refresh', sendId);
  // Before it is settled: what is refused beside another is refused in a race.
  if (opened !== undefined && isTelling(current)) openSiblings(draft, current, opened);
  settleRefresh(draft, current);
  const refresh = draft.get('refresh', sendId);
  if (refresh?.outcome === 'success') {
    const isNews = !readEndpoint(draft, current.endpoint).isRefresh;
    // An ordinary endpoint whose answers slide the session is no place to renew it.
    if (isSpending(refresh)) noteRefreshEndpoint(draft, current.endpoint);
    if (isNews) reviewEndpoint(draft, current);
    rememberCookies(draft, current, answer);
  }
}

/**
 * The same grant goes to another address (RFC 9110 15.4.8, 15.4.9): what is refreshed there is one refresh, not two (T12). A
 * redirect that brings tokens, or a cookie where the path alone tells of a refresh, is one.
 */
const isPassedOn = ({ status, purpose, issued }: Send): boolean =>
  (status === 307 || status === 308) && issued.length === 0 && asksForTokens(purpose) && !isCallByPath(purpose);

/** It renewed something, or failed to. */
const isTelling = ({ issued, failure, status, answer }: Send): boolean =>
  issued.length > 0 || failure !== null || (status ?? 0) >= 400 || isRejected(answer);

/**
 * What carried the same credential here, and failed before this was known or is not answered, is a refresh as well (T1, T4). Not
 * what was sent after the answer: a request alone shows no refresh, whenever the answer's body is read.
 */
function openSiblings(draft: Draft, send: Send, { type, presented }: Found): void {
  if (presented === null || send.purpose.kind !== 'refresh-call') return;
  const carrier = draft.get('send', send.id)?.presented.find(({ token }) => token === presented)?.carrier;
  for (const id of readEndpoint(draft, send.endpoint).recentSends) {
    const other = draft.get('send', id);
    if (other === undefined || other.refresh !== null || other.client !== send.client) continue;
    const isFailed = other.failure !== null || (other.source === 'network' && (other.status ?? 0) >= 400);
    const isCarried =
      other.presented.some(({ token }) => token === presented) || other.cookies.some(({ fp }) => fp === presented);
    const isOpen = other.status === null && other.startMs <= (send.endMs ?? send.startMs);
    if (!isCarried || carrier === undefined || !(isFailed || isOpen)) continue;
    attachPresentation(draft, id, presented, carrier);
    openRefresh(draft, draft.get('send', id) ?? other, { type, presented });
    if (!isFailed) continue;
    settleRefresh(draft, draft.get('send', id) ?? other);
    countPresentations(draft, other, draft.get('send', id) ?? other);
  }
}

/** It was taken for a refresh before it was answered, and its answer, read in full, renewed nothing. */
function isGuessRefuted(draft: Draft, send: Send, answer: AnswerReceived | null): boolean {
  const isRead = send.body === 'full' || send.body === 'none';
  const isUnknown = draft.get('refresh', send.id)?.outcome === 'unknown';
  return isCallByPath(send.purpose) && isRead && isUnknown && findRenewal(draft, send, answer) === null;
}

/** What was refused or failed here since this answer came, but before its body was read, was a refresh as well. */
function reviewEndpoint(draft: Draft, { id, endpoint, endMs }: Send): void {
  for (const other of readEndpoint(draft, endpoint).recentSends) {
    const send = other === id ? undefined : draft.get('send', other);
    const isLater = send !== undefined && send.endMs !== null && endMs !== null && send.endMs >= endMs;
    if (!isLater || send.refresh !== null) continue;
    recordRenewal(draft, other, null);
    countPresentations(draft, send, draft.get('send', other) ?? send);
  }
}

/** A token that renews itself may have no family yet: then that of its send's tokens is its own. */
function joinSameFamily(draft: Draft, send: Send): void {
  const refresh = draft.get('refresh', send.id);
  if (refresh === undefined) return;
  if (refresh.chain !== null) for (const id of send.issued) joinChain(draft, refresh.chain, id);
  else draft.patch('refresh', refresh.id, { chain: draft.get('token', refresh.presented)?.chain ?? null });
}
