import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { usePanel } from '../model/panel-context';
import { type TimeScale, toX } from './time-scale';
import type { Crosshair } from './use-crosshair';

type NowLineProps = { readonly scale: TimeScale; readonly crosshair: ReadonlySignal<Crosshair | null> };

/** The word for it, on the axis: left of the line where it would run out of the dock on the right. */
export type NowWord = { readonly text: string; readonly x: number; readonly isLeft: boolean; readonly widthPx: number };

const CHAR_PX = 6;
const AIR_PX = 16;

export function placeNowWord(scale: TimeScale, nowMs: number, isFile: boolean): NowWord {
  const x = toX(scale, nowMs);
  const text = isFile ? 'end of file' : 'now';
  const widthPx = text.length * CHAR_PX + AIR_PX;
  return { text, x, isLeft: x + widthPx > scale.widthPx, widthPx };
}

type NowTickProps = { readonly scale: TimeScale; readonly word: NowWord };

export function NowTick({ scale, word: { text, x, isLeft } }: NowTickProps): JSX.Element | null {
  if (x < 0 || x > scale.widthPx) return null;
  return (
    <span
      class={isLeft ? 'tick now-tick now-tick-left' : 'tick now-tick'}
      style={isLeft ? { right: `${scale.widthPx - x}px` } : { left: `${x}px` }}
    >
      {text}
    </span>
  );
}

/** The present, and the crosshair, over all lanes. */
export function NowLine({ scale, crosshair }: NowLineProps): JSX.Element {
  const x = toX(scale, usePanel().nowMs.value);
  const isInside = x >= 0 && x <= scale.widthPx;
  return (
    <div class="timeline-overlay" aria-hidden="true">
      {crosshair.value !== null && <span class="crosshair" style={{ left: `${toX(scale, crosshair.value.atMs)}px` }} />}
      {isInside && <span class="now-line" style={{ left: `${x}px` }} />}
    </div>
  );
}
