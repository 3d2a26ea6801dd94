import { describe, expect, it } from 'vitest';
import { splitAtLabels } from '../../../src/panel/model/label-index';
import { readTimeClaim } from '../../../src/panel/model/read-time-claim';
import { matchesQuery, matchesRoles, writeHaystack } from '../../../src/panel/model/token-filter';
import { nameContext } from '../../../src/panel/words/context-words';
import { writeRelative, writeUtc } from '../../../src/panel/words/write-time';
import { makeEntry } from './entities';

describe('labels in sentences', () => {
  it('are told apart from what looks like them', () => {
    expect(splitAtLabels('RT2 again, after AT6 and C1: not ART2, RT0, RT or RS256')).toEqual([
      '',
      'RT2',
      ' again, after ',
      'AT6',
      ' and ',
      'C1',
      ': not ART2, RT0, RT or RS256',
    ]);
  });
});

describe('time claims', () => {
  it.each([
    ['exp', 1_700_000_000, 1_700_000_000_000],
    ['exp', '1700000000', 1_700_000_000_000],
    ['iat', 1_700_000_000_000, 1_700_000_000_000],
    ['exp', -5, null],
    ['exp', { a: 1 }, null],
    ['plan', 1_700_000_000, null],
  ])('%s %j', (name, value, atMs) => {
    expect(readTimeClaim(name, value, false)).toBe(atMs);
  });
  it('follow the engine for a soft expiry', () => {
    expect(readTimeClaim('useExp', 1_700_000_000, true)).toBe(1_700_000_000_000);
  });
});

describe('instants', () => {
  it.each([
    [500, 'now'],
    [4200, 'in 5 s'],
    [-4200, '4 s ago'],
    [252_000, 'in 4 min 12 s'],
    [-348_000, '5 min 48 s ago'],
    [Number.NaN, 'beyond the calendar'],
    [1e17, 'beyond the calendar'],
  ])('%d ms is %s', (ms, words) => {
    expect(writeRelative(1_000_000 + ms, 1_000_000)).toBe(words);
  });
  it('have a UTC form', () => {
    expect(writeUtc(Date.parse('2026-11-21T14:02:11.400Z'))).toBe('2026-11-21 14:02:11 UTC');
    expect(writeUtc(Infinity)).toBe('beyond the calendar');
  });
});

describe('places', () => {
  it.each([
    ['tab:7', 'this tab'],
    ['tab:9', 'tab 9'],
    ['service-worker', 'service worker'],
    ['unknown', 'tab unknown'],
    ['page:p1', 'page p1'],
  ])('%s is %s', (context, words) => {
    expect(nameContext(context, 7)).toBe(words);
  });
});

describe('the filter box', () => {
  const haystack = writeHaystack(makeEntry(), undefined);
  it.each(['at1', 'SHOP-SPA', 'id.shop.dev', 'api.shop', 'access  rs256', 'tab:7', 'exp'])('finds %s', (query) => {
    expect(matchesQuery(haystack, query)).toBe(true);
  });
  it('wants all words', () => {
    expect(matchesQuery(haystack, 'shop-spa refresh')).toBe(false);
  });
});

describe('the role chips', () => {
  it('show all but proofs while none is pressed', () => {
    expect(matchesRoles('access', new Set())).toBe(true);
    expect(matchesRoles('dpop-proof', new Set())).toBe(false);
  });
  it('narrow to what is pressed', () => {
    expect(matchesRoles('single', new Set(['access']))).toBe(true);
    expect(matchesRoles('refresh', new Set(['access', 'id']))).toBe(false);
    expect(matchesRoles('dpop-proof', new Set(['other']))).toBe(true);
  });
});
