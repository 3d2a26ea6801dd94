import { isFingerprint, isFlag, isListOf, isNullOr, isNumber, isObjectOf, isOneOf, isText } from '../base/guard';
import { isErrorReading } from '../observation/part-guards';
import type { Refresh } from './refresh';

const isTexts = isListOf(isText);
const isTextOrNull = isNullOr(isText);
const isNumberOrNull = isNullOr(isNumber);
const isFingerprintOrNull = isNullOr(isFingerprint);

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
  type: isOneOf('rt_grant', 'rt_custom', 'rt_cookie', 'rt_bearer', 'silent_authz', 'sliding_reissue', 'self_renew'),
  trigger: isOneOf(
    'proactive',
    'reactive.expired',
    'reactive.soft',
    'reactive.premature',
    'late',
    'on_load',
    'early',
    'scheduled',
    'unknown',
  ),
  remainingSec: isNumberOrNull,
  renewed: isFingerprintOrNull,
  position: isNullOr(isOneOf('P0', 'P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7')),
  generationDistance: isNumberOrNull,
  sinceReplacedSec: isNumberOrNull,
  answer: isNullOr(isOneOf('A+', 'A=', 'A0', 'Rr', 'Rg', 'Rx')),
  outcome: isOneOf('success', 'failure.terminal', 'failure.transient', 'negotiation', 'unknown'),
  isResolved: isNullOr(isFlag),
  isInterrupted: isFlag,
  isSettledSilently: isFlag,
  presented: isFingerprintOrNull,
  issued: isListOf(isFingerprint),
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
