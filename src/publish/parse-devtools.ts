// Both doors between the worker and a DevTools page.

import { isFlag, isListOf, isNumber, isObjectOf, isOneOf, isRecordOf, isText, isUnknown } from '../base/guard';
import { MAX_BATCH_OBSERVATIONS } from '../base/limits';
import { fail, type Result, succeed } from '../base/result';
import { isObservation } from '../observation/observation-guard';
import { FINGERPRINT_KEY_PATTERN } from '../token/fingerprint';
import { type FromDevtools, PROTOCOL_VERSION, type ToDevtools } from './protocol';

export type DevtoolsBatch = Omit<FromDevtools, 'kind'> & {
  /** Observations that did not fit and were left out. */
  readonly skipped: number;
};

/** Its observations are looked at one by one: one that does not fit takes no other with it. */
const isUnreadBatch = isObjectOf<Omit<FromDevtools, 'observations'> & { readonly observations: readonly unknown[] }>({
  kind: isOneOf('observations'),
  page: isText,
  batch: isNumber,
  observations: isListOf(isUnknown),
});

export function parseFromDevtools(raw: unknown): Result<DevtoolsBatch, 'malformed-message'> {
  if (!isUnreadBatch(raw)) return fail('malformed-message');
  const { page, batch, observations: list } = raw;
  const observations = list.slice(0, MAX_BATCH_OBSERVATIONS).filter((item) => isObservation(item));
  return succeed({ page, batch, observations, skipped: list.length - observations.length });
}

type Of<Kind extends ToDevtools['kind']> = Extract<ToDevtools, { readonly kind: Kind }>;

const isKey = isObjectOf<Of<'fingerprint-key'>>({
  kind: isOneOf('fingerprint-key'),
  protocol: isNumber,
  keyHex: (value): value is string => isText(value) && FINGERPRINT_KEY_PATTERN.test(value),
  isPaused: isFlag,
  partition: isText,
  saved: isRecordOf(isNumber),
});
const isTaken = isObjectOf<Of<'taken'>>({ kind: isOneOf('taken'), batch: isNumber });
const isSaved = isObjectOf<Of<'saved'>>({ kind: isOneOf('saved'), batch: isNumber });

export function parseToDevtools(raw: unknown): Result<ToDevtools, 'other-protocol' | 'malformed-message'> {
  if (isKey(raw)) return raw.protocol === PROTOCOL_VERSION ? succeed(raw) : fail('other-protocol');
  return isTaken(raw) || isSaved(raw) ? succeed(raw) : fail('malformed-message');
}
