// A windowed grid: rows of fixed height, one tab stop, arrow keys move the selection and the cell. Knows nothing of tokens.
// biome-ignore-all lint/a11y/useSemanticElements: rows are windowed and laid out by CSS grid, which a table element forbids
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the one tab stop (aria-activedescendant)
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid takes the keys for all its rows

import type { ComponentChildren, JSX, RefObject } from 'preact';
import { useId, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { assignSlots } from './assign-slots';
import { type GridColumn, GridHead } from './grid-head';
import { findMenuPlace, type MenuPlace } from './menu-place';
import { RowContent } from './row-content';
import { type CellText, takeCopy } from './take-copy';
import { useCellCursor } from './use-cell-cursor';
import { useRowAnchor } from './use-row-anchor';
import { useViewport } from './use-viewport';
import { findVisibleRange, moveIndex, ROW_PX, scrollToRow } from './visible-range';

export type RowAttributes = { readonly 'data-testid': string; readonly 'data-label': string; readonly class?: string };

type DataGridProps<Row, Key extends string> = {
  readonly label: string;
  /** Class that sets `--columns`, the tracks of head and rows. */
  readonly layout: string;
  readonly columns: readonly GridColumn<Key>[];
  /** The tracks, where no style sheet can know them. */
  readonly template?: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly selectedKey: string | null;
  /** Rows that the user picked beside the selected one. */
  readonly pickedKeys?: readonly string[];
  readonly onMove: (row: Row) => void;
  readonly onOpen: (row: Row) => void;
  /** Space, or a click with Ctrl. */
  readonly onPick?: (row: Row) => void;
  readonly sort?: { readonly key: Key; readonly isDescending: boolean };
  readonly onSort?: (key: Key) => void;
  /** Null: it sizes itself again. */
  readonly onResize?: (key: Key, px: number | null) => void;
  /** What is copied; the words on screen where it is not given. */
  readonly cellText?: CellText<Row, Key>;
  readonly onMenu?: (row: Row, key: Key | null, place: MenuPlace) => void;
  /** Changes when the user asks for another order: then the list starts from its top again. */
  readonly orderKey: string;
  readonly attributesOf: (row: Row) => RowAttributes;
  /** The same function as long as it draws the same: then rows that stay are not drawn again. */
  readonly renderRow: (row: Row) => ComponentChildren;
  /** Shown instead of rows. */
  readonly empty: ComponentChildren;
  /** At the end of the head. */
  readonly corner?: ComponentChildren;
  readonly scrollerRef?: RefObject<HTMLDivElement | null>;
};

const WIDEN_PX = 12;

export function DataGrid<Row, Key extends string>(props: DataGridProps<Row, Key>): JSX.Element {
  const { rows, columns, keyOf, selectedKey, onResize } = props;
  const id = useId();
  const ownScroller = useRef<HTMLDivElement>(null);
  const scroller = props.scrollerRef ?? ownScroller;
  const viewport = useViewport(scroller);
  const bodyHeightPx = viewport.heightPx - ROW_PX;
  const { first, end } = findVisibleRange(rows.length, viewport.topPx, bodyHeightPx);
  const drawn = rows.slice(first, end);
  const slots = useRef<ReadonlyMap<string, number>>(new Map());
  slots.current = assignSlots(slots.current, drawn.map(keyOf));
  const selectedIndex = selectedKey === null ? -1 : rows.findIndex((row) => keyOf(row) === selectedKey);
  const selectedRow = rows[selectedIndex];
  const anchor = useRowAnchor(scroller, viewport.topPx, rows, keyOf, props.orderKey);
  useRevealedSelection(scroller, selectedKey, selectedIndex);

  const cellId = `${id}-cell`;
  const idOfHead = (column: number): string => `${id}-head-${column}`;
  const findHead = (column: number): HTMLElement | null => document.getElementById(idOfHead(column));
  const cursor = useCellCursor({
    columns,
    selectedIndex,
    isShown: (column) => (findHead(column)?.offsetWidth ?? 0) > 0,
    onSort: props.onSort,
    onWiden:
      onResize === undefined
        ? undefined
        : (key, isWider) => {
            const place = columns.findIndex((column) => column.key === key);
            onResize(key, (findHead(place)?.offsetWidth ?? 0) + (isWider ? WIDEN_PX : -WIDEN_PX));
          },
  });
  const focusedColumn = cursor.column === null ? null : (columns[cursor.column] ?? null);
  const focusedClass = cursor.isOnHead ? undefined : focusedColumn?.class;
  const focusedCell = useMemo(
    () => (focusedClass === undefined ? null : { id: cellId, class: focusedClass }),
    [focusedClass, cellId],
  );

  function takeKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target !== event.currentTarget) return;
    if (cursor.takeKey(event)) return event.preventDefault();
    if (event.key === 'Enter' && selectedRow !== undefined) {
      const link = focusedCell === null ? null : document.getElementById(cellId)?.querySelector('button');
      if (link) link.click();
      else props.onOpen(selectedRow);
      return event.preventDefault();
    }
    if (event.key === ' ' && selectedRow !== undefined && props.onPick !== undefined) {
      props.onPick(selectedRow);
      return event.preventDefault();
    }
    const target = moveIndex(event.key, selectedIndex, rows.length, Math.max(1, Math.floor(bodyHeightPx / ROW_PX) - 1));
    const row = target === null ? undefined : rows[target];
    if (row === undefined) return;
    event.preventDefault();
    props.onMove(row);
  }

  function takeClick(row: Row, event: MouseEvent): void {
    cursor.reset();
    if (props.onPick !== undefined && (event.ctrlKey || event.metaKey)) props.onPick(row);
    else props.onOpen(row);
  }

  function takeMenu(event: MouseEvent): void {
    const found = findMenuPlace(event, scroller.current, selectedIndex, cursor.column);
    const row = found === null ? undefined : rows[found.rowIndex];
    if (found === null || row === undefined || props.onMenu === undefined) return;
    event.preventDefault();
    props.onMove(row);
    props.onMenu(row, found.columnIndex === null ? null : (columns[found.columnIndex]?.key ?? null), found.place);
  }

  const isSelectedDrawn = selectedIndex >= first && selectedIndex < end;
  const rowId = isSelectedDrawn ? (focusedCell === null ? `${id}-${selectedIndex}` : cellId) : undefined;
  return (
    <div
      class={`grid ${props.layout}`}
      role="grid"
      aria-label={props.label}
      aria-rowcount={rows.length + 1}
      aria-multiselectable={props.onPick === undefined ? undefined : true}
      aria-activedescendant={cursor.isOnHead ? idOfHead(cursor.column ?? 0) : rowId}
      tabIndex={0}
      ref={scroller}
      style={props.template === undefined ? undefined : { '--columns': props.template }}
      onKeyDown={takeKey}
      onCopy={(event) =>
        takeCopy(event, {
          row: selectedRow,
          columns,
          column: cursor.column,
          cellText: props.cellText,
          drawn: document.getElementById(`${id}-${selectedIndex}`),
        })
      }
      onContextMenu={takeMenu}
      onPointerMove={anchor.takePointer}
      onPointerLeave={anchor.forgetPointer}
    >
      <GridHead
        columns={columns}
        idOf={idOfHead}
        focused={cursor.isOnHead ? cursor.column : null}
        sort={props.sort}
        onSort={props.onSort}
        onResize={onResize}
        corner={props.corner}
      />
      {rows.length === 0 ? (
        <div class="grid-empty" role="row">
          <div role="gridcell">{props.empty}</div>
        </div>
      ) : (
        <div class="grid-body" role="rowgroup" style={{ height: `${rows.length * ROW_PX}px` }}>
          {drawn.map((row, offset) => {
            const { class: rowClass, ...attributes } = props.attributesOf(row);
            const index = first + offset;
            const key = keyOf(row);
            const isPicked = props.pickedKeys?.includes(key) === true;
            return (
              <div
                key={slots.current.get(key)}
                id={`${id}-${index}`}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={index === selectedIndex || isPicked}
                class={['grid-row', rowClass, isPicked ? 'grid-row-picked' : ''].filter(Boolean).join(' ')}
                style={{ top: `${index * ROW_PX}px` }}
                onClick={(event) => takeClick(row, event)}
                {...attributes}
              >
                <RowContent row={row} render={props.renderRow} focused={index === selectedIndex ? focusedCell : null} />
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
