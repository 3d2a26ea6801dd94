// What happened in a lane, in order of time and in words: the stops of the crosshair.

import { readLog } from '../../engine/create-state';
import type { Gap } from '../../engine/gaps';
import type { ToldState } from '../../engine/state';
import type { Selection } from './selection';
import { type Bar, type Lane, readSoftMs } from './timeline-lanes';

/** `target`: what opens there. */
export type LaneEvent = { readonly atMs: number; readonly text: string; readonly target: Selection | null };

export function listLaneEvents(state: ToldState, lane: Lane): readonly LaneEvent[] {
  const told = new Set<string>(lane.joints.map(({ refresh }) => refresh.id));
  const joints = lane.joints.map(
    ({ atMs, refresh, text }): LaneEvent => ({ atMs, text, target: { kind: 'refresh', id: refresh.id } }),
  );
  const marks = lane.marks
    .filter(({ refresh }) => refresh === null || !told.has(refresh.id))
    .map(
      ({ atMs, text, refresh, target }): LaneEvent => ({
        atMs,
        text: refresh === null ? text : `${refresh.label}: ${text}`,
        target,
      }),
    );
  const ends = lane.access.flatMap((bar) => listBarEvents(bar, told));
  return [...joints, ...marks, ...ends, ...listGapEvents(readLog(state).gaps)].sort((a, b) => a.atMs - b.atMs);
}

/** No lane knows what happened there. */
const listGapEvents = (gaps: readonly Gap[]): readonly LaneEvent[] =>
  gaps.flatMap(({ fromMs, toMs, reason }) => [
    { atMs: fromMs, text: `not watched from here: ${reason}`, target: null },
    { atMs: toMs, text: 'watched again', target: null },
  ]);

/** A refresh tells of the tokens that it brought; the others tell of themselves. */
function listBarEvents({ entry: { token }, fromMs, toMs }: Bar, told: ReadonlySet<string>): readonly LaneEvent[] {
  const target: Selection = { kind: 'token', id: token.id };
  const events: LaneEvent[] = [];
  if (token.issuedBy === null) events.push({ atMs: fromMs, text: `${token.label} first seen`, target });
  else if (!told.has(token.issuedBy)) events.push({ atMs: fromMs, text: `${token.label} issued`, target });
  if (toMs === null) return events;
  const softMs = readSoftMs(token, toMs);
  if (softMs !== null) events.push({ atMs: softMs, text: `soft expiry of ${token.label}`, target });
  events.push({ atMs: toMs, text: `expiry of ${token.label}`, target });
  return events;
}

/** The stop after or before an instant; null at the last one. */
export function findNextEvent(events: readonly LaneEvent[], atMs: number, step: 1 | -1): LaneEvent | null {
  return (step > 0 ? events.find((event) => event.atMs > atMs) : events.findLast((event) => event.atMs < atMs)) ?? null;
}

/** The stop nearest to an instant, if it is within `reachMs`. */
export function findNearEvent(events: readonly LaneEvent[], atMs: number, reachMs: number): LaneEvent | null {
  let near: LaneEvent | null = null;
  let leastMs = reachMs;
  for (const event of events) {
    const awayMs = Math.abs(event.atMs - atMs);
    if (awayMs > leastMs) continue;
    near = event;
    leastMs = awayMs;
  }
  return near;
}
