// The columns of the token table. Which of them show in a narrow dock is said in token-table.css by their classes.

import type { GridColumn } from '../grid/grid-head';
import type { SortKey } from '../model/token-order';

export const TOKEN_COLUMNS: readonly GridColumn<SortKey>[] = [
  { key: 'token', title: 'Token', class: 'col-token', hint: 'Short name in order of sight, and what the token is for' },
  { key: 'client', title: 'Client \u00b7 issuer', class: 'col-client', hint: 'The app, and who issued the token' },
  {
    key: 'expiry',
    title: 'Expires in',
    class: 'col-expiry',
    hint: 'Time left by the server\u2019s clock; the bar is the whole lifetime',
  },
  { key: 'state', title: 'State', class: 'col-state' },
  {
    key: 'lifetime',
    title: 'Lifetime',
    class: 'col-lifetime',
    hint: 'From issue to expiry, by the issuer\u2019s word',
  },
  { key: 'uses', title: 'Uses', class: 'col-uses', hint: 'Requests that carried it: accepted / rejected' },
  { key: 'chain', title: 'Chain', class: 'col-chain', hint: 'The rotation chain that it belongs to' },
  { key: 'findings', title: 'Findings', class: 'col-findings' },
];
