// Where the keys are in a grid: on a whole row, on one of its cells, or on a column's head.

import { useSignal } from '@preact/signals';
import type { GridColumn } from './grid-head';

export type CellCursor = {
  /** Index of the column; null for the whole row. */
  readonly column: number | null;
  readonly isOnHead: boolean;
  /** Takes a key, or leaves it to the rows. */
  readonly takeKey: (event: KeyboardEvent) => boolean;
  readonly reset: () => void;
};

type CursorOptions<Key extends string> = {
  readonly columns: readonly GridColumn<Key>[];
  readonly selectedIndex: number;
  /** Columns that a style sheet hides are passed over. */
  readonly isShown: (column: number) => boolean;
  readonly onSort: ((key: Key) => void) | undefined;
  readonly onWiden: ((key: Key, isWider: boolean) => void) | undefined;
};

export function useCellCursor<Key extends string>(options: CursorOptions<Key>): CellCursor {
  const { columns, selectedIndex, isShown, onSort, onWiden } = options;
  const place = useSignal<{ readonly column: number | null; readonly isOnHead: boolean }>({
    column: null,
    isOnHead: false,
  });
  const { isOnHead } = place.value;
  const column = place.value.column === null ? null : Math.min(place.value.column, columns.length - 1);

  function findColumn(from: number, step: 1 | -1): number | null {
    for (let index = from; index >= 0 && index < columns.length; index += step) if (isShown(index)) return index;
    return null;
  }

  function moveSideways(step: 1 | -1): void {
    const next = findColumn((column ?? -1) + step, step);
    if (next !== null) place.value = { column: next, isOnHead };
    else if (step < 0) place.value = { column: isOnHead ? findColumn(0, 1) : null, isOnHead };
  }

  function takeHeadKey(event: KeyboardEvent): boolean {
    const key = columns[column ?? 0]?.key;
    if (event.key === 'ArrowDown') place.value = { column, isOnHead: false };
    else if (key !== undefined && event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight'))
      onWiden?.(key, event.key === 'ArrowRight');
    else if (event.key === 'ArrowLeft') moveSideways(-1);
    else if (event.key === 'ArrowRight') moveSideways(1);
    else if (key !== undefined && (event.key === 'Enter' || event.key === ' ')) onSort?.(key);
    else if (event.key !== 'ArrowUp') return false;
    return true;
  }

  return {
    column,
    isOnHead,
    takeKey(event) {
      if (isOnHead) return takeHeadKey(event);
      if (event.key === 'ArrowUp' && selectedIndex === 0 && onSort !== undefined)
        place.value = { column: column ?? findColumn(0, 1), isOnHead: true };
      else if (event.key === 'ArrowRight' && selectedIndex >= 0) moveSideways(1);
      else if (event.key === 'ArrowLeft' && column !== null) moveSideways(-1);
      else return false;
      return true;
    },
    reset() {
      place.value = { column: null, isOnHead: false };
    },
  };
}
