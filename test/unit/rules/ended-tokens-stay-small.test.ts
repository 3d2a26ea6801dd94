import { expect, it } from 'vitest';
import { createEntityCollector } from '../../../src/engine/collect-entities';
import { createShareParts } from '../../../src/engine/share-parts';
import { ENTITY_KINDS, type State } from '../../../src/engine/state';
import { tellSteadyStory } from '../../harness/story/steady-story';
import { analyse } from '../fakes/plain-analysis';

const MINUTE_MS = 60_000;
/** The token itself. */
const PER_ACCESS_TOKEN = 1;
/** The token, the list of its uses, and its one use. */
const PER_REFRESH_TOKEN = 3;

/** The state after so many refreshes with rotation, ten minutes apart. */
function refreshTimes(count: number): State {
  return analyse(tellSteadyStory(count, 10 * MINUTE_MS).observations).state;
}

function revive(state: State): State {
  const collector = createEntityCollector(createShareParts());
  for (const kind of ENTITY_KINDS)
    for (const [id, entity] of state[kind]) collector.add(kind, id, JSON.parse(JSON.stringify(entity)));
  return collector.state;
}

/** How many objects and lists the tokens are made of, each counted once. */
function countParts(state: State): number {
  const parts = new Set<object>();
  const add = (value: unknown): void => {
    if (value === null || typeof value !== 'object' || parts.has(value)) return;
    parts.add(value);
    for (const member of Object.values(value)) add(member);
  };
  for (const token of state.token.values()) add(token);
  return parts.size;
}

it.each([
  ['as they come', (state: State): State => state],
  ['out of the archive', revive],
])('tokens of one app keep what they have in common once, %s', (_, through) => {
  const [some, more] = [through(refreshTimes(20)), through(refreshTimes(60))];
  expect(more.token.size - some.token.size).toBe(80);
  expect(countParts(more) - countParts(some)).toBe(40 * (PER_ACCESS_TOKEN + PER_REFRESH_TOKEN));
});
