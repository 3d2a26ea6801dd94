// biome-ignore-all lint/a11y/useSemanticElements: rows are windowed and laid out by CSS grid, which a table element forbids
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the one tab stop (aria-activedescendant)
import type { JSX } from 'preact';

export type GridColumn<Key extends string> = {
  readonly key: Key;
  readonly title: string;
  /** For the cell: alignment, and from which width on it shows. */
  readonly class: string;
  readonly hint?: string;
};

type GridHeadProps<Key extends string> = {
  readonly columns: readonly GridColumn<Key>[];
  readonly sort: { readonly key: Key; readonly isDescending: boolean } | undefined;
  readonly onSort: ((key: Key) => void) | undefined;
};

export function GridHead<Key extends string>({ columns, sort, onSort }: GridHeadProps<Key>): JSX.Element {
  return (
    <div class="grid-head" role="rowgroup">
      <div class="grid-head-row" role="row" aria-rowindex={1}>
        {columns.map((column) => {
          const order = sort?.key === column.key ? (sort.isDescending ? 'descending' : 'ascending') : undefined;
          return (
            <div
              key={column.key}
              role="columnheader"
              class={`cell ${column.class}`}
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
            </div>
          );
        })}
      </div>
    </div>
  );
}
