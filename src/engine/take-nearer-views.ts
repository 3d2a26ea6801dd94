// DevTools tells of a request that the worker missed, and it is joined to a like one that was sent a little later. When
// DevTools tells of that one, too, each gets what is its own (rules.md 2.2).

import type { Draft } from './draft';
import type { SendId } from './ids';
import { findTaken, moveSight, noteSight } from './merge-sends';
import { redateRefresh } from './open-refresh';
import type { DistantView, Send } from './send';
import { settleRefresh } from './settle-refresh';

/** One that gives up its other view may itself be nearer to another. Each does so once, so that this ends. */
export function takeNearerViews(draft: Draft, id: SendId): void {
  for (let nearer = draft.get('send', id); nearer !== undefined; ) {
    const taken = findTaken(draft, nearer);
    if (taken === null || taken.distant === null) return;
    nearer = part(draft, taken, taken.distant, nearer);
  }
}

/** What was joined to `taken` keeps it, and dates it; the views that had begun it go over to `nearer`. */
function part(draft: Draft, taken: Send, distant: DistantView, nearer: Send): Send | undefined {
  const isOfOthers = (_: unknown, index: number): boolean => taken.refs[index] !== distant.ref;
  const refs = taken.refs.filter(isOfOthers);
  const sensors = taken.sensors.filter(isOfOthers);
  for (const ref of refs) draft.put('alias', ref, nearer.id);
  for (const sensor of sensors) moveSight(draft, taken, sensor, nearer.id);
  draft.put('send', nearer.id, {
    ...nearer,
    refs: [...nearer.refs, ...refs],
    sensors: [...nearer.sensors, ...sensors],
  });
  const kept: Send = {
    ...taken,
    refs: [distant.ref],
    sensors: taken.sensors.filter((sensor) => !sensors.includes(sensor)),
    distant: null,
    startMs: distant.atMs,
  };
  draft.put('send', kept.id, kept);
  for (const sensor of kept.sensors) noteSight(draft, { sensor, urlFp: kept.urlFp, atMs: kept.startMs }, kept);
  if (redateRefresh(draft, kept)) settleRefresh(draft, kept);
  return draft.get('send', kept.id);
}
