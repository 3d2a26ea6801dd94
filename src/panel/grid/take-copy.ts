// Copying out of a grid: the cell under the cursor, or the whole row with tabs between its cells.

import type { GridColumn } from './grid-head';

export type CellText<Row, Key extends string> = (row: Row, key: Key) => string;

type CopySource<Row, Key extends string> = {
  readonly row: Row | undefined;
  readonly columns: readonly GridColumn<Key>[];
  /** Null: the whole row. */
  readonly column: number | null;
  readonly cellText: CellText<Row, Key> | undefined;
  /** The row on screen, for grids that say nothing else. */
  readonly drawn: Element | null;
};

/** What the user marked with the mouse is left to the browser. */
export function takeCopy<Row, Key extends string>(event: ClipboardEvent, source: CopySource<Row, Key>): void {
  if (document.getSelection()?.isCollapsed === false) return;
  const text = writeCopy(source);
  if (text === null) return;
  event.clipboardData?.setData('text/plain', text);
  event.preventDefault();
}

function writeCopy<Row, Key extends string>(source: CopySource<Row, Key>): string | null {
  const { row, columns, column, cellText, drawn } = source;
  if (row === undefined) return null;
  const texts =
    cellText === undefined
      ? [...(drawn?.children ?? [])].map((cell) => cell.textContent ?? '')
      : columns.map(({ key }) => cellText(row, key));
  return column === null ? texts.join('\t') : (texts[column] ?? null);
}
