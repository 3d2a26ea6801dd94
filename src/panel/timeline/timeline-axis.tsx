import type { ReadonlySignal } from '@preact/signals';
import type { JSX, RefObject } from 'preact';
import { usePanel } from '../model/panel-context';
import { DEFAULT_WINDOW, zoomStretch } from '../model/timeline-window';
import { CLOCK_CHARS, writeClock, writeShortClock, writeShortDay } from '../words/write-time';
import { CrosshairLabel } from './crosshair-label';
import { NowTick, placeNowWord } from './now-line';
import { pickTicks, type TimeScale, toX } from './time-scale';
import type { Crosshair } from './use-crosshair';

type TimelineAxisProps = {
  readonly scale: TimeScale;
  readonly trackRef: RefObject<HTMLDivElement | null>;
  readonly crosshair: ReadonlySignal<Crosshair | null>;
};

const MINUTE_MS = 60_000;
/** Widths of a tick's words: they must not cover each other, nor the word for the present. */
const CHAR_PX = 6;
const AIR_PX = 24;
const LEAST_TICK_PX = CLOCK_CHARS * CHAR_PX + AIR_PX;

/** Where a day begins, and wherever ticks are days apart: its name says more than 00:00. */
function isMidnight(atMs: number): boolean {
  const at = new Date(atMs);
  return at.getHours() + at.getMinutes() + at.getSeconds() === 0;
}

export function TimelineAxis({ scale, trackRef, crosshair }: TimelineAxisProps): JSX.Element {
  const { stepMs, atMs } = pickTicks(scale, -new Date(scale.fromMs).getTimezoneOffset() * MINUTE_MS, LEAST_TICK_PX);
  const { nowMs, environment } = usePanel();
  const now = placeNowWord(scale, nowMs.value, environment.imported !== null);
  const writeTime = stepMs < MINUTE_MS ? writeClock : writeShortClock;
  const write = (at: number): string => (isMidnight(at) ? writeShortDay(at) : writeTime(at));
  const tickPx = writeTime(0).length * CHAR_PX + AIR_PX;
  const nowLeft = now.isLeft ? now.x - now.widthPx : now.x;
  const isReadable = (at: number): boolean => {
    const x = toX(scale, at);
    return x + tickPx - AIR_PX < scale.widthPx && (x <= nowLeft - tickPx || x >= nowLeft + now.widthPx);
  };
  return (
    <div class="timeline-head">
      <Controls scale={scale} />
      <div class="timeline-ticks" ref={trackRef}>
        {atMs.filter(isReadable).map((at) => (
          <span key={at} class="tick" style={{ left: `${toX(scale, at)}px` }}>
            {write(at)}
          </span>
        ))}
        <NowTick scale={scale} word={now} />
        <CrosshairLabel scale={scale} place={crosshair} />
      </div>
    </div>
  );
}

function Controls({ scale }: { readonly scale: TimeScale }): JSX.Element {
  const { timelineWindow } = usePanel();
  const zoom = (factor: number): void => {
    timelineWindow.value = zoomStretch(scale, factor, (scale.fromMs + scale.toMs) / 2);
  };
  return (
    <div class="timeline-controls">
      <button type="button" class="tool" aria-label="Zoom out" title={'Zoom out (\u2212)'} onClick={() => zoom(1.5)}>
        {'\u2212'}
      </button>
      <button type="button" class="tool" aria-label="Zoom in" title="Zoom in (+)" onClick={() => zoom(1 / 1.5)}>
        +
      </button>
      <button
        type="button"
        class="tool"
        title="Show all (0)"
        onClick={() => {
          timelineWindow.value = { spanMs: 'all', endMs: null };
        }}
      >
        All
      </button>
      <button
        type="button"
        class="tool"
        aria-pressed={timelineWindow.value.endMs === null}
        title="Follow the present (n)"
        onClick={() => {
          timelineWindow.value = DEFAULT_WINDOW;
        }}
      >
        Now
      </button>
    </div>
  );
}
