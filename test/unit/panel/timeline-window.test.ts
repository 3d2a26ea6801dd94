import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_WINDOW, findStretch, panStretch, zoomStretch } from '../../../src/panel/model/timeline-window';
import { pickTicks, toMs, toX } from '../../../src/panel/timeline/time-scale';

const NOW = Date.parse('2026-11-21T14:00:00Z');
const HOUR = 3_600_000;

describe('the stretch that the timeline shows', () => {
  it('holds the present, with room for what is to come', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 * 24 * HOUR }), (ageMs) => {
        const { fromMs, toMs: end } = findStretch(DEFAULT_WINDOW, NOW - ageMs, NOW);
        expect(fromMs).toBeLessThan(NOW);
        expect(end).toBeGreaterThan(NOW);
        expect(end - fromMs).toBeLessThanOrEqual(91 * 60_000 * 1.12);
      }),
    );
  });

  it('moves a few times in ten minutes, not with each second', () => {
    const seconds = Array.from({ length: 600 }, (_, sec) => NOW + sec * 1000);
    const ends = seconds.map((nowMs) => findStretch(DEFAULT_WINDOW, NOW - HOUR, nowMs).toMs);
    expect(new Set(ends).size).toBeLessThanOrEqual(8);
  });

  it('shows everything on demand', () => {
    expect(findStretch({ spanMs: 'all', endMs: null }, NOW - 50 * HOUR, NOW).fromMs).toBeLessThanOrEqual(
      NOW - 45 * HOUR,
    );
  });

  it('keeps the instant under the pointer while zooming', () => {
    const stretch = { fromMs: NOW - HOUR, toMs: NOW };
    const around = NOW - HOUR / 4;
    const zoomed = findStretch(zoomStretch(stretch, 0.5, around), 0, NOW);
    expect(zoomed.toMs - zoomed.fromMs).toBe(HOUR / 2);
    expect((around - zoomed.fromMs) / (zoomed.toMs - zoomed.fromMs)).toBeCloseTo(0.75);
  });

  it('moves by what it is dragged', () => {
    expect(findStretch(panStretch({ fromMs: NOW - HOUR, toMs: NOW }, -60_000), 0, NOW)).toEqual({
      fromMs: NOW - HOUR - 60_000,
      toMs: NOW - 60_000,
    });
  });
});

describe('the time scale', () => {
  const scale = { fromMs: NOW - HOUR, toMs: NOW, widthPx: 800 };
  it('has an inverse', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 800 }), (x) => {
        expect(toX(scale, toMs(scale, x))).toBeCloseTo(x);
      }),
    );
  });
  it('has round ticks with room for their words', () => {
    const { stepMs, atMs } = pickTicks(scale, 0, 76);
    expect(stepMs).toBe(10 * 60_000);
    expect(atMs.every((at) => at % stepMs === 0)).toBe(true);
    expect(atMs).toHaveLength(7);
  });
  it('has round ticks in zones of half an hour', () => {
    const { atMs } = pickTicks({ ...scale, widthPx: 300 }, 5.5 * HOUR, 76);
    expect(new Set(atMs.map((at) => (at + 5.5 * HOUR) % (30 * 60_000)))).toEqual(new Set([0]));
  });
});
