import type { State } from '../engine/state';
import { toKey } from './archive-codec';

/** Findings outlive the history that they came from; so do chains and clients, which are few. */
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
] as const;

/** Archive keys that may be given up when room runs out, most dispensable first, oldest first within a kind. */
export function* listDispensable(state: State): Generator<string> {
  for (const kind of DISPENSABLE_KINDS) {
    for (const id of state[kind].keys()) yield toKey(kind, id);
  }
}
