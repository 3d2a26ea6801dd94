// The lane that the keys, the menu and the pointer speak of, and its whole life brought into sight.

import { type Signal, useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { fitTokens } from '../model/fit-tokens';
import { usePanel } from '../model/panel-context';
import type { LaneMenuFacts } from './lane-menu';
import { findLaneOf, type LaneSource, listLaneEntries, readOverMs } from './list-lanes';
import type { CrosshairControl } from './use-crosshair';

type LaneMenuOptions = {
  readonly lanes: readonly LaneSource[];
  readonly crosshair: CrosshairControl;
  /** Brings a lane into sight. */
  readonly showLane: (place: number) => void;
};

type LaneMenuControl = {
  readonly menu: Signal<LaneMenuFacts | null>;
  readonly onContextMenu: (event: MouseEvent) => void;
  readonly showWhole: (lane: LaneSource | null) => void;
  /** The one under the crosshair, or that of what is selected, or the first. */
  readonly findCurrent: () => LaneSource | null;
};

export function useLaneMenu({ lanes, crosshair, showLane }: LaneMenuOptions): LaneMenuControl {
  const model = usePanel();
  const menu = useSignal<LaneMenuFacts | null>(null);
  /** Asked for, until the lanes of its stretch are drawn. */
  const fitted = useRef<string | null>(null);
  const findLane = (key: string | null | undefined): LaneSource | null =>
    lanes.find((lane) => lane.key === key) ?? null;
  const findCurrent = (): LaneSource | null =>
    findLane(crosshair.place.peek()?.lane) ?? findLane(findLaneOf(model)) ?? lanes[0] ?? null;

  useLayoutEffect(() => {
    if (fitted.current !== null) showLane(lanes.findIndex(({ key }) => key === fitted.current));
    fitted.current = null;
  }, [lanes]);

  return {
    menu,
    findCurrent,
    showWhole(lane) {
      if (lane === null) return;
      const nowMs = model.nowMs.peek();
      const entries = listLaneEntries(model, lane);
      model.timelineWindow.value =
        fitTokens(entries, readOverMs(entries, lane, nowMs), nowMs) ?? model.timelineWindow.peek();
      fitted.current = lane.key;
    },
    onContextMenu(event) {
      const row = event.target instanceof Element ? event.target.closest('[data-lane]') : null;
      const box = event.currentTarget instanceof Element ? event.currentTarget.getBoundingClientRect() : null;
      event.preventDefault();
      // By the menu key the browser names the place of what has the focus: all lanes together.
      menu.value =
        row === null
          ? { lane: findCurrent(), place: { xPx: box?.left ?? 0, yPx: box?.top ?? 0 } }
          : { lane: findLane(row.getAttribute('data-lane')), place: { xPx: event.clientX, yPx: event.clientY } };
    },
  };
}
