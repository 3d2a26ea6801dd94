// Which columns the token table shows; the width of the dock decides on the others.

import type { JSX } from 'preact';
import { patchLayout } from '../model/layout';
import { usePanel } from '../model/panel-context';
import { TOKEN_COLUMNS, type TokenColumn } from './token-columns';

const POPOVER_ID = 'columns';

export function ColumnChooser({ shown }: { readonly shown: readonly TokenColumn[] }): JSX.Element {
  const model = usePanel();
  const choose = (key: string, isShown: boolean): void =>
    patchLayout(model, { shownColumns: { ...model.layout.peek().shownColumns, [key]: isShown } });
  return (
    <>
      <button type="button" class="tool" aria-label="Columns" title="Choose columns" popovertarget={POPOVER_ID}>
        <span aria-hidden="true">{'\u22ee'}</span>
      </button>
      <div id={POPOVER_ID} popover="auto" class="popover column-popover">
        <fieldset>
          <legend>Columns</legend>
          {TOKEN_COLUMNS.map((column) => (
            <label key={column.key}>
              <input
                type="checkbox"
                checked={shown.includes(column)}
                disabled={column.rank === 0}
                onChange={(event) => choose(column.key, event.currentTarget.checked)}
              />
              {column.title}
            </label>
          ))}
        </fieldset>
        <p class="muted">A narrow dock leaves out what does not fit.</p>
        <button
          type="button"
          class="action"
          onClick={() => patchLayout(model, { shownColumns: {}, columnWidthsPx: {} })}
        >
          Reset columns
        </button>
      </div>
    </>
  );
}
