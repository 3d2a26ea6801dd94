import { describe, expect, it } from 'vitest';
import { createKeepOnce } from '../../../src/base/keep-once';

describe('what is kept once', () => {
  it('is the value that came first, of lists, objects and texts', () => {
    const keep = createKeepOnce<unknown>();
    const [list, object] = [['a', 'b'], { a: ['b'] }];
    keep(list);
    keep(object);
    expect(keep(['a', 'b'])).toBe(list);
    expect(keep({ a: ['b'] })).toBe(object);
    expect(keep('a')).toBe('a');
    expect(keep(null)).toBeNull();
  });

  it('is never a value that says something else', () => {
    const keep = createKeepOnce<unknown>();
    const values = [['1'], [1], '1', ['a,b'], ['a', 'b'], { a: 1 }, { a: '1' }, {}, [], null, '{}'];
    for (const value of values) keep(structuredClone(value));
    expect(values.map((value) => keep(structuredClone(value)))).toEqual(values);
  });

  it('is no long text, and no more than the newest values', () => {
    const keep = createKeepOnce<readonly string[]>();
    const long = ['x'.repeat(2000)];
    keep(long);
    expect(keep([...long])).not.toBe(long);
    const first = ['first'];
    keep(first);
    for (let index = 0; index < 1000; index += 1) keep([String(index)]);
    expect(keep(['first'])).not.toBe(first);
  });
});
