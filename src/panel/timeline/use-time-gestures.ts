// Zoom and pan by wheel, drag and keys; what the pointer is over goes to the crosshair.

import { useLayoutEffect, useRef } from 'preact/hooks';
import { patchLayout } from '../model/layout';
import { usePanel } from '../model/panel-context';
import { DEFAULT_WINDOW, panStretch, zoomStretch } from '../model/timeline-window';
import { type TimeScale, toMs } from './time-scale';
import type { CrosshairControl } from './use-crosshair';

type ElementRef = { readonly current: HTMLElement | null };

type Gestures = {
  readonly handlers: {
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onPointerDown: (event: PointerEvent) => void;
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerLeave: () => void;
  };
};

const ZOOM_STEP = 0.8;
const WHEEL_ZOOM = 0.002;
const KEY_PAN_SHARE = 0.1;
const DRAG_FROM_PX = 4;

type GestureOptions = {
  readonly body: ElementRef;
  readonly track: ElementRef;
  readonly scale: TimeScale;
  readonly crosshair: CrosshairControl;
  /** Brings a lane into sight. */
  readonly showLane: (place: number) => void;
  /** Shows the whole life of one lane. */
  readonly onFit: () => void;
};

export function useTimeGestures({ body, track, scale, crosshair, showLane, onFit }: GestureOptions): Gestures {
  const model = usePanel();
  const { timelineWindow } = model;
  const drag = useRef<{ readonly x: number; readonly scale: TimeScale } | null>(null);
  const current = useRef(scale);
  current.current = scale;
  const readX = (event: MouseEvent): number => event.clientX - (track.current?.getBoundingClientRect().left ?? 0);
  const pan = (from: TimeScale, byPx: number): void => {
    timelineWindow.value = panStretch(from, (byPx / from.widthPx) * (from.toMs - from.fromMs));
  };
  const zoom = (factor: number, aroundX: number): void => {
    timelineWindow.value = zoomStretch(current.current, factor, toMs(current.current, aroundX));
  };

  useLayoutEffect(() => {
    const [element, axis] = [body.current, track.current];
    if (element === null || axis === null) return undefined;
    const takeWheel = (event: WheelEvent): void => {
      const sideways = event.shiftKey ? event.deltaY : event.deltaX;
      const hasLanesBelow = event.currentTarget === element && element.scrollHeight > element.clientHeight;
      if (event.ctrlKey || event.metaKey || (sideways === 0 && !hasLanesBelow))
        zoom(Math.exp(event.deltaY * WHEEL_ZOOM), readX(event));
      else if (Math.abs(sideways) > 0) pan(current.current, sideways);
      else return;
      event.preventDefault();
    };
    // Preact adds wheel listeners as passive ones, which cannot keep the page from zooming.
    for (const target of [element, axis]) target.addEventListener('wheel', takeWheel, { passive: false });
    return () => {
      for (const target of [element, axis]) target.removeEventListener('wheel', takeWheel);
    };
  }, []);

  function takeKey(event: KeyboardEvent): void {
    const { widthPx } = scale;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') moveLane(event.key === 'ArrowUp' ? -1 : 1);
    else if (event.shiftKey && event.key === 'ArrowLeft') stepTo(-1);
    else if (event.shiftKey && event.key === 'ArrowRight') stepTo(1);
    else if (event.key === 'Enter') crosshair.open();
    else if (event.key === 'Escape') {
      // What the crosshair does not need is the panel's.
      if (!crosshair.clear()) return;
      event.stopPropagation();
    } else if (event.key === '+' || event.key === '=') zoom(ZOOM_STEP, widthPx / 2);
    else if (event.key === '-') zoom(1 / ZOOM_STEP, widthPx / 2);
    else if (event.key === 'ArrowLeft') pan(scale, -widthPx * KEY_PAN_SHARE);
    else if (event.key === 'ArrowRight') pan(scale, widthPx * KEY_PAN_SHARE);
    else if (event.key === '0') timelineWindow.value = { spanMs: 'all', endMs: null };
    else if (event.key === 'n') timelineWindow.value = DEFAULT_WINDOW;
    else if (event.key === 'f') onFit();
    else if (event.key === 'l') patchLayout(model, { hasCompactLanes: !model.layout.peek().hasCompactLanes });
    else return;
    event.preventDefault();
  }

  function stepTo(step: 1 | -1): void {
    const atMs = crosshair.step(step);
    if (atMs === null || (atMs >= scale.fromMs && atMs <= scale.toMs)) return;
    timelineWindow.value = panStretch(scale, atMs - (scale.fromMs + scale.toMs) / 2);
  }

  function moveLane(step: 1 | -1): void {
    const place = crosshair.moveLane(step);
    if (place !== null) showLane(place);
  }

  return {
    handlers: {
      onKeyDown: takeKey,
      onPointerDown(event) {
        if (event.button === 0) drag.current = { x: event.clientX, scale };
      },
      onPointerMove(event) {
        const x = readX(event);
        crosshair.hover(x >= 0 && x <= scale.widthPx ? x : null, readLane(event.target));
        if ((event.buttons & 1) === 0) drag.current = null;
        const from = drag.current;
        if (from !== null && Math.abs(event.clientX - from.x) > DRAG_FROM_PX) pan(from.scale, from.x - event.clientX);
      },
      onPointerLeave() {
        crosshair.hover(null, null);
        drag.current = null;
      },
    },
  };
}

const readLane = (target: EventTarget | null): string | null =>
  (target instanceof Element ? target.closest('[data-lane]')?.getAttribute('data-lane') : null) ?? null;
