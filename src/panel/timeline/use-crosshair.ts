// The crosshair of the timeline: it follows the pointer, or steps from event to event by keys.

import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { FeedView } from '../model/feed';
import { findNearEvent, findNextEvent, type LaneEvent, listLaneEvents } from '../model/lane-events';
import { usePanel } from '../model/panel-context';
import { selectInPanel } from '../model/select-in-panel';
import { buildLane, buildLooseLane } from '../model/timeline-lanes';
import type { LaneSource } from './list-lanes';
import { type TimeScale, toMs } from './time-scale';

export type Crosshair = {
  readonly atMs: number;
  readonly lane: string | null;
  readonly event: LaneEvent | null;
  /** Set by keys: then it stays, and is read out. */
  readonly isSteady: boolean;
};

export type CrosshairControl = {
  readonly place: ReadonlySignal<Crosshair | null>;
  readonly hover: (x: number | null, lane: string | null) => void;
  /** To the next or the former event of the lane; returns its instant. */
  readonly step: (step: 1 | -1) => number | null;
  /** To the next or the former lane; returns its place in the list. */
  readonly moveLane: (step: 1 | -1) => number | null;
  /** Selects what stands there; false when nothing does. */
  readonly open: () => boolean;
  readonly clear: () => boolean;
};

const ALWAYS = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };
const REACH_PX = 6;

export function useCrosshair(lanes: readonly LaneSource[], scale: TimeScale): CrosshairControl {
  const model = usePanel();
  const place = useSignal<Crosshair | null>(null);
  const known = useRef<{ readonly view: FeedView; readonly key: string; readonly events: readonly LaneEvent[] } | null>(
    null,
  );

  function readEvents(key: string): readonly LaneEvent[] {
    const view = model.feed.peek();
    if (known.current?.view === view && known.current.key === key) return known.current.events;
    const source = lanes.find((lane) => lane.key === key);
    if (source === undefined) return [];
    const refreshes = model.refreshesByChain.peek();
    const lane =
      source.kind === 'chain'
        ? buildLane(view.state, source.chain, refreshes.get(source.chain.id) ?? [], model.entriesById.peek(), ALWAYS)
        : buildLooseLane(source.entries, ALWAYS);
    const events = listLaneEvents(view.state, lane);
    known.current = { view, key, events };
    return events;
  }

  const readLane = (): string | null => {
    const lane = place.peek()?.lane;
    return lanes.some(({ key }) => key === lane) ? (lane ?? null) : (lanes[0]?.key ?? null);
  };

  return {
    place,
    hover(x, lane) {
      if (x === null) {
        if (place.peek()?.isSteady !== true) place.value = null;
        return;
      }
      const atMs = toMs(scale, x);
      const reachMs = (REACH_PX * (scale.toMs - scale.fromMs)) / scale.widthPx;
      const event = lane === null ? null : findNearEvent(readEvents(lane), atMs, reachMs);
      place.value = { atMs, lane, event, isSteady: false };
    },
    step(step) {
      const lane = readLane();
      if (lane === null) return null;
      const fromMs = place.peek()?.atMs ?? model.nowMs.peek();
      const event = findNextEvent(readEvents(lane), fromMs, step);
      if (event === null) return null;
      place.value = { atMs: event.atMs, lane, event, isSteady: true };
      return event.atMs;
    },
    moveLane(step) {
      const lane = readLane();
      const from = lanes.findIndex(({ key }) => key === lane);
      const isFirst = place.peek()?.lane !== lane;
      const to = isFirst ? from : Math.min(lanes.length - 1, Math.max(0, from + step));
      const target = lanes[to];
      if (target === undefined) return null;
      const atMs = place.peek()?.atMs ?? model.nowMs.peek();
      place.value = { atMs, lane: target.key, event: null, isSteady: true };
      return to;
    },
    open() {
      const target = place.peek()?.event?.target ?? null;
      if (target === null) return false;
      selectInPanel(model, target);
      return true;
    },
    clear() {
      const isSet = place.peek() !== null;
      place.value = null;
      return isSet;
    },
  };
}
