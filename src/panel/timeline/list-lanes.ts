// Which lanes there are to draw for a stretch of time: chains that lived in it, and one for tokens without a chain.

import type { Chain } from '../../engine/chain';
import type { PanelModel } from '../model/create-panel-model';
import { readStartMs } from '../model/timeline-lanes';
import type { Stretch } from '../model/timeline-window';
import { isLiving, type TokenEntry } from '../model/token-entry';
import { readEndedMs } from '../model/token-order';

export type LaneSource =
  | { readonly kind: 'chain'; readonly key: string; readonly chain: Chain }
  | { readonly kind: 'loose'; readonly key: 'loose'; readonly entries: readonly TokenEntry[] };

/** Oldest chain on top, so that a new one does not push the others. */
export function listLanes(
  model: Pick<PanelModel, 'laneChains' | 'entriesById' | 'looseEntries'>,
  stretch: Stretch,
): readonly LaneSource[] {
  const entries = model.entriesById.value;
  const lanes: LaneSource[] = model.laneChains.value
    .filter((chain) => livesIn(chain, entries, stretch))
    .map((chain) => ({ kind: 'chain', key: chain.id, chain }));
  lanes.reverse();
  const loose = model.looseEntries.value.filter((entry) => isIn(entry, stretch));
  return loose.length === 0 ? lanes : [...lanes, { kind: 'loose', key: 'loose', entries: loose }];
}

/** Judged by its first and last tokens: between them a chain lives. */
function livesIn(chain: Chain, entries: ReadonlyMap<string, TokenEntry>, stretch: Stretch): boolean {
  const first = [chain.credentials[0], chain.accessTokens[0]].flatMap((id) => entries.get(id ?? '') ?? []);
  const last = [chain.credentials.at(-1), chain.accessTokens.at(-1)].flatMap((id) => entries.get(id ?? '') ?? []);
  const isBefore = last.length > 0 && last.every((entry) => readEndMs(entry, chain) < stretch.fromMs);
  const isAfter = first.length > 0 && first.every((entry) => readStartMs(entry.token) > stretch.toMs);
  return first.length > 0 && !isBefore && !isAfter;
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
  return entries.reduce((latest, entry) => Math.max(latest, readEndedMs(entry)), Number.NEGATIVE_INFINITY);
}

const readEndMs = (entry: TokenEntry, chain: Chain): number =>
  chain.end?.atMs ?? chain.logout?.atMs ?? entry.endsAtMs ?? Infinity;

const isIn = (entry: TokenEntry, stretch: Stretch): boolean =>
  readStartMs(entry.token) <= stretch.toMs && (entry.endsAtMs ?? Infinity) >= stretch.fromMs;
