import { expect, it } from 'vitest';
import { createState } from '../../../src/engine/create-state';
import { createDraft } from '../../../src/engine/draft';
import { appendBehindFirst, appendCapped, moveToEnd, noteInstant, readDraftLog } from '../../../src/engine/log';
import { createPolicy } from '../../../src/engine/policy';

it('a log spans its earliest and its latest instant, in whatever order they come', () => {
  const draft = createDraft(createState(), createPolicy('aal1').thresholds);
  for (const atMs of [50, 20, 80, 40]) noteInstant(draft, atMs);
  expect(readDraftLog(draft)).toMatchObject({ seq: 4, fromMs: 20, toMs: 80 });
});

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
