import { describe, expect, it } from 'vitest';
import { packRows } from '../../../src/panel/model/pack-rows';
import type { Mark } from '../../../src/panel/model/timeline-lanes';
import { placeMarks } from '../../../src/panel/timeline/place-marks';

const scale = { fromMs: 0, toMs: 1000, widthPx: 1000 };
const mark = (atMs: number, text: string, tone: Mark['tone'] = 'bad'): Mark => ({
  key: `${atMs}`,
  atMs,
  text,
  tone,
  refresh: null,
  target: { kind: 'finding', id: 'some' },
  sinceMs: null,
});

describe('the words beside marks', () => {
  it('stand to the right where there is room', () => {
    expect(placeMarks([mark(100, 'failed: invalid_grant')], scale, 1000)[0]).toMatchObject({
      x: 100,
      side: 'right',
      text: 'failed: invalid_grant',
    });
  });
  it('stand to the left at the right edge', () => {
    expect(placeMarks([mark(950, 'failed: invalid_grant')], scale, 1000)[0]).toMatchObject({
      side: 'left',
      text: 'failed: invalid_grant',
    });
  });
  it('do not cross the present where they fit on the left of it', () => {
    const [before] = placeMarks([mark(700, 'failed: invalid_grant')], scale, 750);
    expect(before).toMatchObject({ side: 'left', text: 'failed: invalid_grant' });
    const [cramped] = placeMarks([mark(40, 'failed: invalid_grant')], scale, 50);
    expect(cramped).toMatchObject({ side: 'right', text: 'failed: invalid_grant' });
  });
  it('belong to signs that do not cover each other', () => {
    const placed = placeMarks([mark(500, 'fork at RT4', 'note'), mark(501, 'RT4 again')], scale, 1000);
    expect(placed.map(({ x }) => x)).toEqual([500, 510]);
    const alike = placeMarks([mark(500, 'failed: 500'), mark(501, 'failed: 500')], scale, 1000);
    expect(alike.map(({ x }) => x)).toEqual([500, 501]);
  });
  it('are cut short between neighbours and left out where nothing fits', () => {
    const placed = placeMarks(
      [mark(0, 'failed: invalid_grant'), mark(100, 'failed: 503'), mark(110, 'failed: 503')],
      scale,
      1000,
    );
    expect(placed.map(({ text }) => text)).toEqual(['failed: inval…', '', 'failed: 503']);
  });
  it('are not made for marks out of sight', () => {
    expect(placeMarks([mark(-5, 'a'), mark(1005, 'b')], scale, 1000)).toEqual([]);
  });
});

describe('rows of bars', () => {
  it('alternate while bars overlap and fall back when they do not', () => {
    const bars = [0, 90, 180, 400].map((fromMs) => ({ fromMs, toMs: fromMs + 100, row: 0 }));
    expect(packRows(bars, 2).map(({ row }) => row)).toEqual([0, 1, 0, 0]);
  });
  it('share the row that frees up first when all are taken', () => {
    const bars = [0, 10, 20].map((fromMs) => ({ fromMs, toMs: 100 - fromMs, row: 0 }));
    expect(packRows(bars, 2).map(({ row }) => row)).toEqual([0, 1, 1]);
  });
});
