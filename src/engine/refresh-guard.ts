import {
  type Guard,
  isFingerprintOrNull,
  isFingerprints,
  isFlag,
  isNullOr,
  isNumber,
  isNumberOrNull,
  isObjectOf,
  isOneOf,
  isText,
  isTextOrNull,
  isTexts,
} from '../base/guard';
import { isErrorReading } from '../observation/part-guards';
import type { Position, Refresh, RefreshAnswer, RefreshOutcome, RefreshType, Trigger } from './refresh';

export const isRefreshType: Guard<RefreshType> = isOneOf(
  'rt_grant',
  'rt_custom',
  'rt_cookie',
  'rt_bearer',
  'silent_authz',
  'sliding_reissue',
  'self_renew',
);

export const isTrigger: Guard<Trigger> = isOneOf(
  'proactive',
  'reactive.expired',
  'reactive.soft',
  'reactive.premature',
  'late',
  'on_load',
  'early',
  'scheduled',
  'unknown',
);

export const isPosition: Guard<Position> = isOneOf('P0', 'P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7');
export const isRefreshAnswer: Guard<RefreshAnswer> = isOneOf('A+', 'A=', 'A0', 'Rr', 'Rg', 'Rx');
export const isRefreshOutcome: Guard<RefreshOutcome> = isOneOf(
  'success',
  'failure.terminal',
  'failure.transient',
  'negotiation',
  'unknown',
);

export const isRefresh = isObjectOf<Refresh>({
  id: isText,
  label: isText,
  send: isText,
  startMs: isNumber,
  endMs: isNumberOrNull,
  endpoint: isText,
  context: isText,
  client: isTextOrNull,
  sequence: isText,
  type: isRefreshType,
  trigger: isTrigger,
  remainingSec: isNumberOrNull,
  renewed: isFingerprintOrNull,
  position: isNullOr(isPosition),
  generationDistance: isNumberOrNull,
  sinceReplacedSec: isNumberOrNull,
  answer: isNullOr(isRefreshAnswer),
  outcome: isRefreshOutcome,
  isResolved: isNullOr(isFlag),
  isInterrupted: isFlag,
  isSettledSilently: isFlag,
  presented: isFingerprintOrNull,
  issued: isFingerprints,
  unauthorized: isTexts,
  retried: isTexts,
  status: isNumberOrNull,
  errorCode: isTextOrNull,
  reading: isNullOr(isErrorReading),
  repeatCause: isTextOrNull,
  target: isText,
  dialect: isTextOrNull,
  chain: isTextOrNull,
});
