// Every refresh in plain words, newest first.

import type { JSX } from 'preact';
import type { Refresh } from '../../engine/refresh';
import { DataGrid } from '../grid/data-grid';
import type { GridColumn } from '../grid/grid-head';
import { usePanel } from '../model/panel-context';
import { moveSelection, selectInPanel } from '../model/select-in-panel';
import { NoMatch } from '../toolbar/no-match';
import { RefreshRow } from './refresh-row';

type ColumnKey = 'time' | 'label' | 'words' | 'tokens' | 'client' | 'where';

const COLUMNS: readonly GridColumn<ColumnKey>[] = [
  { key: 'time', title: 'Time', class: 'col-time' },
  { key: 'label', title: '#', class: 'col-label' },
  { key: 'words', title: 'What happened', class: 'col-words' },
  { key: 'tokens', title: 'Tokens', class: 'col-tokens', hint: 'Presented \u2192 issued' },
  { key: 'client', title: 'Client', class: 'col-client' },
  { key: 'where', title: 'Where', class: 'col-where' },
];

const keyOf = (refresh: Refresh): string => refresh.id;
const attributesOf = (refresh: Refresh) => ({ 'data-testid': 'refresh-row', 'data-label': refresh.label });
const renderRow = (refresh: Refresh): JSX.Element => <RefreshRow refresh={refresh} />;

export function RefreshLog(): JSX.Element {
  const model = usePanel();
  const selection = model.selection.value;
  const target = (refresh: Refresh) => ({ kind: 'refresh', id: refresh.id }) as const;
  return (
    <DataGrid
      label="Refreshes"
      layout="refresh-grid"
      columns={COLUMNS}
      rows={model.refreshRows.value}
      keyOf={keyOf}
      selectedKey={selection?.kind === 'refresh' ? selection.id : null}
      onMove={(refresh) => moveSelection(model, target(refresh))}
      onOpen={(refresh) => selectInPanel(model, target(refresh))}
      orderKey={`${model.query.value}|${model.scope.value}`}
      attributesOf={attributesOf}
      renderRow={renderRow}
      empty={<NoRefreshes />}
    />
  );
}

function NoRefreshes(): JSX.Element {
  const model = usePanel();
  if (!model.feed.value.isFilled) return <p class="empty-text">Connecting to the background worker{'\u2026'}</p>;
  if (model.refreshes.value.length > 0) return <NoMatch thing="refresh" />;
  if (model.environment.imported !== null) return <p class="empty-text">No refresh in this file.</p>;
  return (
    <div class="empty-text">
      <p>No refresh seen yet.</p>
      <p class="muted">
        When the app renews its tokens, each attempt stands here: how long before expiry, what the server answered, what
        the user noticed.
      </p>
    </div>
  );
}
