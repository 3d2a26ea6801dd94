// Zoom and pan by wheel, drag and keys, and where the pointer is.

import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { usePanel } from '../model/panel-context';
import { DEFAULT_WINDOW, panStretch, zoomStretch } from '../model/timeline-window';
import { type TimeScale, toMs } from './time-scale';

type ElementRef = { readonly current: HTMLElement | null };

type Gestures = {
  /** From the left edge of the track; null while the pointer is elsewhere. */
  readonly pointerX: ReadonlySignal<number | null>;
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

export function useTimeGestures(body: ElementRef, track: ElementRef, scale: TimeScale): Gestures {
  const { timelineWindow } = usePanel();
  const pointerX = useSignal<number | null>(null);
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
    const element = body.current;
    if (element === null) return undefined;
    const takeWheel = (event: WheelEvent): void => {
      const sideways = event.shiftKey ? event.deltaY : event.deltaX;
      if (event.ctrlKey || event.metaKey) zoom(Math.exp(event.deltaY * WHEEL_ZOOM), readX(event));
      else if (Math.abs(sideways) > 0) pan(current.current, sideways);
      else return;
      event.preventDefault();
    };
    // Preact adds wheel listeners as passive ones, which cannot keep the page from zooming.
    element.addEventListener('wheel', takeWheel, { passive: false });
    return () => element.removeEventListener('wheel', takeWheel);
  }, []);

  function takeKey(event: KeyboardEvent): void {
    const { widthPx } = scale;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === '+' || event.key === '=') zoom(ZOOM_STEP, widthPx / 2);
    else if (event.key === '-') zoom(1 / ZOOM_STEP, widthPx / 2);
    else if (event.key === 'ArrowLeft') pan(scale, -widthPx * KEY_PAN_SHARE);
    else if (event.key === 'ArrowRight') pan(scale, widthPx * KEY_PAN_SHARE);
    else if (event.key === '0') timelineWindow.value = { spanMs: 'all', endMs: null };
    else if (event.key === 'n') timelineWindow.value = DEFAULT_WINDOW;
    else return;
    event.preventDefault();
  }

  return {
    pointerX,
    handlers: {
      onKeyDown: takeKey,
      onPointerDown(event) {
        if (event.button === 0) drag.current = { x: event.clientX, scale };
      },
      onPointerMove(event) {
        const x = readX(event);
        pointerX.value = x >= 0 && x <= scale.widthPx ? x : null;
        if ((event.buttons & 1) === 0) drag.current = null;
        const from = drag.current;
        if (from !== null && Math.abs(event.clientX - from.x) > DRAG_FROM_PX) pan(from.scale, from.x - event.clientX);
      },
      onPointerLeave() {
        pointerX.value = null;
        drag.current = null;
      },
    },
  };
}
