// All chains of the scope over time: one lane per chain, the present as a line. What it shows, the lists say in words.

import { useComputed } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { useViewport } from '../grid/use-viewport';
import { useWidth } from '../grid/use-width';
import { ROW_PX } from '../grid/visible-range';
import { patchLayout } from '../model/layout';
import { usePanel } from '../model/panel-context';
import { Splitter } from '../shell/splitter';
import { GapBands } from './gap-bands';
import { LaneMenu } from './lane-menu';
import { COMPACT_LANES, TALL_LANES } from './lane-size';
import { listLanes, spanLanes } from './list-lanes';
import { NowLine } from './now-line';
import type { TimeScale } from './time-scale';
import { TimelineAxis } from './timeline-axis';
import { TimelineLane } from './timeline-lane';
import { useCrosshair } from './use-crosshair';
import { useLaneMenu } from './use-lane-menu';
import { useTimeGestures } from './use-time-gestures';

const MARGIN_LANES = 2;
/** The least that it keeps, and that it leaves to the list. */
const LEAST_PX = 84;
const LIST_PX = 96;

export function Timeline(): JSX.Element {
  const model = usePanel();
  const { timelinePx, hasCompactLanes } = model.layout.value;
  const size = hasCompactLanes ? COMPACT_LANES : TALL_LANES;
  const { lanePx } = size;
  /** In a tab of its own, it has all the height. */
  const isAlone = model.view.value === 'timeline';
  const body = useRef<HTMLDivElement>(null);
  const track = useRef<HTMLDivElement>(null);
  const viewport = useViewport(body);
  const widthPx = useWidth(track);
  const stretch = model.stretch.value;
  const scale: TimeScale = { ...stretch, widthPx };
  const spans = useComputed(() => spanLanes(model));
  const lanes = listLanes(spans.value, stretch);
  const crosshair = useCrosshair(lanes, scale);
  /** It moves with the pointer; the lanes are drawn anew only when it comes to another one. */
  const currentLane = useComputed(() => crosshair.place.value?.lane);
  const showLane = (place: number): void => {
    const element = body.current;
    if (element === null) return;
    const lowestPx = (place + 1) * lanePx - element.clientHeight;
    element.scrollTop = Math.max(lowestPx, Math.min(element.scrollTop, place * lanePx));
  };
  const { menu, showWhole, findCurrent, onContextMenu } = useLaneMenu({ lanes, crosshair, showLane });
  const gestures = useTimeGestures({
    body,
    track,
    scale,
    crosshair,
    showLane,
    onFit: () => showWhole(findCurrent()),
  });
  const handlers = { ...gestures.handlers, onContextMenu };
  const first = Math.max(0, Math.floor(viewport.topPx / lanePx) - MARGIN_LANES);
  const end = Math.ceil((viewport.topPx + viewport.heightPx) / lanePx) + MARGIN_LANES;
  return (
    <section
      class={isAlone ? 'timeline timeline-alone' : 'timeline'}
      aria-label="Timeline"
      style={
        isAlone
          ? undefined
          : timelinePx === null
            ? { height: `${Math.max(1, lanes.length) * lanePx + ROW_PX}px` }
            : { height: `${timelinePx}px`, maxHeight: `calc(100% - ${LIST_PX}px)` }
      }
    >
      {!isAlone && (
        <Splitter
          label="Height of the timeline"
          edge="top"
          leastPx={LEAST_PX}
          sparedPx={LIST_PX}
          onResize={(px) => patchLayout(model, { timelinePx: px })}
        />
      )}
      <TimelineAxis scale={scale} trackRef={track} crosshair={crosshair.place} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must take the focus to be scrolled by keys */}
      <section class="timeline-body" tabIndex={0} aria-label="Lanes" ref={body} {...handlers}>
        {/* Over bars, never over the words of marks. */}
        <GapBands scale={scale} wordsPx={size.accessTopPx} />
        <NowLine scale={scale} crosshair={crosshair.place} />
        {lanes.length === 0 && (
          <p class="timeline-empty muted">
            {model.hasTokens.value ? 'Nothing happened in this stretch of time.' : 'No token seen yet.'}
          </p>
        )}
        <div style={{ height: `${lanes.length * lanePx}px`, paddingTop: `${first * lanePx}px` }}>
          {lanes.slice(first, end).map((lane) => (
            <TimelineLane
              key={lane.key}
              source={lane}
              scale={scale}
              size={size}
              isCurrent={currentLane.value === lane.key}
            />
          ))}
        </div>
      </section>
      {menu.value !== null && (
        <LaneMenu
          facts={menu.value}
          onFit={showWhole}
          onClose={() => {
            menu.value = null;
          }}
        />
      )}
    </section>
  );
}
