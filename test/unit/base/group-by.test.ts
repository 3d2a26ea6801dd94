import { expect, it } from 'vitest';
import { groupBy } from '../../../src/base/group-by';

it('keeps the order of the items; one of several keys stands in each group, one of none in none', () => {
  const items = [
    { name: 'first', keys: ['a'] },
    { name: 'keyless', keys: [] },
    { name: 'second', keys: ['b', 'a'] },
  ];
  const groups = groupBy(items, ({ keys }) => keys);
  expect([...groups].map(([key, group]) => [key, group.map(({ name }) => name)])).toEqual([
    ['a', ['first', 'second']],
    ['b', ['second']],
  ]);
});
