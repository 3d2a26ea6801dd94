import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { usePanel } from '../model/panel-context';
import { type TimeScale, toX } from './time-scale';
import type { Crosshair } from './use-crosshair';

type NowLineProps = { readonly scale: TimeScale; readonly crosshair: ReadonlySignal<Crosshair | null> };

/** The word for it, on the axis. */
export function NowTick({ scale }: { readonly scale: TimeScale }): JSX.Element | null {
  const { nowMs, environment } = usePanel();
  const x = toX(scale, nowMs.value);
  if (x < 0 || x > scale.widthPx) return null;
  return (
    <span class="tick now-tick" style={{ left: `${x}px` }}>
      {environment.imported === null ? 'now' : 'end of file'}
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
