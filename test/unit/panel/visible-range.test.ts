import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findVisibleRange, moveIndex, ROW_PX, scrollToRow } from '../../../src/panel/grid/visible-range';

describe('the rows that are drawn', () => {
  it('cover the window, stay in the list, and are few', () => {
    fc.assert(
      fc.property(fc.nat(20_000), fc.nat(600_000), fc.nat(2000), (rowCount, topPx, heightPx) => {
        const { first, end } = findVisibleRange(rowCount, topPx, heightPx);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(rowCount);
        expect(first).toBeLessThanOrEqual(end);
        expect(end - first).toBeLessThanOrEqual(heightPx / ROW_PX + 18);
        const middle = Math.floor((topPx + heightPx / 2) / ROW_PX);
        if (middle < rowCount) expect(first <= middle && middle < end).toBe(true);
      }),
    );
  });
});

describe('scrolling to a row', () => {
  it('does nothing while the row is in sight below the head', () => {
    expect(scrollToRow(3, 0, 240)).toBe(0);
    expect(scrollToRow(8, 0, 240)).toBe(0);
  });
  it('goes just far enough up or down', () => {
    expect(scrollToRow(9, 0, 240)).toBe(24);
    expect(scrollToRow(2, 240, 240)).toBe(48);
  });
});

describe('keys', () => {
  it.each([
    ['ArrowDown', 0, 1],
    ['ArrowDown', 9, 9],
    ['ArrowDown', -1, 0],
    ['ArrowUp', 5, 4],
    ['ArrowUp', 0, 0],
    ['ArrowUp', -1, 9],
    ['PageDown', 2, 6],
    ['PageUp', 2, 0],
    ['Home', 5, 0],
    ['End', 5, 9],
    ['x', 5, null],
  ])('%s from %i to %s', (key, from, to) => {
    expect(moveIndex(key, from, 10, 4)).toBe(to);
  });
  it('has nowhere to go in an empty list', () => {
    expect(moveIndex('ArrowDown', -1, 0, 4)).toBeNull();
  });
});
