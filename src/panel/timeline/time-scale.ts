// Time to pixels and back, and the ticks of an axis. Pure.

import type { Stretch } from '../model/timeline-window';

export type TimeScale = Stretch & { readonly widthPx: number };

export const toX = (scale: TimeScale, atMs: number): number =>
  ((atMs - scale.fromMs) / (scale.toMs - scale.fromMs)) * scale.widthPx;

export const toMs = (scale: TimeScale, x: number): number =>
  scale.fromMs + (x / scale.widthPx) * (scale.toMs - scale.fromMs);

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const STEPS_MS = [
  ...[1, 5, 15, 30].map((count) => count * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR_MS),
  ...[1, 2, 7, 14, 30, 90, 365].map((count) => count * DAY_MS),
];

export type Ticks = { readonly stepMs: number; readonly atMs: readonly number[] };

/** Round local times, `leastPx` or more apart; `offsetMs` is what the local zone adds to UTC. */
export function pickTicks(scale: TimeScale, offsetMs: number, leastPx: number): Ticks {
  const spanMs = scale.toMs - scale.fromMs;
  const leastMs = (spanMs * leastPx) / Math.max(leastPx, scale.widthPx);
  const stepMs = STEPS_MS.find((step) => step >= leastMs) ?? spanMs;
  const first = Math.ceil((scale.fromMs + offsetMs) / stepMs) * stepMs - offsetMs;
  const atMs: number[] = [];
  for (let at = first; at <= scale.toMs; at += stepMs) atMs.push(at);
  return { stepMs, atMs };
}
