// What can be done with one token: copy, compare, narrow. The same by mouse and by the menu key.

import type { JSX } from 'preact';
import { showUntrusted } from '../../base/show-untrusted';
import type { MenuPlace } from '../grid/menu-place';
import { Menu, type MenuItem } from '../label/menu';
import { nameIssuer } from '../model/client-name';
import { type PanelModel, readState } from '../model/create-panel-model';
import { usePanel } from '../model/panel-context';
import { pickToken, selectInPanel } from '../model/select-in-panel';
import type { TokenEntry } from '../model/token-entry';
import type { SortKey } from '../model/token-order';
import { writeTokenCell } from './token-cell-text';
import { TOKEN_COLUMNS } from './token-columns';

export type TokenMenuFacts = {
  readonly entry: TokenEntry;
  /** The cell that it was asked for; null for the row. */
  readonly column: SortKey | null;
  readonly place: MenuPlace;
};

export function TokenMenu({
  facts,
  onClose,
}: {
  readonly facts: TokenMenuFacts;
  readonly onClose: () => void;
}): JSX.Element {
  const model = usePanel();
  return <Menu label={facts.entry.token.label} place={facts.place} items={listItems(model, facts)} onClose={onClose} />;
}

const MAX_CHARS = 40;

function listItems(model: PanelModel, { entry, column }: TokenMenuFacts): readonly MenuItem[] {
  const { copyText } = model.environment;
  const { token, chain } = entry;
  const items: MenuItem[] = [];
  const add = (text: string, run: () => void): void => {
    items.push({ text, run });
  };
  const title = TOKEN_COLUMNS.find(({ key }) => key === column)?.title;
  if (column !== null && title !== undefined)
    add(`Copy \u201c${title}\u201d`, () => copyText(writeTokenCell(model, entry, column)));
  add('Copy row', () => copyText(TOKEN_COLUMNS.map(({ key }) => writeTokenCell(model, entry, key)).join('\t')));
  const claims = readState(model).claims.get(token.id);
  if (claims !== undefined)
    add('Copy header and payload as JSON', () =>
      copyText(JSON.stringify({ header: claims.header, payload: claims.payload }, null, 2)),
    );
  const other = model.picked.value.find((id) => id !== token.id);
  const otherLabel = other === undefined ? undefined : readState(model).token.get(other)?.label;
  if (model.picked.value.includes(token.id)) add('Take out of the comparison', () => pickToken(model, token.id));
  else
    add(otherLabel === undefined ? 'Compare with\u2026' : `Compare with ${otherLabel}`, () =>
      pickToken(model, token.id),
    );
  const issuer = nameIssuer(token, chain);
  if (issuer !== null)
    add(`Only issuer ${showUntrusted(issuer, MAX_CHARS)}`, () => {
      model.facets.value = { ...model.facets.peek(), issuer };
    });
  if (chain !== null) add(`Show chain ${chain.label}`, () => selectInPanel(model, { kind: 'chain', id: chain.id }));
  return items;
}
