// The order of the token table. It changes with facts and when a token crosses its end, never with each second.

import { nameIssuer } from './client-name';
import { compareSeverity } from './read-finding';
import { isLiving, type TokenEntry } from './token-entry';

export type SortKey =
  | 'token'
  | 'client'
  | 'issuer'
  | 'expiry'
  | 'state'
  | 'lifetime'
  | 'uses'
  | 'carriers'
  | 'tabs'
  | 'chain'
  | 'findings';
export type Sort = { readonly key: SortKey; readonly isDescending: boolean };

export const DEFAULT_SORT: Sort = { key: 'expiry', isDescending: false };

/** The order changes as tokens cross their ends. */
export const followsClock = ({ key }: Sort): boolean => key === 'expiry' || key === 'state';

/** Words and numbers that stand in the columns; given in, so that the order is by what is seen. */
export type SortFacts = {
  readonly nameClient: (entry: TokenEntry) => string;
  readonly lifetimeSec: (entry: TokenEntry) => number | null;
};

type Compare = (a: TokenEntry, b: TokenEntry) => number;

export function sortEntries(
  entries: readonly TokenEntry[],
  sort: Sort,
  nowMs: number,
  facts: SortFacts,
): readonly TokenEntry[] {
  return entries.toSorted(chooseOrder(sort, nowMs, facts));
}

/** Sorted rows in which only `moved` have another place than before: the others keep their order among each other. */
export function moveEntries(
  rows: readonly TokenEntry[],
  moved: ReadonlySet<TokenEntry>,
  sort: Sort,
  nowMs: number,
  facts: SortFacts,
): readonly TokenEntry[] {
  const order = chooseOrder(sort, nowMs, facts);
  const placed = rows.filter((row) => !moved.has(row));
  for (const row of rows) if (moved.has(row)) placed.splice(findPlace(placed, row, order), 0, row);
  return placed;
}

function findPlace(rows: readonly TokenEntry[], row: TokenEntry, order: Compare): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = rows[middle];
    if (other !== undefined && order(other, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** No two entries are equal in it. */
function chooseOrder(sort: Sort, nowMs: number, facts: SortFacts): Compare {
  const compare = chooseCompare(sort.key, nowMs, facts);
  const sign = sort.isDescending ? -1 : 1;
  return (a, b) => sign * compare(a, b) || b.place - a.place;
}

function chooseCompare(key: SortKey, nowMs: number, facts: SortFacts): Compare {
  const compareExpiry: Compare = (a, b) => compareEnds(a, b, nowMs);
  const compare: Record<SortKey, Compare> = {
    token: (a, b) => a.place - b.place,
    client: (a, b) => facts.nameClient(a).localeCompare(facts.nameClient(b)),
    issuer: (a, b) => compareWords(nameIssuer(a.token, a.chain), nameIssuer(b.token, b.chain)),
    expiry: compareExpiry,
    state: (a, b) => rankState(a, nowMs) - rankState(b, nowMs) || compareExpiry(a, b),
    lifetime: (a, b) => (facts.lifetimeSec(a) ?? Infinity) - (facts.lifetimeSec(b) ?? Infinity) || 0,
    uses: (a, b) => a.token.presentations - b.token.presentations,
    carriers: (a, b) => compareWords(a.token.carriers.join(), b.token.carriers.join()),
    tabs: (a, b) => compareWords(a.token.contexts.join(), b.token.contexts.join()),
    chain: (a, b) => Number(a.chain?.id ?? Infinity) - Number(b.chain?.id ?? Infinity) || 0,
    findings: (a, b) => rankWorst(a) - rankWorst(b),
  };
  return compare[key];
}

/** Nothing comes last. */
const compareWords = (a: string | null, b: string | null): number =>
  Number(a === null) - Number(b === null) || (a ?? '').localeCompare(b ?? '', undefined, { numeric: true });

/** The living first, soonest end on top, unknown ends below; then the dead, latest end on top. */
function compareEnds(a: TokenEntry, b: TokenEntry, nowMs: number): number {
  const [isALiving, isBLiving] = [isLiving(a, nowMs), isLiving(b, nowMs)];
  if (isALiving !== isBLiving) return isALiving ? -1 : 1;
  if (isALiving) return (a.endsAtMs ?? Infinity) - (b.endsAtMs ?? Infinity) || 0;
  return readEndedMs(b) - readEndedMs(a);
}

/** When a token was over, by whatever ended it. */
export function readEndedMs(entry: TokenEntry): number {
  const { token, chain, endsAtMs } = entry;
  if (entry.ending === 'superseded') return token.replacedAtMs ?? token.lastSeenMs;
  if (entry.ending === 'rejected') return token.refusedAtMs ?? token.lastSeenMs;
  if (entry.ending === 'logged-out') return chain?.logout?.atMs ?? token.lastSeenMs;
  return endsAtMs ?? token.lastSeenMs;
}

const ENDINGS = [null, 'superseded', 'rejected', 'logged-out'];
const rankState = (entry: TokenEntry, nowMs: number): number =>
  isLiving(entry, nowMs) ? 0 : 1 + ENDINGS.indexOf(entry.ending);

const rankWorst = (entry: TokenEntry): number => (entry.worst === null ? 9 : compareSeverity(entry.worst, 'critical'));

/** How many announced ends lie in the past: when this number moves, the order may have changed. `endsMs` ascends. */
export function countPassed(endsMs: readonly number[], nowMs: number): number {
  let [low, high] = [0, endsMs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((endsMs[middle] ?? Infinity) <= nowMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
