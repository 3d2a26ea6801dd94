// Counts what became of each token's presentation. An answer may be judged anew when its body arrives: then the old count
// is taken back, so that every send counts once.

import { appendCapped } from '../base/capped-list';
import { MAX_EXPIRED_BURSTS, MAX_TOKEN_ENDPOINTS } from '../base/limits';
import { isAccepted, isRejected } from './classify-answer';
import { findSkewMs, UNVERIFIED_SEC } from './clock';
import { noteAnswerConflict } from './clock-conflict';
import { forgetRejection, isAccessLike, noteRejection } from './contexts';
import type { Draft } from './draft';
import type { TokenId } from './ids';
import { findExpiryServerMs } from './lifetime';
import { noteLastWord, reviewLastWord } from './note-last-word';
import { noteUses } from './note-uses';
import { isPresentation, listPresentations } from './presentations';
import type { Send } from './send';
import type { ExpiredBurst, Token } from './token';

/** What a send contributed before (null: nothing yet) and what it contributes now. */
export function countPresentations(draft: Draft, before: Send | null, after: Send): void {
  const wasRejected = before !== null && isRejected(before.answer);
  if (wasRejected && !isRejected(after.answer) && after.client !== null)
    forgetRejection(draft, after.client, after.context, after.id);
  for (const id of new Set(after.presented.map(({ token }) => token))) {
    const token = draft.get('token', id);
    if (token === undefined) continue;
    const wasCounted = before !== null && isPresentation(before) && before.presented.some((one) => one.token === id);
    const counted = noteUses(draft, count(draft, token, wasCounted ? before : null, after), after);
    const isJudgedAnew = wasCounted && (before.answer !== after.answer || isAccepted(before) !== isAccepted(after));
    draft.put('token', id, isJudgedAnew ? reviewLastWord(draft, counted) : counted);
    noteAnswerConflict(draft, token, after);
    if (
      isRejected(after.answer) &&
      !wasRejected &&
      after.client !== null &&
      after.endMs !== null &&
      after.refresh === null &&
      isAccessLike(draft, id)
    ) {
      noteRejection(draft, after.client, after.context, { send: after.id, token: id, atMs: after.endMs });
    }
  }
}

function count(draft: Draft, token: Token, before: Send | null, after: Send): Token {
  const one = (isIt: boolean): number => (isIt ? 1 : 0);
  const isCounted = isPresentation(after);
  const isLate = isCounted && isPastExpiry(draft, token, after);
  return {
    ...token,
    presentations: token.presentations + one(isCounted) - one(before !== null),
    presentationsAfterExpiry:
      token.presentationsAfterExpiry + one(isLate) - one(before !== null && isPastExpiry(draft, token, before)),
    expiredBursts:
      before === null && isCounted && isSentPastExpiry(draft, token, after)
        ? addBurst(token.expiredBursts, after)
        : token.expiredBursts,
    accepted: token.accepted + one(isAccepted(after)) - one(before !== null && isAccepted(before)),
    rejected: token.rejected + one(isRejected(after.answer)) - one(before !== null && isRejected(before.answer)),
    ...noteLastWord(draft, token, after),
    firstRejectedMs: token.firstRejectedMs ?? (isRejected(after.answer) ? after.endMs : null),
    provenPresentations:
      token.provenPresentations +
      one(isCounted && after.proof !== null) -
      one(before !== null && before.proof !== null),
    endpoints: appendCapped(token.endpoints, after.endpoint, MAX_TOKEN_ENDPOINTS),
  };
}

/**
 * It was presented before the body that issued it was read: by its issuer's clock, it may have been sent in time. Only while
 * all its presentations are still known.
 */
export function recountExpired(draft: Draft, token: Token): Token {
  const sends = listPresentations(draft, token);
  if (sends === null) return token;
  return {
    ...token,
    presentationsAfterExpiry: sends.filter((send) => isPastExpiry(draft, token, send)).length,
    expiredBursts: sends
      .filter((send) => isSentPastExpiry(draft, token, send))
      .reduce<readonly ExpiredBurst[]>(addBurst, []),
  };
}

const SAME_BURST_MS = 1000;

function addBurst(bursts: readonly ExpiredBurst[], send: Send): readonly ExpiredBurst[] {
  const endMs = send.endMs ?? send.startMs;
  const isPart = (burst: ExpiredBurst): boolean =>
    send.startMs <= burst.endMs + SAME_BURST_MS && endMs >= burst.startMs - SAME_BURST_MS;
  const open = bursts.find(isPart);
  const startMs = Math.min(open?.startMs ?? send.startMs, send.startMs);
  const burst = {
    startMs,
    endMs: Math.max(open?.endMs ?? endMs, endMs),
    isRejected: open?.isRejected === true || isRejected(send.answer),
  };
  return [...bursts.filter((other) => other !== open), burst].slice(-MAX_EXPIRED_BURSTS);
}

function isPastExpiry(draft: Draft, token: Token, send: Send): boolean {
  const expiryMs = findExpiryServerMs(token);
  if (expiryMs === null) return false;
  const serverMs = send.serverDateMs ?? send.startMs + findSkewMs(draft.view, token).skewMs;
  return serverMs > expiryMs;
}

/** The browser let it go after its end, not merely the answer came after it; widened where no server clock is known (rules.md 3.8). */
function isSentPastExpiry(draft: Draft, token: Token, send: Send): boolean {
  const expiryMs = findExpiryServerMs(token);
  if (expiryMs === null) return false;
  const { skewMs, isVerified } = findSkewMs(draft.view, token);
  const tookMs = Math.max(0, (send.endMs ?? send.startMs) - send.startMs);
  const sentServerMs = send.serverDateMs === null ? send.startMs + skewMs : send.serverDateMs - tookMs;
  return sentServerMs > expiryMs + (isVerified || send.serverDateMs !== null ? SENT_MARGIN_MS : UNVERIFIED_SEC * 1000);
}

const SENT_MARGIN_MS = 5000;

/** An accepted use of a new token by its client: its refresh went by unnoticed (rules.md 3.3, silent). */
export function settleSilently(draft: Draft, send: Send, tokenId: TokenId): void {
  const issuedBy = draft.get('token', tokenId)?.issuedBy ?? null;
  const refresh = draft.get('refresh', issuedBy);
  if (refresh !== undefined && !refresh.isSettledSilently && send.client === refresh.client) {
    draft.put('refresh', refresh.id, { ...refresh, isSettledSilently: true });
  }
}
