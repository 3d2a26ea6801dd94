import { describe, expect, it } from 'vitest';
import { isPair, pickFrom } from '../../../src/panel/model/picked-pair';
import { fp } from './entities';

const [a, b, c] = [fp(1), fp(2), fp(3)];
const selected = { kind: 'token', id: a } as const;

describe('picking two tokens to compare', () => {
  it('takes the selected token along with the first pick beside it', () => {
    expect(pickFrom([], b, selected)).toEqual([a, b]);
    expect(pickFrom([], a, selected)).toEqual([a]);
    expect(pickFrom([], b, null)).toEqual([b]);
  });

  it('replaces the oldest by a third, and takes a pick back', () => {
    expect(pickFrom([a], b, { kind: 'token', id: c })).toEqual([a, b]);
    expect(pickFrom([a, b], c, selected)).toEqual([b, c]);
    expect(pickFrom([a, b], a, selected)).toEqual([b]);
  });

  it('is complete with two', () => {
    expect([[], [a], [a, b]].map(isPair)).toEqual([false, false, true]);
  });
});
