// A refresh of a written report in words: when it came, how it went, where its credential stood.

import { writeSpan } from '../base/write-duration';
import type { RefreshOutcome, Trigger } from '../engine/refresh';
import type { ReportRefresh } from './report';
import { POSITION_PHRASES, phraseAnswer } from './verdict-words';

/** Null where the span before or after the expiry says it. */
const TRIGGER_NAMES: Readonly<Record<Trigger, string | null>> = {
  proactive: null,
  scheduled: null,
  early: 'early',
  late: 'late',
  'reactive.expired': 'after a 401',
  'reactive.soft': 'after a 401, soft expiry passed',
  'reactive.premature': 'after a 401',
  on_load: 'on page load',
  unknown: null,
};

const OUTCOME_NAMES: Readonly<Record<RefreshOutcome, string>> = {
  success: 'succeeded',
  'failure.terminal': 'failed for good',
  'failure.transient': 'failed for now',
  negotiation: 'asked for another try',
  unknown: 'no clear answer',
};

/** "60 s before expiry", "after a 401, 9 min after expiry". */
export function writeTrigger({ trigger, remainingSeconds: left }: ReportRefresh): string {
  const span = left === null ? null : `${writeSpan(left)} ${left >= 0 ? 'before' : 'after'} expiry`;
  const parts = [TRIGGER_NAMES[trigger], span].filter((part) => part !== null);
  return parts.length === 0 ? 'not known' : parts.join(', ');
}

/**
 * "accepted, with a new refresh token, 200"; "failed for good, 400, invalid_grant; refused, without naming reuse; RT2 was
 * replaced more than once before".
 */
export function writeOutcome(refresh: ReportRefresh): string {
  const { outcome, status, errorCode, presented, position } = refresh;
  const { unauthorizedRequests: refused, retriedRequests: repeated } = refresh;
  const verdict = phraseAnswer(refresh);
  const isTaken = outcome === 'success' && verdict !== null;
  const facts = [isTaken ? verdict : OUTCOME_NAMES[outcome], status === 0 ? 'no answer' : status, errorCode];
  const isUsual = position === null || position === 'P0';
  const parts = [
    facts.filter((fact) => fact !== null).join(', '),
    isTaken ? null : verdict,
    isUsual ? null : `${presented ?? 'the credential'} was ${POSITION_PHRASES[position]}`,
    refused === 0
      ? null
      : `${refused} ${refused === 1 ? 'request' : 'requests'} refused before, ${repeated} sent again`,
  ];
  return parts.filter((part) => part !== null).join('; ');
}
