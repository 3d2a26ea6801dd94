import { expect, it } from 'vitest';
import { appendBehindFirst, appendCapped, moveToEnd } from '../../../src/base/capped-list';

it('a list that is full drops its oldest, and repeats nothing', () => {
  expect(appendCapped(['a', 'b', 'c'], 'd', 3)).toEqual(['b', 'c', 'd']);
  expect(appendCapped(['a', 'b'], 'c', 3)).toEqual(['a', 'b', 'c']);
  expect(appendCapped(['a', 'b', 'c'], 'a', 3)).toEqual(['a', 'b', 'c']);
});

it('a list that its first names drops the next', () => {
  expect(appendBehindFirst([], 'a', 3)).toEqual(['a']);
  expect(appendBehindFirst(['a', 'b', 'c'], 'd', 3)).toEqual(['a', 'c', 'd']);
});

it('a list by newest use moves what is used again', () => {
  expect(moveToEnd(['a', 'b', 'c'], 'a', 3)).toEqual(['b', 'c', 'a']);
  expect(moveToEnd(['a', 'b', 'c'], 'd', 3)).toEqual(['b', 'c', 'd']);
});
