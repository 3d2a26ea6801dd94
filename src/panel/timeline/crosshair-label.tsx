import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { showUntrusted } from '../../base/show-untrusted';
import { readLog } from '../../engine/create-state';
import { usePanel } from '../model/panel-context';
import { isSameDay, writeClock, writeExactClock, writeRelative, writeShortDay } from '../words/write-time';
import { type TimeScale, toX } from './time-scale';
import type { Crosshair } from './use-crosshair';

type CrosshairProps = { readonly scale: TimeScale; readonly place: ReadonlySignal<Crosshair | null> };

/** On the axis: the exact instant, how far it is from now, and what happened there. */
export function CrosshairLabel({ scale, place }: CrosshairProps): JSX.Element | null {
  const model = usePanel();
  const { value } = place;
  if (value === null) return null;
  const { atMs, event, isSteady } = value;
  const x = toX(scale, atMs);
  const isLeft = x > scale.widthPx / 2;
  const clock = event === null ? writeClock(atMs) : writeExactClock(event.atMs);
  const isInGap = readLog(model.feed.value.state).gaps.some((gap) => gap.fromMs < atMs && atMs < gap.toMs);
  const words = [
    isSameDay(atMs, model.nowMs.value) ? null : writeShortDay(atMs),
    clock,
    writeRelative(atMs, model.nowMs.value),
    isInGap ? 'not watched' : null,
    event === null ? null : showUntrusted(event.text),
  ];
  const side = isLeft ? { right: `${scale.widthPx - x}px` } : { left: `${x}px` };
  return (
    <span class={isLeft ? 'crosshair-label crosshair-left' : 'crosshair-label'} style={side}>
      {words.filter((word) => word !== null).join(' \u00b7 ')}
      {isSteady && (
        <span class="visually-hidden" role="status">
          {event === null ? '' : `${clock} ${event.text}`}
        </span>
      )}
    </span>
  );
}
