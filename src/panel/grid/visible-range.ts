// Which rows of a long list are near the window, and how the list must scroll so that what is read stays in place. Pure.

export const ROW_PX = 24;
/** Rows drawn beyond each edge, so that a fast scroll shows no hole. */
const MARGIN_ROWS = 8;

export type Range = { readonly first: number; readonly end: number };

export function findVisibleRange(rowCount: number, topPx: number, heightPx: number): Range {
  const first = Math.max(0, Math.floor(topPx / ROW_PX) - MARGIN_ROWS);
  const end = Math.min(rowCount, Math.ceil((topPx + heightPx) / ROW_PX) + MARGIN_ROWS);
  return { first: Math.min(first, end), end };
}

/** The scroll position that brings a row fully into a window below a header of one row; the present one if it is there. */
export function scrollToRow(index: number, topPx: number, heightPx: number): number {
  const rowTopPx = index * ROW_PX;
  if (rowTopPx < topPx) return rowTopPx;
  const lowestTopPx = rowTopPx + 2 * ROW_PX - heightPx;
  return Math.max(topPx, lowestTopPx);
}

/** Index after a key press; null when the key does not move. */
export function moveIndex(key: string, index: number, rowCount: number, pageRows: number): number | null {
  if (rowCount === 0) return null;
  const clamp = (target: number): number => Math.min(rowCount - 1, Math.max(0, target));
  switch (key) {
    case 'ArrowDown':
      return index < 0 ? 0 : clamp(index + 1);
    case 'ArrowUp':
      return index < 0 ? rowCount - 1 : clamp(index - 1);
    case 'PageDown':
      return clamp(index + pageRows);
    case 'PageUp':
      return clamp(index - pageRows);
    case 'Home':
      return 0;
    case 'End':
      return rowCount - 1;
    default:
      return null;
  }
}
