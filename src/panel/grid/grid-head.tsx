// biome-ignore-all lint/a11y/useSemanticElements: rows are windowed and laid out by CSS grid, which a table element forbids
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the one tab stop (aria-activedescendant)
import type { ComponentChildren, JSX } from 'preact';
import { ColumnEdge } from './column-edge';

export type GridColumn<Key extends string> = {
  readonly key: Key;
  readonly title: string;
  /** For the cell: alignment, and from which width on it shows. */
  readonly class: string;
  readonly hint?: string;
};

type GridHeadProps<Key extends string> = {
  readonly columns: readonly GridColumn<Key>[];
  readonly idOf: (column: number) => string;
  /** The column under the cursor. */
  readonly focused: number | null;
  readonly sort: { readonly key: Key; readonly isDescending: boolean } | undefined;
  readonly onSort: ((key: Key) => void) | undefined;
  readonly onResize: ((key: Key, px: number | null) => void) | undefined;
  readonly corner: ComponentChildren;
};

export function GridHead<Key extends string>(props: GridHeadProps<Key>): JSX.Element {
  const { columns, sort, onSort, onResize } = props;
  return (
    <div class="grid-head" role="rowgroup">
      <div class="grid-head-row" role="row" aria-rowindex={1}>
        {columns.map((column, place) => {
          const order = sort?.key === column.key ? (sort.isDescending ? 'descending' : 'ascending') : undefined;
          return (
            <div
              key={column.key}
              id={props.idOf(place)}
              role="columnheader"
              class={`cell ${place === props.focused ? 'cell-focused ' : ''}${column.class}`}
              aria-sort={order}
              title={column.hint}
            >
              {onSort === undefined ? (
                column.title
              ) : (
                <button type="button" class="sorter" tabIndex={-1} onClick={() => onSort(column.key)}>
                  {column.title}
                  <span class="sort-mark" aria-hidden="true">
                    {order === undefined ? '' : order === 'ascending' ? '\u25b4' : '\u25be'}
                  </span>
                </button>
              )}
              {onResize !== undefined && <ColumnEdge onResize={(px) => onResize(column.key, px)} />}
            </div>
          );
        })}
        {props.corner !== undefined && (
          <div role="columnheader" class="grid-corner">
            {props.corner}
          </div>
        )}
      </div>
    </div>
  );
}
