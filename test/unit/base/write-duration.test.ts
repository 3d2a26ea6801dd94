// Durations as people read them.

import { describe, expect, it } from 'vitest';
import { writeCountdown, writeRoughSpan, writeSpan } from '../../../src/base/write-duration';

describe('a countdown', () => {
  it.each([
    [252, '04:12'],
    [59.2, '01:00'],
    [0.4, '00:01'],
    [0, '−00:00'],
    [-0.9, '−00:00'],
    [-61, '−01:01'],
    [3599, '59:59'],
    [3600, '1 h 00 m'],
    [4 * 3600 + 12 * 60, '4 h 12 m'],
    [86_400, '1 d 00 h'],
    [6 * 86_400 + 3 * 3600, '6 d 03 h'],
    [400 * 86_400, '400 d'],
  ])('of %d s is %s', (seconds, words) => {
    expect(writeCountdown(seconds)).toBe(words);
  });

  it('shows every value for one second, on both sides of the end', () => {
    const shown = [2, 1.5, 1, 0.5, 0, -0.5, -1, -1.5].map(writeCountdown);
    expect(shown).toEqual(['00:02', '00:02', '00:01', '00:01', '−00:00', '−00:00', '−00:01', '−00:01']);
  });
});

describe('a span', () => {
  it.each([
    [0.2, '0.2 s'],
    [0, '0 s'],
    [9.94, '9.9 s'],
    [9.96, '10 s'],
    [57, '57 s'],
    [119, '119 s'],
    [120, '2 min'],
    [600, '10 min'],
    [605, '10 min 5 s'],
    [3600, '1 h'],
    [5400, '1 h 30 min'],
    [7 * 86_400, '7 d'],
    [-60, '60 s'],
    [365 * 86_400, '365 d'],
  ])('of %d s is %s', (seconds, words) => {
    expect(writeSpan(seconds)).toBe(words);
  });

  it.each([
    [0.2, '0.2 s'],
    [150, '3 min'],
    [7100, '118 min'],
    [7200, '2 h'],
    [8 * 3600, '8 h'],
    [3 * 86_400, '3 d'],
  ])('is rough: %d s is %s', (seconds, words) => {
    expect(writeRoughSpan(seconds)).toBe(words);
  });
});
