import {
  isFlag,
  isListOf,
  isNullOr,
  isNumber,
  isNumberOrNull,
  isObjectOf,
  isOneOf,
  isRecordOf,
  isText,
} from '../base/guard';
import { DEFAULT_PROFILE, isProfileName } from '../engine/profile';
import type { LeadBin, LeadTimes } from './lead-times';
import type { SilentCheck, SilentRefresh } from './silent-refresh';
import type { SilentTally } from './silent-tally';

const isCheckName = isOneOf('renewed', 'retried', 'storm', 'loop');

export const isSilentRefresh = isObjectOf<SilentRefresh>({
  verdict: isOneOf('pass', 'fail', 'cannot-tell'),
  reason: isText,
  decidedBy: isNullOr(isCheckName),
  checks: isListOf(
    isObjectOf<SilentCheck>({
      name: isCheckName,
      isMet: isFlag,
      words: isText,
      thresholds: isRecordOf(isNumberOrNull),
    }),
  ),
  profile: isProfileName,
  tally: isObjectOf<SilentTally>({
    total: isNumber,
    inTime: isNumber,
    after401: isNumber,
    late: isNumber,
    untimed: isNumber,
    failed: isNumber,
    retried: isNumber,
    onLoad: isNumber,
    pending: isNumber,
    replayed: isNumber,
  }),
  expiries: isNumber,
  lapsed: isObjectOf<SilentRefresh['lapsed']>({ used: isNumber, unused: isNumber }),
  leadTimes: isNullOr(
    isObjectOf<LeadTimes>({
      count: isNumber,
      shortestSec: isNumber,
      medianSec: isNumber,
      longestSec: isNumber,
      bins: isListOf(isObjectOf<LeadBin>({ fromSec: isNumberOrNull, toSec: isNumberOrNull, count: isNumber })),
    }),
  ),
  retries: isObjectOf<SilentRefresh['retries']>({ refused: isNumber, repeated: isNumber }),
  rotation: isObjectOf<SilentRefresh['rotation']>({
    rotated: isNumber,
    kept: isNumber,
    sameSuccessor: isNumber,
    unknown: isNumber,
  }),
  contexts: isListOf(isObjectOf<SilentRefresh['contexts'][number]>({ context: isText, count: isNumber })),
  noticed: isObjectOf<SilentRefresh['noticed']>({ signIns: isNumber, unresolved: isNumber, lostRequests: isNumber }),
  unwatchedSec: isNumber,
});

/** For reports that do not judge it. */
export const NO_VERDICT: SilentRefresh = {
  verdict: 'cannot-tell',
  reason: 'The report says nothing about it.',
  decidedBy: null,
  checks: [],
  profile: DEFAULT_PROFILE,
  tally: {
    total: 0,
    inTime: 0,
    after401: 0,
    late: 0,
    untimed: 0,
    failed: 0,
    retried: 0,
    onLoad: 0,
    pending: 0,
    replayed: 0,
  },
  expiries: 0,
  lapsed: { used: 0, unused: 0 },
  leadTimes: null,
  retries: { refused: 0, repeated: 0 },
  rotation: { rotated: 0, kept: 0, sameSuccessor: 0, unknown: 0 },
  contexts: [],
  noticed: { signIns: 0, unresolved: 0, lostRequests: 0 },
  unwatchedSec: 0,
};
