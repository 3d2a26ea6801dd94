// A chain as a lane of the timeline: renewal credentials above, access tokens below, marks where something happened.

import type { Chain } from '../../engine/chain';
import type { Refresh } from '../../engine/refresh';
import { findChain } from '../../engine/select';
import type { ToldState } from '../../engine/state';
import type { Token } from '../../engine/token';
import { describeMark } from '../words/mark-words';
import type { Tone } from '../words/refresh-facts';
import { packRows } from './pack-rows';
import { tellRefresh } from './read-refresh-facts';
import type { Selection } from './selection';
import type { Stretch } from './timeline-window';
import type { TokenEntry } from './token-entry';

/** `toMs` null: no end is known. */
export type Bar = {
  readonly entry: TokenEntry;
  readonly fromMs: number;
  readonly toMs: number | null;
  readonly row: number;
};

export type Mark = {
  readonly key: string;
  readonly atMs: number;
  readonly text: string;
  /** plain: nothing went another way than planned. */
  readonly tone: Tone | 'plain';
  readonly refresh: Refresh | null;
  /** What opens there. */
  readonly target: Selection;
  /** Where a credential that came back had been replaced: a line leads from there. */
  readonly sinceMs: number | null;
};

/** Where a refresh brought new tokens; `text` says what asked for it, and how it went. */
export type Joint = { readonly atMs: number; readonly refresh: Refresh; readonly text: string; readonly tone: Tone };

export type Lane = {
  readonly renewals: readonly Bar[];
  readonly access: readonly Bar[];
  /** When refreshes brought new tokens. */
  readonly joints: readonly Joint[];
  readonly marks: readonly Mark[];
};

const ACCESS_ROWS = 2;
/** Lines of a split chain are drawn apart. */
const RENEWAL_ROWS = 2;
/** A lane is a few hundred pixels wide: more bars than this would only cover each other. The newest are drawn. */
const MAX_BARS = 150;

export function buildLane(
  state: ToldState,
  chain: Chain,
  refreshes: readonly Refresh[],
  entries: ReadonlyMap<string, TokenEntry>,
  stretch: Stretch,
): Lane {
  const take = (id: string): TokenEntry | readonly TokenEntry[] => entries.get(id) ?? [];
  const near = refreshes.filter((refresh) => isNear(refresh.startMs, refresh.endMs ?? refresh.startMs, stretch));
  const renewals = keepNear(chain.credentials.flatMap(take).map(makeRenewal), stretch);
  return {
    renewals: chain.forks.length > 0 ? packRows(renewals, RENEWAL_ROWS) : renewals,
    access: packRows(keepNear(chain.accessTokens.flatMap(take).map(makeAccess), stretch), ACCESS_ROWS),
    joints: near.filter(({ outcome }) => outcome === 'success').map((refresh) => makeJoint(state, refresh)),
    marks: [
      ...near.flatMap((refresh) => makeMark(state, refresh)),
      ...listRefusals(chain.accessTokens.flatMap(take), refreshes),
      ...listChainMarks(state, chain),
    ].sort((a, b) => a.atMs - b.atMs),
  };
}

/** Tokens that belong to no chain share a lane. */
export function buildLooseLane(entries: readonly TokenEntry[], stretch: Stretch): Lane {
  return {
    renewals: [],
    access: packRows(keepNear(entries.map(makeAccess), stretch), ACCESS_ROWS),
    joints: [],
    marks: listRefusals(entries, []),
  };
}

export const readStartMs = (token: Token): number => token.issuedAtMs ?? token.firstSeenMs;

function makeAccess(entry: TokenEntry): Bar {
  return { entry, fromMs: readStartMs(entry.token), toMs: entry.endsAtMs, row: 0 };
}

/** Words for the soft expiry, once in a lane: that of its newest token. */
export function markSoftExpiry(lane: Lane): readonly Mark[] {
  const marks = lane.access.flatMap(({ entry: { token }, toMs }): readonly Mark[] => {
    const atMs = toMs === null ? null : readSoftMs(token, toMs);
    if (atMs === null) return [];
    const target: Selection = { kind: 'token', id: token.id };
    return [
      { key: `soft ${token.id}`, atMs, text: 'soft expiry', tone: 'plain', refresh: null, target, sinceMs: null },
    ];
  });
  return marks.slice(-1);
}

/** Local instant of a soft expiry; null without one. `endMs`: that of the announced end. */
export function readSoftMs({ soft, expSec }: Token, endMs: number): number | null {
  return soft === null || expSec === null ? null : endMs - (expSec - soft.atSec) * 1000;
}

/** A renewal credential lasts until it is replaced or refused, whatever its announced end. */
function makeRenewal(entry: TokenEntry): Bar {
  const { token, chain, endsAtMs } = entry;
  const overMs =
    token.replacedAtMs ??
    token.uses.find((use) => use.successor !== null)?.endMs ??
    chain?.end?.atMs ??
    chain?.logout?.atMs;
  return { entry, fromMs: readStartMs(token), toMs: overMs ?? endsAtMs, row: 0 };
}

function makeJoint(state: ToldState, refresh: Refresh): Joint {
  const { parts, tone } = tellRefresh(state, refresh);
  const text = `${refresh.label}: ${parts.join(' \u00b7 ')}`;
  return { atMs: refresh.endMs ?? refresh.startMs, refresh, text, tone };
}

function makeMark(state: ToldState, refresh: Refresh): readonly Mark[] {
  const words = tellRefresh(state, refresh);
  const what = describeMark(refresh, words);
  if (what === null) return [];
  const text = findChain(state, refresh)?.end?.refresh === refresh.id ? `${what}, ${CHAIN_ENDED}` : what;
  const sinceMs = refresh.sinceReplacedSec === null ? null : refresh.startMs - refresh.sinceReplacedSec * 1000;
  const target: Selection = { kind: 'refresh', id: refresh.id };
  return [{ key: refresh.id, atMs: refresh.startMs, text, tone: words.tone, refresh, target, sinceMs }];
}

/** First refusals of tokens that no refresh answered: it tells of the others. */
function listRefusals(entries: readonly TokenEntry[], refreshes: readonly Refresh[]): readonly Mark[] {
  const told = new Set<string | null>(
    refreshes.filter(({ unauthorized }) => unauthorized.length > 0).map(({ renewed }) => renewed),
  );
  return entries.flatMap(({ token }): readonly Mark[] => {
    if (token.firstRejectedMs === null || told.has(token.id)) return [];
    const target: Selection = { kind: 'token', id: token.id };
    const text = `${token.label} refused`;
    return [
      {
        key: `refused ${token.id}`,
        atMs: token.firstRejectedMs,
        text,
        tone: 'bad',
        refresh: null,
        target,
        sinceMs: null,
      },
    ];
  });
}

/** The refresh that was refused says so, as long as it is remembered. */
const CHAIN_ENDED = 'the chain ended';

function listChainMarks(state: ToldState, chain: Chain): readonly Mark[] {
  const target: Selection = { kind: 'chain', id: chain.id };
  const shared = { refresh: null, target, sinceMs: null };
  const forks = chain.forks.map(
    ({ parent, atMs }): Mark => ({
      key: `fork ${parent} ${atMs}`,
      atMs,
      text: `fork at ${state.token.get(parent)?.label ?? 'a dropped token'}`,
      tone: 'note',
      ...shared,
    }),
  );
  return [
    ...forks,
    ...(chain.logout === null
      ? []
      : [{ key: 'logout', atMs: chain.logout.atMs, text: 'logged out', tone: 'note' as const, ...shared }]),
    ...(chain.end === null || state.refresh.has(chain.end.refresh)
      ? []
      : [{ key: 'end', atMs: chain.end.atMs, text: CHAIN_ENDED, tone: 'bad' as const, ...shared }]),
  ];
}

const keepNear = (bars: readonly Bar[], stretch: Stretch): readonly Bar[] =>
  bars.filter((bar) => isBarNear(bar, stretch)).slice(-MAX_BARS);

const isBarNear = (bar: Bar, stretch: Stretch): boolean => isNear(bar.fromMs, bar.toMs ?? Infinity, stretch);

const isNear = (fromMs: number, toMs: number, stretch: Stretch): boolean =>
  fromMs <= stretch.toMs && toMs >= stretch.fromMs;
