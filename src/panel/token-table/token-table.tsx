// The table of all tokens in scope: what each is, how long it lasts, how it stands.

import type { JSX } from 'preact';
import { DataGrid } from '../grid/data-grid';
import { usePanel } from '../model/panel-context';
import { moveSelection, selectInPanel } from '../model/select-in-panel';
import type { TokenEntry } from '../model/token-entry';
import type { SortKey } from '../model/token-order';
import { NoTokens } from './no-tokens';
import { TOKEN_COLUMNS } from './token-columns';
import { TokenRow } from './token-row';

const keyOf = (entry: TokenEntry): string => entry.token.id;
const attributesOf = (entry: TokenEntry) => ({ 'data-testid': 'token-row', 'data-label': entry.token.label });

export function TokenTable(): JSX.Element {
  const model = usePanel();
  const selection = model.selection.value;
  const sort = model.sort.value;
  const target = (entry: TokenEntry) => ({ kind: 'token', id: entry.token.id }) as const;
  const orderBy = (key: SortKey): void => {
    model.sort.value = { key, isDescending: sort.key === key && !sort.isDescending };
  };
  return (
    <DataGrid
      label="Tokens"
      layout="token-grid"
      columns={TOKEN_COLUMNS}
      rows={model.tokenRows.value}
      keyOf={keyOf}
      selectedKey={selection?.kind === 'token' ? selection.id : null}
      onMove={(entry) => moveSelection(model, target(entry))}
      onOpen={(entry) => selectInPanel(model, target(entry))}
      sort={sort}
      onSort={orderBy}
      orderKey={[sort.key, sort.isDescending, model.query.value, [...model.roles.value].join(), model.scope.value].join(
        '|',
      )}
      attributesOf={attributesOf}
      renderRow={(entry) => <TokenRow entry={entry} />}
      empty={<NoTokens />}
    />
  );
}
