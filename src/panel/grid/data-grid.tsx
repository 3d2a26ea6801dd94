// A windowed grid: rows of fixed height, one tab stop, arrow keys move the selection. Knows nothing of tokens.
// biome-ignore-all lint/a11y/useSemanticElements: rows are windowed and laid out by CSS grid, which a table element forbids
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the one tab stop (aria-activedescendant)
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid takes the keys for all its rows

import type { ComponentChildren, JSX } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { type GridColumn, GridHead } from './grid-head';
import { useRowAnchor } from './use-row-anchor';
import { useViewport } from './use-viewport';
import { findVisibleRange, moveIndex, ROW_PX, scrollToRow } from './visible-range';

export type RowAttributes = { readonly 'data-testid': string; readonly 'data-label': string; readonly class?: string };

type DataGridProps<Row, Key extends string> = {
  readonly label: string;
  /** Class that sets `grid-template-columns` of head and rows. */
  readonly layout: string;
  readonly columns: readonly GridColumn<Key>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly selectedKey: string | null;
  readonly onMove: (row: Row) => void;
  readonly onOpen: (row: Row) => void;
  readonly sort?: { readonly key: Key; readonly isDescending: boolean };
  readonly onSort?: (key: Key) => void;
  /** Changes when the user asks for another order: then the list starts from its top again. */
  readonly orderKey: string;
  readonly attributesOf: (row: Row) => RowAttributes;
  readonly renderRow: (row: Row) => ComponentChildren;
  /** Shown instead of rows. */
  readonly empty: ComponentChildren;
};

export function DataGrid<Row, Key extends string>(props: DataGridProps<Row, Key>): JSX.Element {
  const { rows, keyOf, selectedKey } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const viewport = useViewport(scroller);
  const bodyHeightPx = viewport.heightPx - ROW_PX;
  const { first, end } = findVisibleRange(rows.length, viewport.topPx, bodyHeightPx);
  const selectedIndex = selectedKey === null ? -1 : rows.findIndex((row) => keyOf(row) === selectedKey);
  const anchor = useRowAnchor(scroller, viewport.topPx, rows, keyOf, props.orderKey);
  useRevealedSelection(scroller, selectedKey, selectedIndex);

  function takeKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target !== event.currentTarget) return;
    if (event.key === 'Enter') {
      const row = rows[selectedIndex];
      if (row !== undefined) props.onOpen(row);
      return;
    }
    const target = moveIndex(event.key, selectedIndex, rows.length, Math.max(1, Math.floor(bodyHeightPx / ROW_PX) - 1));
    const row = target === null ? undefined : rows[target];
    if (row === undefined) return;
    event.preventDefault();
    props.onMove(row);
  }

  const isSelectedDrawn = selectedIndex >= first && selectedIndex < end;
  return (
    <div
      class={`grid ${props.layout}`}
      role="grid"
      aria-label={props.label}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={isSelectedDrawn ? `${id}-${selectedIndex}` : undefined}
      tabIndex={0}
      ref={scroller}
      onKeyDown={takeKey}
      onPointerMove={anchor.takePointer}
      onPointerLeave={anchor.forgetPointer}
    >
      <GridHead columns={props.columns} sort={props.sort} onSort={props.onSort} />
      {rows.length === 0 ? (
        <div class="grid-empty" role="row">
          <div role="gridcell">{props.empty}</div>
        </div>
      ) : (
        <div class="grid-body" role="rowgroup" style={{ height: `${rows.length * ROW_PX}px` }}>
          {rows.slice(first, end).map((row, offset) => {
            const { class: rowClass, ...attributes } = props.attributesOf(row);
            const index = first + offset;
            return (
              <div
                key={keyOf(row)}
                id={`${id}-${index}`}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={index === selectedIndex}
                class={rowClass === undefined ? 'grid-row' : `grid-row ${rowClass}`}
                style={{ top: `${index * ROW_PX}px` }}
                onClick={() => props.onOpen(row)}
                {...attributes}
              >
                {props.renderRow(row)}
              </div>
            );
          })}
        </div>
      )}
    </div>
  );
}

/** A selection made elsewhere scrolls into view; one that merely moves with the order does not drag the list along. */
function useRevealedSelection(
  scroller: { readonly current: HTMLDivElement | null },
  key: string | null,
  index: number,
): void {
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || index < 0) return;
    element.scrollTop = scrollToRow(index, element.scrollTop, element.clientHeight);
  }, [key]);
}
