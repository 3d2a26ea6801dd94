import { describe, expect, it } from 'vitest';
import { DEFAULT_LAYOUT, keepLayout, type Layout, parseLayout, patchLayout } from '../../../src/panel/model/layout';
import { stepSize } from '../../../src/panel/shell/splitter-steps';

describe('a remembered layout', () => {
  it('comes back as it was saved', () => {
    const layout: Layout = {
      ...DEFAULT_LAYOUT,
      shownColumns: { tabs: true, chain: false },
      columnWidthsPx: { client: 180 },
      detailPx: 500,
      isTimelineOpen: false,
    };
    expect(parseLayout(JSON.parse(JSON.stringify(layout)))).toEqual(layout);
  });

  it('falls back member by member', () => {
    expect(parseLayout(null)).toEqual(DEFAULT_LAYOUT);
    expect(parseLayout('no layout')).toEqual(DEFAULT_LAYOUT);
    expect(parseLayout({ detailPx: '12', timelinePx: 240, columnWidthsPx: { client: null }, future: 1 })).toEqual({
      ...DEFAULT_LAYOUT,
      timelinePx: 240,
    });
  });

  it('is saved when it changes, not when it is read', () => {
    const saved: Layout[] = [];
    const kept = keepLayout({ timelinePx: 200 }, (layout) => saved.push(layout));
    expect(kept.layout.value.timelinePx).toBe(200);
    expect(saved).toEqual([]);
    patchLayout(kept, { timelinePx: 220 });
    expect(saved.map(({ timelinePx }) => timelinePx)).toEqual([220]);
    kept.dispose();
    patchLayout(kept, { timelinePx: 240 });
    expect(saved).toHaveLength(1);
  });
});

describe('the keys of a splitter', () => {
  const size = { px: 200, leastPx: 84, mostPx: 300 };

  it('move the edge, within what both panes need', () => {
    expect(stepSize('ArrowUp', true, false, size)).toBe(212);
    expect(stepSize('ArrowDown', true, true, size)).toBe(140);
    expect(stepSize('ArrowLeft', false, false, size)).toBe(212);
    expect(stepSize('ArrowUp', true, false, { ...size, px: 295 })).toBe(300);
    expect(stepSize('Home', true, false, size)).toBe(84);
    expect(stepSize('End', true, false, size)).toBe(300);
  });

  it('leave other keys to others', () => {
    expect(stepSize('ArrowLeft', true, false, size)).toBeUndefined();
    expect(stepSize('1', false, false, size)).toBeUndefined();
  });
});
