// What goes first when the archive is full. Findings outlive the history that they came from.

import { ENTITY_KINDS, type EntityKind, type State } from '../engine/state';
import type { FindingGroup } from '../rules/finding';
import { shrinkGroup } from '../rules/settle-verdicts';
import type { Snapshot } from '../rules/snapshot';
import { toFindingKey, toKey } from './archive-codec';

type Turn = 'first' | 'second' | 'never';

/** What happened goes before who took part in it. */
const TURNS: Readonly<Record<EntityKind, Turn>> = {
  sight: 'first',
  send: 'first',
  alias: 'first',
  claims: 'first',
  proof: 'first',
  once: 'first',
  code: 'first',
  endpoint: 'first',
  refresh: 'first',
  token: 'first',
  context: 'second',
  server: 'second',
  client: 'second',
  chain: 'second',
  // One entry: the observed span, its gaps and faults.
  log: 'never',
};
const listKinds = (turn: Turn): readonly EntityKind[] => ENTITY_KINDS.filter((kind) => TURNS[kind] === turn);

/** `instead`: what is kept in its place; null: nothing. */
export type Dispensable = { readonly key: string; readonly instead: FindingGroup | null };

/**
 * Archive keys that may be given up when room runs out, most dispensable first. Kinds give up their oldest side by side, each
 * in proportion to what there is of it: whoever looks back finds as much of the refreshes as of the tokens. When all history
 * is gone, findings shrink to what they say as a whole.
 */
export function* listDispensable({ state, findings }: Snapshot): Generator<Dispensable> {
  yield* listOldest(state, listKinds('first'));
  yield* listOldest(state, listKinds('second'));
  for (const [id, group] of findings) {
    yield { key: toFindingKey(id), instead: shrinkGroup(group) };
  }
}

/** Of each kind a hundredth at a time. */
const ROUNDS = 100;

function* listOldest(state: State, kinds: readonly EntityKind[]): Generator<Dispensable> {
  const rows = kinds.map((kind) => ({ kind, ids: [...state[kind].keys()] }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { kind, ids } of rows) {
      const from = Math.floor((ids.length * round) / ROUNDS);
      const to = Math.floor((ids.length * (round + 1)) / ROUNDS);
      for (const id of ids.slice(from, to)) yield { key: toKey(kind, id), instead: null };
    }
  }
}
