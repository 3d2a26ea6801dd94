import { describe, expect, it } from 'vitest';
import { type ColumnSize, fitColumns } from '../../../src/panel/grid/fit-columns';
import { TOKEN_COLUMNS } from '../../../src/panel/token-table/token-columns';

const COLUMNS: readonly ColumnSize[] = [
  { key: 'name', leastPx: 100, usualPx: 140, rank: 0, isEssential: true },
  { key: 'bar', leastPx: 100, usualPx: 200, share: 2, rank: 1, isEssential: true },
  { key: 'extra', leastPx: 50, usualPx: 80, rank: 3 },
  { key: 'note', leastPx: 50, usualPx: 90, rank: 2 },
];
const NO_CHOICE = { shown: {}, widthsPx: {} };
const listKeys = (roomPx: number, choice = {}): readonly string[] =>
  fitColumns(COLUMNS, { ...NO_CHOICE, ...choice }, roomPx).columns.map(({ key }) => key);

describe('the columns that fit', () => {
  it('shows all where there is room, in their order', () => {
    expect(listKeys(600)).toEqual(['name', 'bar', 'extra', 'note']);
  });

  it('drops the least important first, and squeezes only what must stay', () => {
    expect(listKeys(440)).toEqual(['name', 'bar', 'note']);
    expect(listKeys(340)).toEqual(['name', 'bar']);
    expect(listKeys(200)).toEqual(['name', 'bar']);
    expect(listKeys(120)).toEqual(['name']);
    expect(listKeys(10)).toEqual(['name']);
  });

  it('follows the user, but never hides the name', () => {
    expect(listKeys(600, { shown: { bar: false, name: false } })).toEqual(['name', 'extra', 'note']);
    expect(listKeys(260, { shown: { extra: true } })).toEqual(['name', 'bar', 'extra']);
    expect(listKeys(200, { shown: { extra: true } })).toEqual(['name', 'extra']);
  });

  it('writes tracks that share what is left, and fixed ones for the user', () => {
    expect(fitColumns(COLUMNS, NO_CHOICE, 340).template).toBe('minmax(100px, 140px) minmax(100px, 2fr)');
    const choice = { shown: {}, widthsPx: { name: 180, bar: 5000 } };
    expect(fitColumns(COLUMNS, choice, 600).template).toBe('180px 360px');
  });
});

describe('the columns of the token table', () => {
  const keysAt = (roomPx: number): readonly string[] =>
    fitColumns(TOKEN_COLUMNS, NO_CHOICE, roomPx).columns.map(({ key }) => key);

  it('has all of them in a wide dock', () => {
    expect(keysAt(1382)).toHaveLength(TOKEN_COLUMNS.length);
  });

  it('keeps the facts that answer first in a narrow one', () => {
    expect(keysAt(402)).toEqual(['token', 'expiry', 'chain', 'findings']);
  });
});
