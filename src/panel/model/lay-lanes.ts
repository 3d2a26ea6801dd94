// Where the lines of a rotation tree run: per row the lanes that pass, the node, and the forks that leave it. Pure.

import type { ChainRow } from './chain-tree';

export type RowLines = {
  readonly lane: number;
  /** Lanes whose line passes this row without stopping. */
  readonly through: readonly number[];
  /** The row's own lane goes on above and below its node. */
  readonly above: boolean;
  readonly below: boolean;
  /** Lanes that start here. */
  readonly forksTo: readonly number[];
};

type Span = { readonly lane: number; from: number; first: number; last: number };

export function layLanes(rows: readonly ChainRow[]): readonly RowLines[] {
  const spans = findSpans(rows);
  return rows.map((row, place) => {
    const own = spans.find((span) => span.lane === row.lane && place >= span.first && place <= span.last);
    return {
      lane: row.lane,
      through: spans.filter((span) => span !== own && place > span.from && place < span.last).map((span) => span.lane),
      above: own !== undefined && (place > own.first || own.from < own.first),
      below: own !== undefined && place < own.last,
      forksTo: spans.filter((span) => span !== own && span.from === place).map((span) => span.lane),
    };
  });
}

/** From the row it leaves to its last row, per lane; a second root on lane 0 starts a span of its own. */
function findSpans(rows: readonly ChainRow[]): readonly Span[] {
  const spans: Span[] = [];
  const open = new Map<number, Span>();
  const places = new Map<string, number>();
  rows.forEach((row, place) => {
    const known = open.get(row.lane);
    const isRoot = row.kind === 'credential' && row.edge === null;
    if (known === undefined || isRoot) {
      const parent = row.kind === 'credential' && row.edge !== null ? places.get(row.edge.from) : undefined;
      const span: Span = { lane: row.lane, from: parent ?? place, first: place, last: place };
      spans.push(span);
      open.set(row.lane, span);
    } else known.last = place;
    if (row.kind === 'credential') places.set(row.token.id, place);
  });
  return spans;
}
