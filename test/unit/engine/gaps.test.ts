import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_GAPS } from '../../../src/base/limits';
import { addGap, type Gap, isUnwatched, measureUnwatchedMs } from '../../../src/engine/gaps';

const given = fc.record({
  fromMs: fc.integer({ min: 0, max: 10_000 }),
  lengthMs: fc.integer({ min: 0, max: 200 }),
  reason: fc.constantFrom('paused', 'killed', 'site access withheld'),
});
const many = fc
  .array(given, { minLength: MAX_GAPS + 1, maxLength: MAX_GAPS * 3 })
  .map((all) => all.map(({ fromMs, lengthMs, reason }): Gap => ({ fromMs, toMs: fromMs + lengthMs, reason })));

const addAll = (gaps: readonly Gap[]): readonly Gap[] => gaps.reduce<readonly Gap[]>(addGap, []);

describe('gaps', () => {
  it('are bounded, and none is forgotten', () => {
    fc.assert(
      fc.property(many, (gaps) => {
        const kept = addAll(gaps);
        expect(kept).toHaveLength(MAX_GAPS);
        for (const { fromMs, toMs, reason } of gaps) {
          const holder = kept.find((one) => one.fromMs <= fromMs && toMs <= one.toMs && one.reason.includes(reason));
          expect(holder, `${fromMs} to ${toMs}: ${reason}`).toBeDefined();
        }
      }),
    );
  });

  it('that lie closest together become one, and name each reason once', () => {
    const every100Ms = Array.from({ length: MAX_GAPS - 2 }, (_, at) => gapOf(at * 100, at * 100 + 10, 'killed'));
    const close = [gapOf(20_000, 20_010, 'killed'), gapOf(20_020, 20_030, 'paused'), gapOf(20_045, 20_050, 'killed')];
    const oneMore = addAll([...every100Ms, ...close]);
    expect(oneMore.slice(-2)).toEqual([gapOf(20_000, 20_030, 'killed / paused'), gapOf(20_045, 20_050, 'killed')]);
    const twoMore = addGap(oneMore, gapOf(50_000, 50_010, 'killed'));
    expect(twoMore.slice(-2)).toEqual([gapOf(20_000, 20_050, 'killed / paused'), gapOf(50_000, 50_010, 'killed')]);
    expect(isUnwatched(twoMore, 20_011, 20_019)).toBe(true);
    expect(isUnwatched(twoMore, 20_051, 49_999)).toBe(false);
  });

  it('count once where they overlap', () => {
    const paused = gapOf(100, 500, 'paused');
    const killed = gapOf(200, 300, 'killed');
    const withheld = gapOf(450, 700, 'site access withheld');
    expect(measureUnwatchedMs([withheld, killed, paused])).toBe(600);
    expect(measureUnwatchedMs([])).toBe(0);
  });
});

function gapOf(fromMs: number, toMs: number, reason: string): Gap {
  return { fromMs, toMs, reason };
}
