// NumericDate in the wild (RFC 7519 section 2, rules.md 14.14).

import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/base/json';
import { readNumericDate, readTimeClaim } from '../../../src/token/time-claims';

describe('a NumericDate', () => {
  it.each<[what: string, value: Json, seconds: number]>([
    ['seconds', 1_772_355_600, 1_772_355_600],
    ['seconds with a fraction', 1_772_355_600.5, 1_772_355_600.5],
    ['milliseconds', 1_772_355_600_000, 1_772_355_600],
    ['digits', '1772355600', 1_772_355_600],
    ['digits of milliseconds', '1772355600000', 1_772_355_600],
    ['the largest number that still is seconds', 100_000_000_000, 100_000_000_000],
    ['the last second of the year 9999, in milliseconds', 253_402_300_799_000, 253_402_300_799],
    ['the year 1970', 1, 1],
  ])('is read: %s', (_what, value, seconds) => {
    expect(readNumericDate(value)).toBe(seconds);
  });

  it.each<[what: string, value: Json | undefined]>([
    ['absent', undefined],
    ['null', null],
    ['zero', 0],
    ['negative', -1],
    ['beyond the year 9999', 253_402_300_800_000],
    ['beyond the year 9999, in seconds', 253_402_300_800],
    ['huge', 1e300],
    ['a date in words', '2026-03-01T09:00:00Z'],
    ['digits with a sign', '-1772355600'],
    ['digits with a point', '1772355600.5'],
    ['an empty text', ''],
    ['a truth value', true],
    ['an array', [1_772_355_600]],
    ['an object', { value: 1_772_355_600 }],
  ])('counts as absent: %s', (_what, value) => {
    expect(readNumericDate(value)).toBeNull();
  });

  it('is an own member of the payload', () => {
    expect(readTimeClaim(JSON.parse('{"__proto__":{"exp":1772355600}}'), 'exp')).toBeNull();
  });
});
