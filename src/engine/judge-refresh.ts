// What the server's answer makes of a refresh: outcome and answer class (rules.md 3.3, 4.1, 14.9). Pure.

import type { RefreshAnswer, RefreshOutcome } from './refresh';
import { isBodyUnread, type Send } from './send';

const TRANSIENT_STATUS = new Set([404, 405, 408, 409, 425, 429]);

export type RefreshVerdict = { readonly outcome: RefreshOutcome; readonly answer: RefreshAnswer | null };

/**
 * `hasNew`: a new token was delivered. `renewal`: what came back as renewal credential: a new one, one that had been issued
 * before as successor, or none (nothing, or the presented one again).
 */
export function judgeRefresh(send: Send, hasNew: boolean, renewal: 'new' | 'known' | 'none'): RefreshVerdict {
  const { status, failure, error } = send;
  if (failure !== null) return { outcome: 'failure.transient', answer: 'Rx' };
  if (status === null || send.source !== 'network') return UNKNOWN;
  if (error?.reading === 'negotiation' || send.challenge?.error === 'use_dpop_nonce')
    return { outcome: 'negotiation', answer: 'Rx' };
  if (error?.reading === 'race' || error?.reading === 'transient') return TRANSIENT;
  if (status >= 500 || TRANSIENT_STATUS.has(status)) return TRANSIENT;
  if (status >= 400 || (error !== null && !hasNew) || send.redirect?.isLogin === true) {
    return { outcome: 'failure.terminal', answer: error?.reading === 'reuse' ? 'Rr' : 'Rg' };
  }
  if (!hasNew) return UNKNOWN;
  if (renewal === 'new') return { outcome: 'success', answer: 'A+' };
  if (renewal === 'known') return { outcome: 'success', answer: 'A=' };
  // Where nobody read the body, a missing renewal credential means nothing.
  return { outcome: 'success', answer: isBodyUnread(send) ? null : 'A0' };
}

const UNKNOWN: RefreshVerdict = { outcome: 'unknown', answer: null };
const TRANSIENT: RefreshVerdict = { outcome: 'failure.transient', answer: 'Rx' };
