// Both doors between the worker and a DevTools page.

import { isFlag, isNumber, isObjectOf, isOneOf, isText } from '../base/guard';
import { isJsonObject, readMember } from '../base/json';
import { MAX_BATCH_OBSERVATIONS } from '../base/limits';
import { fail, type Result, succeed } from '../base/result';
import type { Observation } from '../observation/observation';
import { isObservation } from '../observation/observation-guard';
import { FINGERPRINT_KEY_PATTERN } from '../token/fingerprint';
import { PROTOCOL_VERSION, type ToDevtools } from './protocol';

export type DevtoolsBatch = {
  readonly page: string;
  readonly batch: number;
  readonly observations: readonly Observation[];
  /** Observations that did not fit and were left out. */
  readonly skipped: number;
};

export function parseFromDevtools(raw: unknown): Result<DevtoolsBatch, 'malformed-message'> {
  if (!isJsonObject(raw) || readMember(raw, 'kind') !== 'observations') return fail('malformed-message');
  const page = readMember(raw, 'page');
  const batch = readMember(raw, 'batch');
  const list = readMember(raw, 'observations');
  if (typeof page !== 'string' || typeof batch !== 'number' || !Array.isArray(list)) return fail('malformed-message');
  const observations = list
    .slice(0, MAX_BATCH_OBSERVATIONS)
    .filter((item: unknown): item is Observation => isObservation(item));
  return succeed({ page, batch, observations, skipped: list.length - observations.length });
}

type Of<Kind extends ToDevtools['kind']> = Extract<ToDevtools, { readonly kind: Kind }>;

const isKey = isObjectOf<Of<'fingerprint-key'>>({
  kind: isOneOf('fingerprint-key'),
  protocol: isNumber,
  keyHex: (value): value is string => isText(value) && FINGERPRINT_KEY_PATTERN.test(value),
  isPaused: isFlag,
  partition: isText,
});
const isTaken = isObjectOf<Of<'taken'>>({ kind: isOneOf('taken'), batch: isNumber });
const isSaved = isObjectOf<Of<'saved'>>({ kind: isOneOf('saved'), batch: isNumber });

export function parseToDevtools(raw: unknown): Result<ToDevtools, 'other-protocol' | 'malformed-message'> {
  if (isKey(raw)) return raw.protocol === PROTOCOL_VERSION ? succeed(raw) : fail('other-protocol');
  return isTaken(raw) || isSaved(raw) ? succeed(raw) : fail('malformed-message');
}
