// NumericDate as it is met in the wild (RFC 7519 section 2; rules.md 14.14).

import { type Json, type JsonObject, readMember } from '../base/json';

/** Above this a number cannot be seconds: it is milliseconds. */
const MILLISECONDS_ABOVE = 1e11;
const YEAR_9999_SEC = 253_402_300_799;
const YEAR_2001_MS = 1e12;
const DIGITS = /^\d{1,15}$/;

/** Seconds since 1970, or null when absent, negative, zero, not finite or beyond the year 9999 (rules.md 14.14). */
export function readNumericDate(value: Json | undefined): number | null {
  const number = typeof value === 'string' && DIGITS.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number) || number <= 0) return null;
  // As seconds beyond the year 9999, as milliseconds before there was any such token: it is neither.
  if (number > YEAR_9999_SEC && number < YEAR_2001_MS) return null;
  const seconds = number > MILLISECONDS_ABOVE ? number / 1000 : number;
  return seconds <= YEAR_9999_SEC ? seconds : null;
}

export const readTimeClaim = (payload: JsonObject, claim: string): number | null =>
  readNumericDate(readMember(payload, claim));
