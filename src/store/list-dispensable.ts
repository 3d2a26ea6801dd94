// What goes first when the archive is full. Findings outlive the history that they came from.

import type { State } from '../engine/state';
import type { FindingGroup } from '../rules/finding';
import { foldGroup } from '../rules/findings';
import type { Snapshot } from '../rules/snapshot';
import { toFindingKey, toKey } from './archive-codec';

/** Most dispensable first: what only joins and compares requests, the requests, their tokens, and at last who they are of. */
const DISPENSABLE_KINDS = [
  'sight',
  'send',
  'alias',
  'claims',
  'proof',
  'once',
  'code',
  'endpoint',
  'refresh',
  'token',
  'context',
  'server',
  'client',
  'chain',
] as const satisfies readonly (keyof State)[];

/** `instead`: what is kept in its place; null: nothing. */
export type Dispensable = { readonly key: string; readonly instead: FindingGroup | null };

/**
 * Archive keys that may be given up when room runs out, most dispensable first, oldest first within a kind. When all
 * history is gone, findings shrink to what they say as a whole.
 */
export function* listDispensable({ state, findings }: Snapshot): Generator<Dispensable> {
  for (const kind of DISPENSABLE_KINDS) {
    for (const id of state[kind].keys()) yield { key: toKey(kind, id), instead: null };
  }
  for (const [id, group] of findings) {
    yield { key: toFindingKey(id), instead: { ...group, live: {}, settled: foldGroup(group) } };
  }
}
