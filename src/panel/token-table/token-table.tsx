// The table of all tokens in scope: what each is, how long it lasts, how it stands.

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useCallback, useMemo, useRef } from 'preact/hooks';
import { DataGrid } from '../grid/data-grid';
import { fitColumns } from '../grid/fit-columns';
import { useWidth } from '../grid/use-width';
import { patchLayout } from '../model/layout';
import { usePanel } from '../model/panel-context';
import { moveSelection, pickToken, selectInPanel } from '../model/select-in-panel';
import type { TokenEntry } from '../model/token-entry';
import type { SortKey } from '../model/token-order';
import { ColumnChooser } from './column-chooser';
import { NoTokens } from './no-tokens';
import { writeTokenCell } from './token-cell-text';
import { TOKEN_COLUMNS } from './token-columns';
import { TokenMenu, type TokenMenuFacts } from './token-menu';
import { TokenRow } from './token-row';

/** Of the button at the end of the head; the rows leave it free (token-table.css). */
const CORNER_PX = 24;

const keyOf = (entry: TokenEntry): string => entry.token.id;
const attributesOf = (entry: TokenEntry) => ({ 'data-testid': 'token-row', 'data-label': entry.token.label });

export function TokenTable(): JSX.Element {
  const model = usePanel();
  const scroller = useRef<HTMLDivElement>(null);
  const roomPx = useWidth(scroller);
  const menu = useSignal<TokenMenuFacts | null>(null);
  const { shownColumns, columnWidthsPx } = model.layout.value;
  const { columns, template } = useMemo(
    () => fitColumns(TOKEN_COLUMNS, { shown: shownColumns, widthsPx: columnWidthsPx }, roomPx - CORNER_PX),
    [shownColumns, columnWidthsPx, roomPx],
  );
  const selection = model.selection.value;
  const picked = model.picked.value;
  const sort = model.sort.value;
  const renderRow = useCallback(
    (entry: TokenEntry) => <TokenRow entry={entry} columns={columns} isPicked={picked.includes(entry.token.id)} />,
    [columns, picked],
  );
  const target = (entry: TokenEntry) => ({ kind: 'token', id: entry.token.id }) as const;
  return (
    <>
      <DataGrid
        label="Tokens"
        layout="token-grid"
        scrollerRef={scroller}
        columns={columns}
        template={template}
        rows={model.tokenRows.value}
        keyOf={keyOf}
        selectedKey={selection?.kind === 'token' ? selection.id : null}
        pickedKeys={picked}
        onMove={(entry) => moveSelection(model, target(entry))}
        onOpen={(entry) => selectInPanel(model, target(entry))}
        onPick={(entry) => pickToken(model, entry.token.id)}
        sort={sort}
        onSort={(key) => {
          model.sort.value = { key, isDescending: sort.key === key && !sort.isDescending };
        }}
        onResize={(key, px) => patchLayout(model, { columnWidthsPx: setWidth(columnWidthsPx, key, px) })}
        cellText={(entry, key) => writeTokenCell(model, entry, key)}
        onMenu={(entry, column, place) => {
          menu.value = { entry, column, place };
        }}
        orderKey={[
          sort.key,
          sort.isDescending,
          model.query.value,
          [...model.roles.value].join(),
          Object.values(model.facets.value).join(),
          model.scope.value,
        ].join('|')}
        attributesOf={attributesOf}
        renderRow={renderRow}
        empty={<NoTokens />}
        corner={<ColumnChooser shown={columns} />}
      />
      {menu.value !== null && (
        <TokenMenu
          facts={menu.value}
          onClose={() => {
            menu.value = null;
          }}
        />
      )}
    </>
  );
}

function setWidth(
  widthsPx: Readonly<Record<string, number>>,
  key: SortKey,
  px: number | null,
): Readonly<Record<string, number>> {
  const { [key]: _former, ...others } = widthsPx;
  return px === null ? others : { ...others, [key]: px };
}
