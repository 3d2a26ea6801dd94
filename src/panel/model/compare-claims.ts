// What changed from one token to the one that replaced it: a scope that grew, a role that is gone.

import { type Json, type JsonObject, readMember } from '../../base/json';
import type { State } from '../../engine/state';
import type { Token } from '../../engine/token';
import { writeJson } from '../words/write-json';

/** These differ in every token. */
const EXPECTED: ReadonlySet<string> = new Set([
  'exp',
  'iat',
  'nbf',
  'jti',
  'at_hash',
  'c_hash',
  'nonce',
  'auth_time',
  'sid',
]);

export type ClaimChanges = {
  readonly predecessor: Token;
  /** Former value by claim; null for a claim that is new. */
  readonly changed: ReadonlyMap<string, Json | null>;
  readonly gone: readonly string[];
};

/** Null when the token replaced none, or one of the two is no longer held. */
export function compareWithPredecessor(state: State, token: Token): ClaimChanges | null {
  const predecessor = findPredecessor(state, token);
  const before = predecessor === null ? null : state.claims.get(predecessor.id)?.payload;
  const after = state.claims.get(token.id)?.payload;
  if (predecessor === null || !before || !after) return null;
  const changed = new Map<string, Json | null>();
  for (const [name, value] of Object.entries(after)) {
    const former = readMember(before, name);
    if (!EXPECTED.has(name) && (former === undefined || writeJson(former) !== writeJson(value)))
      changed.set(name, former ?? null);
  }
  return { predecessor, changed, gone: listGone(before, after) };
}

const listGone = (before: JsonObject, after: JsonObject): readonly string[] =>
  Object.keys(before).filter((name) => !EXPECTED.has(name) && readMember(after, name) === undefined);

function findPredecessor(state: State, token: Token): Token | null {
  for (const other of state.token.values())
    if (other.replacedBy === token.id && other.role === token.role) return other;
  return null;
}
