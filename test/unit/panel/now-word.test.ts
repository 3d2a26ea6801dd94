import { describe, expect, it } from 'vitest';
import { placeNowWord } from '../../../src/panel/timeline/now-line';

const scale = { fromMs: 0, toMs: 1000, widthPx: 1000 };

describe('the word for the present', () => {
  it('stands right of its line', () => {
    expect(placeNowWord(scale, 500, false)).toMatchObject({ text: 'now', x: 500, isLeft: false });
  });
  it('stands left of it where it would run out on the right', () => {
    expect(placeNowWord(scale, 970, false)).toMatchObject({ text: 'now', isLeft: true });
    expect(placeNowWord(scale, 930, true)).toMatchObject({ text: 'end of file', isLeft: true });
    expect(placeNowWord(scale, 930, false)).toMatchObject({ isLeft: false });
  });
});
