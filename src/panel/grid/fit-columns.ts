// Which columns a grid of some width shows, and how wide each is. Narrow docks drop columns, nothing scrolls sideways. Pure.

export type ColumnSize = {
  readonly key: string;
  /** Narrower than this it would say nothing. */
  readonly leastPx: number;
  /** With air; it grows no further unless it takes a `share` of what is left. */
  readonly usualPx: number;
  readonly share?: number;
  /** The lowest stays longest. */
  readonly rank: number;
  /** Squeezed to its least before it goes; the others go as soon as they would squeeze any. */
  readonly isEssential?: boolean;
};

export type ColumnChoice = {
  /** What the user showed or hid. */
  readonly shown: Readonly<Record<string, boolean>>;
  readonly widthsPx: Readonly<Record<string, number>>;
};

export type FittedColumns<Column> = { readonly columns: readonly Column[]; readonly template: string };

/** One column must leave something to the others. */
const MOST_SHARE = 0.6;
export const LEAST_COLUMN_PX = 40;

export function fitColumns<Column extends ColumnSize>(
  columns: readonly Column[],
  choice: ColumnChoice,
  roomPx: number,
): FittedColumns<Column> {
  const readWidth = ({ key }: ColumnSize): number | undefined => {
    const px = Object.hasOwn(choice.widthsPx, key) ? choice.widthsPx[key] : undefined;
    return px === undefined ? undefined : Math.max(LEAST_COLUMN_PX, Math.min(px, Math.round(roomPx * MOST_SHARE)));
  };
  const fitting = new Set<Column>();
  let leastPx = 0;
  let usualPx = 0;
  for (const column of rankColumns(columns, choice.shown)) {
    const width = readWidth(column);
    const nextLeastPx = leastPx + (width ?? column.leastPx);
    const nextUsualPx = usualPx + (width ?? column.usualPx);
    const isStaying = column.isEssential === true || choice.shown[column.key] === true;
    if ((isStaying ? nextLeastPx : nextUsualPx) > roomPx && fitting.size > 0) continue;
    fitting.add(column);
    leastPx = nextLeastPx;
    usualPx = nextUsualPx;
  }
  const shown = columns.filter((column) => fitting.has(column));
  return { columns: shown, template: shown.map((column) => writeTrack(column, readWidth(column))).join(' ') };
}

/** Hidden ones are left out; what the user showed comes right behind the first. */
function rankColumns<Column extends ColumnSize>(
  columns: readonly Column[],
  shown: Readonly<Record<string, boolean>>,
): readonly Column[] {
  const rank = (column: ColumnSize): number =>
    shown[column.key] === true && column.rank > 0 ? 0.5 + column.rank / 1000 : column.rank;
  return columns
    .filter((column) => column.rank === 0 || shown[column.key] !== false)
    .toSorted((a, b) => rank(a) - rank(b));
}

function writeTrack(column: ColumnSize, width: number | undefined): string {
  if (width !== undefined) return `${width}px`;
  const most = column.share === undefined ? `${column.usualPx}px` : `${column.share}fr`;
  return `minmax(${column.leastPx}px, ${most})`;
}
