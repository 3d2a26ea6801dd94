import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOrderKeeper } from '../../../src/panel/model/keep-order';
import type { TokenEntry } from '../../../src/panel/model/token-entry';
import { chooseOrder, countPassed, DEFAULT_SORT, type SortKey } from '../../../src/panel/model/token-order';
import { fp, makeEntry, makeToken } from './entities';

const NOW = 1_000_000;
const entry = (label: string, facts: Partial<TokenEntry>, place: number): TokenEntry =>
  makeEntry({
    token: makeToken({ id: fp(place + 1), label, refusedAtMs: NOW - 3000, replacedAtMs: NOW - 9000 }),
    place,
    ...facts,
  });

const ENTRIES = [
  entry('expired', { endsAtMs: NOW - 5000 }, 0),
  entry('long', { endsAtMs: NOW + 900_000 }, 1),
  entry('endless', { endsAtMs: null }, 2),
  entry('soon', { endsAtMs: NOW + 1000 }, 3),
  entry('superseded', { endsAtMs: NOW + 800_000, ending: 'superseded' }, 4),
  entry('refused', { endsAtMs: NOW + 800_000, ending: 'rejected' }, 5),
];
const order = (key: SortKey, isDescending = false, nowMs = NOW): readonly string[] =>
  ENTRIES.toSorted(chooseOrder({ key, isDescending }, nowMs)).map(({ token }) => token.label);

describe('the order of the token table', () => {
  it('puts what ends soonest first and what is over last, the latest end on top', () => {
    expect(DEFAULT_SORT).toEqual({ key: 'expiry', isDescending: false });
    expect(order('expiry')).toEqual(['soon', 'long', 'endless', 'refused', 'expired', 'superseded']);
  });

  it('moves a token only when it crosses its end', () => {
    expect(order('expiry', false, NOW + 999)).toEqual(order('expiry'));
    expect(order('expiry', false, NOW + 1001)).toEqual(['long', 'endless', 'soon', 'refused', 'expired', 'superseded']);
  });

  it('turns around', () => {
    expect(order('token')).toEqual(['expired', 'long', 'endless', 'soon', 'superseded', 'refused']);
    expect(order('token', true)).toEqual(['refused', 'superseded', 'soon', 'endless', 'long', 'expired']);
  });

  it('keeps newest first among equals, in either direction', () => {
    expect(order('client')).toEqual(order('client', true));
    expect(order('lifetime')[0]).toBe('refused');
  });
});

/** The orders that time changes. */
const TIMED_SORTS = [
  ['expiry', false],
  ['expiry', true],
  ['state', false],
  ['state', true],
] as const;
const ENDS = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 });

describe('sorting again what was in order', () => {
  const times = fc.array(fc.integer({ min: 0, max: 41 }), { minLength: 1, maxLength: 5 });

  it.each(TIMED_SORTS)('gives the order of a whole sort, by %s, descending %s', (key, isDescending) => {
    fc.assert(
      fc.property(ENDS, times, (endsAtMs, nows) => {
        const entries = endsAtMs.map((end, place) => entry(`AT${place}`, { endsAtMs: end }, place));
        const sort = { key, isDescending };
        const keepOrder = createOrderKeeper<TokenEntry>();
        for (const nowMs of nows) {
          // Some come and go meanwhile.
          const shown = entries.filter(({ place }) => (place + nowMs) % 7 > 0);
          const compare = chooseOrder(sort, nowMs);
          expect(keepOrder(shown, compare)).toEqual(shown.toSorted(compare));
        }
      }),
    );
  });
});

describe('placing anew what crossed its end', () => {
  const times = fc.array(fc.integer({ min: 0, max: 41 }), { minLength: 2, maxLength: 5 });

  it.each(TIMED_SORTS)('gives the order of a whole sort, by %s, descending %s', (key, isDescending) => {
    fc.assert(
      fc.property(ENDS, times, (endsAtMs, nows) => {
        const entries = endsAtMs.map((end, place) => entry(`AT${place}`, { endsAtMs: end, overMs: end }, place));
        const keepOrder = createOrderKeeper<TokenEntry>();
        let beforeMs: number | null = null;
        for (const nowMs of nows) {
          const compare = chooseOrder({ key, isDescending }, nowMs);
          const [early, late] = [Math.min(beforeMs ?? 0, nowMs), Math.max(beforeMs ?? 0, nowMs)];
          const crossed = entries.filter((one) => (one.endsAtMs ?? 0) > early && (one.endsAtMs ?? 0) <= late);
          expect(keepOrder(entries, compare, beforeMs === null ? null : new Set(crossed))).toEqual(
            entries.toSorted(compare),
          );
          beforeMs = nowMs;
        }
      }),
    );
  });

  it('compares those that moved, and no others with each other', () => {
    const items = Array.from({ length: 1000 }, (_, place) => place);
    const keepOrder = createOrderKeeper<number>();
    keepOrder(items, (a, b) => a - b);
    let compared = 0;
    const moved = keepOrder(
      items,
      (a, b) => {
        compared += 1;
        return (a === 0 ? 500.5 : a) - (b === 0 ? 500.5 : b);
      },
      new Set([0]),
    );
    expect([moved[0], moved[500], compared < 20]).toEqual([1, 0, true]);
  });
});

describe('the count of passed ends', () => {
  it.each([
    [0, 0],
    [10, 1],
    [15, 1],
    [20, 3],
    [99, 4],
  ])('at %i there are %i', (nowMs, count) => {
    expect(countPassed(Float64Array.of(10, 30, 20, 20), nowMs)).toBe(count);
  });
});
