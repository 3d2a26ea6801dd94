// What a finding keeps of verdicts that it no longer holds one by one: their sum, and whose they were while they may still be
// asked about.

import { MAX_LIVE_VERDICTS } from '../base/limits';
import type { FindingGroup, PushedOut, Verdict } from './finding';
import { foldGroup, joinVerdicts } from './findings';

export const subjectOf = (place: string): string => place.split('#', 1)[0] ?? place;

export const listPlaces = (group: FindingGroup, subject: string): readonly string[] =>
  Object.keys(group.live).filter((place) => subjectOf(place) === subject);

/** A group that many subjects fill: its oldest verdicts are said as a sum from now on. */
export const capLive = (group: FindingGroup): FindingGroup =>
  pushOut(group, Object.keys(group.live).slice(0, -MAX_LIVE_VERDICTS));

/** Only the sum is left of it. */
export const shrinkGroup = (group: FindingGroup): FindingGroup => ({
  ...pushOut(group, Object.keys(group.live)),
  settled: foldGroup(group),
});

function pushOut(group: FindingGroup, places: readonly string[]): FindingGroup {
  if (places.length === 0) return group;
  const pushedOut = places.map((place): PushedOut => [subjectOf(place), group.live[place]?.count ?? 0]);
  return { ...settlePlaces(group, places), pushedOut: [...group.pushedOut, ...pushedOut] };
}

/** What was said there can no longer change. */
export function settlePlaces(group: FindingGroup, places: readonly string[]): FindingGroup {
  if (places.length === 0) return group;
  const oldest = new Set(places);
  const entries = Object.entries(group.live);
  const settled = entries
    .filter(([place]) => oldest.has(place))
    .reduce<Verdict | null>((sum, [, verdict]) => (sum === null ? verdict : joinVerdicts(sum, verdict)), group.settled);
  return { ...group, live: Object.fromEntries(entries.filter(([place]) => !oldest.has(place))), settled };
}

/** The engine forgot it: nothing that was said of it can change. */
export function settleSubject(group: FindingGroup, subject: string): FindingGroup {
  const settled = settlePlaces(group, listPlaces(group, subject));
  return { ...settled, pushedOut: settled.pushedOut.filter(([other]) => other !== subject) };
}

/** The sum without what was pushed out and `isTakenBack`; its words stay while anything is left of it. */
export function takeBack(group: FindingGroup, isTakenBack: (subject: string) => boolean): FindingGroup {
  const { settled } = group;
  const gone = group.pushedOut.filter(([subject]) => isTakenBack(subject));
  if (settled === null || gone.length === 0) return group;
  const count = gone.reduce((left, [, one]) => left - one, settled.count);
  const pushedOut = group.pushedOut.filter(([subject]) => !isTakenBack(subject));
  return { ...group, pushedOut, settled: count > 0 ? { ...settled, count } : null };
}
