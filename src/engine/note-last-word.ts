// The last word of the servers on an access token (rules.md 14.27): refused, and not accepted since. Renewal credentials are
// judged by their refreshes (settle-refresh.ts).

import { appendCapped } from '../base/capped-list';
import { MAX_PLACES } from '../base/limits';
import { asksForTokens, isAboutSession } from '../observation/request';
import { isAccepted, isRejected } from './classify-answer';
import { isAccessLike } from './contexts';
import type { Draft } from './draft';
import { listPresentations } from './presentations';
import type { Send } from './send';
import type { Token } from './token';

type LastWord = Pick<Token, 'acceptedBy' | 'lastAcceptedMs' | 'refusedAtMs'>;

/** `token`: as it was before this send was answered. Safe to call again when the send is answered anew. */
export function noteLastWord(draft: Draft, token: Token, send: Send): LastWord {
  const { acceptedBy, refusedAtMs } = token;
  const isYes = isAccepted(send);
  const lastAcceptedMs = isYes ? Math.max(token.lastAcceptedMs ?? 0, send.startMs) : token.lastAcceptedMs;
  const unchanged = { acceptedBy, lastAcceptedMs, refusedAtMs };
  if (!isAccessLike(draft, token.id) || !isAbout(draft, token, send)) return unchanged;
  if (isYes) {
    const isSince = refusedAtMs !== null && send.startMs >= refusedAtMs;
    return {
      acceptedBy: appendCapped(acceptedBy, send.origin, MAX_PLACES),
      lastAcceptedMs,
      refusedAtMs: isSince ? null : refusedAtMs,
    };
  }
  // A server that never took it says nothing of those that did: it may want another audience.
  const isStranger = acceptedBy.length > 0 && !acceptedBy.includes(send.origin);
  const isRefused = isRejected(send.answer) && !isStranger && !asksForTokens(send.purpose);
  if (!isRefused || send.endMs === null || send.startMs < (lastAcceptedMs ?? 0)) return unchanged;
  return { ...unchanged, refusedAtMs: Math.min(refusedAtMs ?? send.endMs, send.endMs) };
}

/** Bodies come late, and may turn an answer round: then all are read again in their order, while all are known. */
export function reviewLastWord(draft: Draft, token: Token): Token {
  const sends = listPresentations(draft, token);
  if (sends === null || !isAccessLike(draft, token.id) || token.uses.some(({ isRefused }) => isRefused)) return token;
  const inOrder = sends.toSorted((a, b) => (a.endMs ?? a.startMs) - (b.endMs ?? b.startMs));
  const firstRejectedMs = inOrder.find(({ answer }) => isRejected(answer))?.endMs ?? null;
  let heard: Token = { ...token, acceptedBy: [], lastAcceptedMs: null, firstRejectedMs, refusedAtMs: null };
  for (const send of inOrder) heard = { ...heard, ...noteLastWord(draft, heard, send) };
  return heard;
}

/** The browser sends a cookie by itself: beside a token that the app sent, the answer says nothing of it. */
function isAbout(draft: Draft, { id }: Token, { purpose, refresh, presented }: Send): boolean {
  if (isAboutSession(purpose)) return false;
  if (refresh !== null && draft.get('refresh', refresh)?.presented !== id) return false;
  const isCookie = presented.every(({ token, carrier }) => token !== id || carrier === 'cookie');
  return !isCookie || !presented.some(({ token, carrier }) => carrier !== 'cookie' && isAccessLike(draft, token));
}
