// The order of the token table. It changes with facts and when a token crosses its end, never with each second.

import { compareSeverity } from '../../rules/create-verdict';
import { nameIssuer } from './client-name';
import type { Compare } from './keep-order';
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

/** No two entries are equal in it. */
export function chooseOrder(sort: Sort, nowMs: number): Compare<TokenEntry> {
  const compare = chooseCompare(sort.key, nowMs);
  const sign = sort.isDescending ? -1 : 1;
  return (a, b) => sign * compare(a, b) || b.place - a.place;
}

function chooseCompare(key: SortKey, nowMs: number): Compare<TokenEntry> {
  const compareExpiry: Compare<TokenEntry> = (a, b) => compareEnds(a, b, nowMs);
  const compare: Record<SortKey, Compare<TokenEntry>> = {
    token: (a, b) => a.place - b.place,
    client: (a, b) => (a.client ?? '').localeCompare(b.client ?? ''),
    issuer: (a, b) => compareWords(nameIssuer(a.token, a.chain), nameIssuer(b.token, b.chain)),
    expiry: compareExpiry,
    state: (a, b) => rankState(a, nowMs) - rankState(b, nowMs) || compareExpiry(a, b),
    lifetime: (a, b) => (a.lifetime.lifetimeSec ?? Infinity) - (b.lifetime.lifetimeSec ?? Infinity) || 0,
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
  return b.overMs - a.overMs;
}

const ENDINGS = [null, 'superseded', 'rejected', 'logged-out'];
const rankState = (entry: TokenEntry, nowMs: number): number =>
  isLiving(entry, nowMs) ? 0 : 1 + ENDINGS.indexOf(entry.ending);

const rankWorst = (entry: TokenEntry): number => (entry.worst === null ? 9 : compareSeverity(entry.worst, 'critical'));

/** How many of these ends lie in the past: when this number moves, the order may have changed. */
export function countPassed(endsMs: Float64Array, nowMs: number): number {
  let passed = 0;
  for (const endMs of endsMs) if (endMs <= nowMs) passed += 1;
  return passed;
}
