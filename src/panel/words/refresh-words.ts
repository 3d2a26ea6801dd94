// One refresh in plain words: when it came, what the server answered, what the user noticed. Knows facts, not state.

import { assertNever } from '../../base/assert-never';
import { MAX_REJECTIONS } from '../../base/limits';
import { writeSpan } from '../../base/write-duration';
import type { Refresh } from '../../engine/refresh';
import type { RefreshFacts, RefreshWords } from './refresh-facts';
import { describeRepeat, isRepeat } from './repeat-words';
import { writeLatency } from './write-latency';

export function describeRefresh(refresh: Refresh, facts: RefreshFacts): RefreshWords {
  if (isRepeat(refresh) && facts.presented !== null) return describeRepeat(refresh, facts, facts.presented);
  const moment = describeMoment(refresh);
  const way = describeWay(refresh);
  const result = describeResult(refresh, facts);
  const [outcome, ...more] = result.parts;
  const rest = [...more, describeRace(facts), writeLatency(refresh)];
  // A narrow column cuts the end: what the server said and why come before when it was.
  const hasFailed = refresh.outcome.startsWith('failure');
  const parts = hasFailed ? [outcome, facts.endCause, moment, way, ...rest] : [moment, way, outcome, ...rest];
  return { tone: result.tone, parts: parts.filter((part) => part !== null && part !== undefined) };
}

/** "57 s before expiry", "after a 401", "on page load"; null when it cannot be said. */
function describeMoment(refresh: Refresh): string | null {
  const { trigger, remainingSec } = refresh;
  const span = remainingSec === null ? null : writeSpan(Math.round(Math.abs(remainingSec)));
  switch (trigger) {
    case 'proactive':
    case 'scheduled':
    case 'early':
      return span === null ? 'before expiry' : `${span} before expiry`;
    case 'late':
      return span === null ? 'after expiry' : `${span} after expiry`;
    case 'reactive.expired':
      return writeRefusals(refresh);
    case 'reactive.soft':
      return `${writeRefusals(refresh)}, soft expiry passed`;
    case 'reactive.premature':
      return span === null ? writeRefusals(refresh) : `${writeRefusals(refresh)}, ${span} before expiry`;
    case 'on_load':
      return 'on page load';
    case 'unknown':
      return null;
    default:
      return assertNever(trigger);
  }
}

function writeRefusals(refresh: Refresh): string {
  return refresh.unauthorized.length > 1 ? `after ${countRefused(refresh)} \u00d7 401` : 'after a 401';
}

/** No more of them are remembered. */
const isFull = ({ unauthorized }: Refresh): boolean => unauthorized.length >= MAX_REJECTIONS;

export const countRefused = (refresh: Refresh): string => `${refresh.unauthorized.length}${isFull(refresh) ? '+' : ''}`;

function describeWay(refresh: Refresh): string | null {
  if (refresh.type === 'silent_authz') return 'in a hidden frame';
  if (refresh.type === 'sliding_reissue') return 'by an ordinary answer';
  if (refresh.type === 'self_renew') return 'renewed by itself';
  return null;
}

function describeResult(refresh: Refresh, facts: RefreshFacts): RefreshWords {
  switch (refresh.outcome) {
    case 'success':
      return describeSuccess(refresh, facts);
    case 'failure.terminal':
      return { tone: 'bad', parts: [`failed: ${writeReason(refresh)}`, ...describeResolution(refresh)] };
    case 'failure.transient':
      return {
        tone: refresh.isResolved === true ? 'note' : 'bad',
        parts: [writeLoss(refresh), ...describeResolution(refresh)],
      };
    case 'negotiation':
      return { tone: 'note', parts: ['the server asked for a DPoP nonce first'] };
    case 'unknown':
      return refresh.endMs === null
        ? { tone: 'pending', parts: ['waiting for the answer'] }
        : { tone: 'note', parts: ['answer not understood'] };
    default:
      return assertNever(refresh.outcome);
  }
}

function describeSuccess(refresh: Refresh, facts: RefreshFacts): RefreshWords {
  const isAsked = refresh.trigger.startsWith('reactive') || refresh.trigger === 'late';
  const parts: string[] = [];
  if (refresh.unauthorized.length > 0) parts.push(describeRetry(refresh));
  if (facts.silent === 'failure') parts.push('user had to sign in');
  else if (isAsked && facts.silent === 'success') parts.push('user saw nothing');
  parts.push(describeExchange(refresh, facts));
  const isGood = facts.silent !== 'failure' && !isAsked;
  return { tone: isGood ? 'good' : 'note', parts };
}

function describeExchange(refresh: Refresh, facts: RefreshFacts): string {
  if (refresh.answer === 'A+') return 'rotated';
  if (refresh.answer === 'A=') return 'same successor again';
  if (refresh.type === 'sliding_reissue' || refresh.type === 'self_renew') return 'new token';
  if (facts.shape === 'paired') return 'new tokens';
  if (facts.shape === 'at_only') return refresh.presented === null ? 'new access token' : 'same refresh token kept';
  if (facts.shape === 'rt_only') return 'new refresh token';
  return 'accepted, tokens not seen';
}

function describeRetry(refresh: Refresh): string {
  const [asked, retried] = [refresh.unauthorized.length, refresh.retried.length];
  if (retried === 0) return 'not retried';
  if (asked === 1) return retried === 1 ? 'retried once' : `retried ${retried} times`;
  if (retried >= asked) return isFull(refresh) ? 'all retried' : `all ${asked} retried`;
  return `${retried} of ${countRefused(refresh)} retried`;
}

function writeReason(refresh: Refresh): string {
  if (refresh.errorCode !== null) return refresh.errorCode;
  return refresh.status === null || refresh.status === 0 ? 'refused' : String(refresh.status);
}

function writeLoss(refresh: Refresh): string {
  if (refresh.errorCode !== null) return `failed: ${refresh.errorCode}`;
  return refresh.status === null || refresh.status === 0 ? 'the answer never came' : `failed: ${refresh.status}`;
}

function describeResolution(refresh: Refresh): readonly string[] {
  if (refresh.isResolved === null) return [];
  if (!refresh.isResolved) return ['nothing renewed since'];
  return [refresh.isSettledSilently ? 'a later one worked' : 'signed in again'];
}

function describeRace(facts: RefreshFacts): string | null {
  if (facts.rival === null) return null;
  return facts.isRivalElsewhere ? `${facts.rival} raced it from another tab` : `${facts.rival} raced it`;
}
