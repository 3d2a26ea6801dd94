// Long straight runs of a rotation tree fold into one row: what is left shows where something happened.

import type { ChainRow, CredentialRow, FoldRow, UseRow } from './chain-tree';

/** Rows that stay before and behind a fold, and the shortest run that is worth folding. */
const KEPT_ROWS = 3;
const MIN_FOLDED = 4;

type TreeRow = CredentialRow | UseRow;

/** `opened`: keys of folds that the user opened. `shownId`: a credential that must not be folded away. */
export function foldChain(
  rows: readonly TreeRow[],
  opened: ReadonlySet<string>,
  shownId: string | null,
): readonly ChainRow[] {
  const folded: ChainRow[] = [];
  let start = 0;
  while (start < rows.length) {
    const end = findRunEnd(rows, start);
    folded.push(...foldRun(rows.slice(start, end), opened, shownId));
    start = end;
  }
  return folded;
}

/** A run: credentials on one lane, each the only successor of the one before, with nothing beside them. */
function findRunEnd(rows: readonly TreeRow[], start: number): number {
  let end = start + 1;
  while (end < rows.length && isPlain(rows[end - 1]) && isPlain(rows[end]) && rows[end]?.lane === rows[start]?.lane)
    end += 1;
  return end;
}

const isPlain = (row: TreeRow | undefined): boolean => row?.kind === 'credential' && !row.isFork;

function foldRun(run: readonly TreeRow[], opened: ReadonlySet<string>, shownId: string | null): readonly ChainRow[] {
  const hidden = run.slice(KEPT_ROWS, -KEPT_ROWS).filter((row) => row.kind === 'credential');
  const [first, last] = [hidden[0], hidden.at(-1)];
  if (first === undefined || last === undefined || hidden.length < MIN_FOLDED) return run;
  const key = first.token.id;
  if (opened.has(key) || hidden.some((row) => row.token.id === shownId)) return run;
  const fold: FoldRow = {
    kind: 'fold',
    lane: first.lane,
    key,
    first: first.token,
    last: last.token,
    count: hidden.length,
  };
  return [...run.slice(0, KEPT_ROWS), fold, ...run.slice(-KEPT_ROWS)];
}
