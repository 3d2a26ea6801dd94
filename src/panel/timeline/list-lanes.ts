// Which lanes there are to draw for a stretch of time: chains that lived in it, and one for tokens without a chain.

import type { Chain } from '../../engine/chain';
import type { PanelModel } from '../model/create-panel-model';
import { readStartMs } from '../model/timeline-lanes';
import type { Stretch } from '../model/timeline-window';
import { isLiving, type TokenEntry } from '../model/token-entry';

export type LaneSource =
  | { readonly kind: 'chain'; readonly key: string; readonly chain: Chain }
  | { readonly kind: 'loose'; readonly key: 'loose'; readonly entries: readonly TokenEntry[] };

/** What may be drawn, and from when to when it lived. Follows the facts; where one looks and the clock are no part of it. */
export type LaneSpans = {
  /** Oldest on top, so that a new one does not push the others. */
  readonly chains: readonly (Stretch & Extract<LaneSource, { readonly kind: 'chain' }>)[];
  readonly loose: readonly (Stretch & { readonly entry: TokenEntry })[];
};

export function spanLanes(model: Pick<PanelModel, 'laneChains' | 'entriesById' | 'looseEntries'>): LaneSpans {
  const entries = model.entriesById.value;
  const chains = model.laneChains.value.flatMap((chain) => {
    const span = spanChain(chain, entries);
    return span === null ? [] : [{ ...span, kind: 'chain' as const, key: chain.id, chain }];
  });
  const loose = model.looseEntries.value.map((entry) => ({
    entry,
    fromMs: readStartMs(entry.token),
    toMs: entry.endsAtMs ?? Infinity,
  }));
  return { chains: chains.reverse(), loose };
}

/** The lanes that lived in a stretch of time. Asked with each step of a pan: it only compares numbers. */
export function listLanes(spans: LaneSpans, stretch: Stretch): readonly LaneSource[] {
  const isIn = ({ fromMs, toMs }: Stretch): boolean => fromMs <= stretch.toMs && toMs >= stretch.fromMs;
  const lanes = spans.chains.filter(isIn);
  const loose = spans.loose.filter(isIn).map(({ entry }) => entry);
  return loose.length === 0 ? lanes : [...lanes, { kind: 'loose', key: 'loose', entries: loose }];
}

/** Judged by its first and last tokens: between them a chain lives. Null when none of the first is shown. */
function spanChain(chain: Chain, entries: ReadonlyMap<string, TokenEntry>): Stretch | null {
  const take = (ids: readonly (string | undefined)[]): readonly TokenEntry[] =>
    ids.flatMap((id) => entries.get(id ?? '') ?? []);
  const first = take([chain.credentials[0], chain.accessTokens[0]]);
  const last = take([chain.credentials.at(-1), chain.accessTokens.at(-1)]);
  if (first.length === 0) return null;
  return {
    fromMs: Math.min(...first.map(({ token }) => readStartMs(token))),
    toMs: last.length === 0 ? Infinity : Math.max(...last.map((entry) => readEndMs(entry, chain))),
  };
}

/** Key of the lane in which the selected token, refresh or chain stands; null without one. */
export function findLaneOf({ selection, feed }: Pick<PanelModel, 'selection' | 'feed'>): string | null {
  const { state } = feed.peek();
  const selected = selection.peek();
  if (selected?.kind === 'chain') return selected.id;
  if (selected?.kind === 'token') return state.token.get(selected.id)?.chain ?? 'loose';
  return selected?.kind === 'refresh' ? (state.refresh.get(selected.id)?.chain ?? null) : null;
}

export function listLaneEntries(model: Pick<PanelModel, 'entriesById'>, lane: LaneSource): readonly TokenEntry[] {
  if (lane.kind === 'loose') return lane.entries;
  const entries = model.entriesById.peek();
  return [...lane.chain.credentials, ...lane.chain.accessTokens].flatMap((id) => entries.get(id) ?? []);
}

/** When the last of its tokens was over; null while one is living. */
export function readOverMs(entries: readonly TokenEntry[], lane: LaneSource, nowMs: number): number | null {
  const endedMs = lane.kind === 'chain' ? (lane.chain.end?.atMs ?? lane.chain.logout?.atMs ?? null) : null;
  if (endedMs !== null) return endedMs;
  if (entries.some((entry) => isLiving(entry, nowMs))) return null;
  return entries.reduce((latest, entry) => Math.max(latest, entry.overMs), Number.NEGATIVE_INFINITY);
}

const readEndMs = (entry: TokenEntry, chain: Chain): number =>
  chain.end?.atMs ?? chain.logout?.atMs ?? entry.endsAtMs ?? Infinity;
