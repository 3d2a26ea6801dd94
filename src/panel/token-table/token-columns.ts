// The columns of the token table: their heads, and which of them a dock of some width shows.

import { CLOCK_PX } from '../grid/clock-width';
import type { ColumnSize } from '../grid/fit-columns';
import type { GridColumn } from '../grid/grid-head';
import type { SortKey } from '../model/token-order';

export type TokenColumn = GridColumn<SortKey> & ColumnSize & { readonly key: SortKey };

/** Left and right of what stands in a cell. */
const AIR_PX = 16;

export const TOKEN_COLUMNS: readonly TokenColumn[] = [
  {
    key: 'token',
    title: 'Token',
    class: 'col-token',
    hint: 'Short name in order of sight, and what the token is for',
    leastPx: 110,
    usualPx: 134,
    rank: 0,
    isEssential: true,
  },
  {
    key: 'client',
    title: 'Client',
    class: 'col-client',
    hint: 'The app that holds it',
    leastPx: 100,
    usualPx: 116,
    share: 1,
    rank: 4,
    isEssential: true,
  },
  {
    key: 'issuer',
    title: 'Issuer',
    class: 'col-issuer',
    hint: 'Who issued it',
    leastPx: 90,
    usualPx: 130,
    share: 1,
    rank: 8,
  },
  {
    key: 'expiry',
    title: 'Expires in',
    class: 'col-expiry',
    hint: 'Time left by the server\u2019s clock; the bar is the whole lifetime',
    leastPx: 138,
    usualPx: 206,
    share: 2,
    rank: 1,
    isEssential: true,
  },
  {
    key: 'state',
    title: 'State',
    class: 'col-state',
    hint: 'How it stands, or what replaced it and when it ended',
    leastPx: CLOCK_PX + AIR_PX,
    usualPx: Math.max(88, CLOCK_PX + AIR_PX),
    rank: 6,
  },
  {
    key: 'lifetime',
    title: 'Lifetime',
    class: 'col-lifetime',
    hint: 'From issue to expiry, and how that was found',
    leastPx: 60,
    usualPx: 140,
    rank: 5,
  },
  {
    key: 'uses',
    title: 'Uses',
    class: 'col-uses',
    hint: 'Requests that carried it: accepted / refused, and how many after its expiry',
    leastPx: 64,
    usualPx: 112,
    rank: 7,
  },
  {
    key: 'carriers',
    title: 'Carried in',
    class: 'col-carriers',
    hint: 'Where in requests and answers it was seen',
    leastPx: 60,
    usualPx: 110,
    rank: 10,
  },
  {
    key: 'tabs',
    title: 'Seen in',
    class: 'col-tabs',
    hint: 'Tabs, pages and workers that sent or received it',
    leastPx: 50,
    usualPx: 84,
    rank: 9,
  },
  {
    key: 'chain',
    title: 'Chain',
    class: 'col-chain',
    hint: 'The rotation chain that it belongs to',
    leastPx: 46,
    usualPx: 56,
    rank: 3,
    isEssential: true,
  },
  {
    key: 'findings',
    title: 'Findings',
    class: 'col-findings',
    hint: 'The worst finding that names it, and how many more',
    leastPx: 72,
    usualPx: 92,
    rank: 2,
    isEssential: true,
  },
];
