import { describe, expect, it } from 'vitest';
import type { EntityKind, State } from '../../../src/engine/state';
import { toKey } from '../../../src/store/archive-codec';
import { listDispensable } from '../../../src/store/list-dispensable';
import { tellSteadyStory } from '../../harness/story/steady-story';
import { analyse } from '../fakes/plain-analysis';

const REFRESHES = 40;
const EVERY_MS = 10 * 60_000;
const HISTORY = ['send', 'refresh', 'token', 'claims'] as const satisfies readonly EntityKind[];

/** Of what there is of this kind, the share among the keys. */
function shareOf(state: State, kind: EntityKind, keys: ReadonlySet<string>): number {
  const ids = [...state[kind].keys()];
  return ids.filter((id) => keys.has(toKey(kind, id))).length / ids.length;
}

describe('an archive that is full', () => {
  const snapshot = analyse(tellSteadyStory(REFRESHES, EVERY_MS).observations);
  const keys = [...listDispensable(snapshot)].map(({ key }) => key);
  const rankOf = (kind: EntityKind, id: string | undefined): number => keys.indexOf(toKey(kind, id ?? ''));

  it('gives up the older half of the refreshes when it gives up the older half of the tokens', () => {
    const history = HISTORY.flatMap((kind) => [...snapshot.state[kind].keys()].map((id) => rankOf(kind, id)));
    const half = new Set(keys.slice(0, Math.max(...history) / 2));
    for (const kind of HISTORY) {
      expect(snapshot.state[kind].size, kind).toBeGreaterThanOrEqual(REFRESHES);
      expect(shareOf(snapshot.state, kind, half), kind).toBeCloseTo(0.5, 1);
    }
  });

  it.each(HISTORY)('gives up the oldest %s first, and keeps it no longer than those who took part in it', (kind) => {
    const ids = [...snapshot.state[kind].keys()];
    const ranks = ids.map((id) => rankOf(kind, id));
    expect(ranks).not.toContain(-1);
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(Math.max(...ranks)).toBeLessThan(rankOf('client', [...snapshot.state.client.keys()][0]));
  });

  it('names each thing once', () => {
    expect(new Set(keys).size).toBe(keys.length);
  });
});
