// Tokens of a family that are sent after its logout (rules.md 3.5): noted on the family, which outlives its sends.

import { MAX_AFTER_LOGOUT } from '../base/limits';
import type { Carrier } from '../observation/carrier';
import { isAboutSession } from '../observation/request';
import type { AfterLogout, Chain } from './chain';
import { isRejected } from './classify-answer';
import { findSkewMs } from './clock';
import type { Draft } from './draft';
import type { TokenId } from './ids';
import { findExpiryServerMs } from './lifetime';
import type { Send } from './send';
import { isEnforcing } from './servers';
import type { Token } from './token';

/** Safe to call again for the same send: its answer may be judged anew when the body arrives. */
export function noteAfterLogout(draft: Draft, send: Send): void {
  if (isAboutSession(send.purpose)) return;
  for (const { token: id, carrier } of send.presented) {
    const token = draft.get('token', id);
    const chain = draft.get('chain', token?.chain);
    if (token === undefined || chain === undefined || chain.logout === null) continue;
    if (send.startMs < chain.logout.atMs + draft.thresholds['logout.margin'] * 1000) continue;
    const use = readUse(draft, send, token, carrier, chain);
    const others = chain.afterLogout.filter((one) => one.send !== send.id || one.token !== id);
    if (use === null && others.length === chain.afterLogout.length) continue;
    draft.put('chain', chain.id, {
      ...chain,
      afterLogout: use === null ? others : [...others, use].slice(-MAX_AFTER_LOGOUT),
    });
  }
}

/** Null while the server has not decided, and for what is no use of the token. */
function readUse(draft: Draft, send: Send, token: Token, carrier: Carrier, chain: Chain): AfterLogout | null {
  const refresh = draft.get('refresh', send.refresh);
  const isRenewal = refresh !== undefined && refresh.presented === token.id;
  const isAccepted = isRenewal ? refresh.outcome === 'success' : send.answer === 'accepted';
  const isRefused = isRenewal ? refresh.outcome === 'failure.terminal' : isRejected(send.answer);
  if (!isAccepted && !isRefused) return null;
  if (!isRenewal && !isApiUse(draft, send, token, carrier, chain)) return null;
  const expiresMs = findExpiryServerMs(token);
  const serverMs = send.serverDateMs ?? send.startMs + findSkewMs(draft.view, token).skewMs;
  return {
    send: send.id,
    token: token.id,
    atMs: send.startMs,
    isAccepted,
    isRenewal,
    leftSec: expiresMs === null ? null : (expiresMs - serverMs) / 1000,
    endpoint: send.endpoint,
    context: send.context,
    status: send.status,
    isShared: !isRenewal && send.presented.some((one) => one.token !== token.id && couldCount(draft, send, one.token)),
  };
}

/** A proof opens nothing by itself, and a key that is printed into pages is nobody's (T18). */
const couldCount = (draft: Draft, send: Send, id: TokenId): boolean =>
  id !== send.proof?.fp && draft.get('token', id)?.role !== 'publishable-key';

/**
 * An access token that was there before the logout. The browser goes on sending a cookie by itself: at an endpoint that
 * never refused anybody its acceptance says nothing.
 */
function isApiUse(draft: Draft, send: Send, token: Token, carrier: Carrier, { logout }: Chain): boolean {
  if (send.refresh !== null || logout === null || token.firstSeenMs > logout.atMs) return false;
  if (token.role === 'refresh' || token.role === 'dpop-proof' || token.role === 'publishable-key') return false;
  if (token.role === 'id' && carrier !== 'authorization') return false;
  return carrier !== 'cookie' || isRejected(send.answer) || isEnforcing(draft.view, send);
}
