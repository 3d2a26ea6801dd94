// Where a context menu was asked for in a grid: by mouse on a cell, or by the menu key on what the cursor stands on.

export type MenuPlace = { readonly xPx: number; readonly yPx: number };

type FoundPlace = { readonly rowIndex: number; readonly columnIndex: number | null; readonly place: MenuPlace };

/** `aria-rowindex` counts from 1, and the head is row 1. */
const FIRST_ROW = 2;

export function findMenuPlace(
  event: MouseEvent,
  grid: HTMLElement | null,
  selectedIndex: number,
  cursorColumn: number | null,
): FoundPlace | null {
  const row = event.target instanceof Element ? event.target.closest('.grid-row') : null;
  if (row !== null && event.target instanceof Element) {
    const cell = event.target.closest('.cell');
    return {
      rowIndex: Number(row.getAttribute('aria-rowindex')) - FIRST_ROW,
      columnIndex: cell === null ? null : [...row.children].indexOf(cell),
      place: { xPx: event.clientX, yPx: event.clientY },
    };
  }
  const focused = document.getElementById(grid?.getAttribute('aria-activedescendant') ?? '');
  if (event.target !== grid || focused === null || selectedIndex < 0) return null;
  const box = focused.getBoundingClientRect();
  return {
    rowIndex: selectedIndex,
    columnIndex: cursorColumn,
    place: { xPx: box.left + Math.min(24, box.width / 2), yPx: box.bottom },
  };
}
