import { describe, expect, it } from 'vitest';
import { parseJsonFile } from '../../../src/base/json';
import { isOvergrown } from '../../../src/base/json-size';

const nest = (open: string, depth: number): string => open.repeat(depth);

describe('a JSON text that would take all memory', () => {
  it.each([
    ['nested in lists', nest('[', 2_000_000)],
    ['nested in objects', nest('{"a":', 400_000)],
    ['nested with space between', nest('[ \n', 700_000)],
    ['nested behind strings full of quotes and brackets', `["\\"]]]]\\\\",${nest('[', 2_000_000)}`],
    ['of very many values', `{"log":{"entries":[0${',{}'.repeat(20_000_001)}]}}`],
  ])('is not parsed: %s', (_name, text) => {
    expect(isOvergrown(text)).toBe(true);
    expect(parseJsonFile(text)).toEqual({ ok: false, reason: 'overgrown' });
  });
});

describe('a large JSON text that a browser may have written', () => {
  it.each([
    ['brackets inside strings', JSON.stringify(['['.repeat(2_000_000)])],
    ['escaped quotes and slashes', JSON.stringify(Array.from({ length: 100_000 }, () => '"[{\\'))],
    [
      'many entries beside each other',
      JSON.stringify(Array.from({ length: 200_000 }, () => ({ a: [1, 2, { b: 3 }] }))),
    ],
    ['100 levels', `${nest('[', 100)}"${'x'.repeat(1_000_001)}"${']'.repeat(100)}`],
  ])('is parsed: %s', (_name, text) => {
    expect(text.length).toBeGreaterThan(500_000);
    expect(isOvergrown(text)).toBe(false);
    expect(parseJsonFile(text).ok).toBe(true);
  });

  it('is read on to its end when a string does not end', () => {
    expect(isOvergrown(`["${'['.repeat(1_000_000)}`)).toBe(false);
  });
});
