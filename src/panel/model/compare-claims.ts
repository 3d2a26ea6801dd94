// What differs between the claims of two tokens: a scope that grew, a role that is gone.

import { isJsonObject, type Json, type JsonObject, readMember } from '../../base/json';
import type { ToldState } from '../../engine/state';
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

/** One claim, or one member of an object claim. */
export type ClaimDifference = {
  /** Names from the outside in. */
  readonly path: readonly string[];
  readonly kind: 'same' | 'changed' | 'new' | 'gone';
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  /** Of lists and of words with spaces between them: what came and what went. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Of a kind that no two tokens share. */
  readonly isExpected: boolean;
};

/** Hostile payloads are bounded: deeper objects are compared as a whole, further claims not at all. */
const MAX_DEPTH = 3;
const MAX_CLAIMS = 200;

/** In the order of `after`, then what is gone. */
export function compareClaims(before: JsonObject, after: JsonObject): readonly ClaimDifference[] {
  return compareObjects(before, after, []).slice(0, MAX_CLAIMS);
}

function compareObjects(before: JsonObject, after: JsonObject, outer: readonly string[]): readonly ClaimDifference[] {
  const names = [...Object.keys(after), ...Object.keys(before).filter((name) => !Object.hasOwn(after, name))];
  return names.slice(0, MAX_CLAIMS).flatMap((name) => {
    const path = [...outer, name];
    const [old, now] = [readMember(before, name), readMember(after, name)];
    const isNested = isJsonObject(old) && isJsonObject(now) && outer.length < MAX_DEPTH;
    return isNested ? compareObjects(old, now, path) : [compareValues(old, now, path)];
  });
}

function compareValues(before: Json | undefined, after: Json | undefined, path: readonly string[]): ClaimDifference {
  const [old, now] = [splitWords(before), splitWords(after)];
  const isSplit = old !== null && now !== null;
  return {
    path,
    kind: nameKind(before, after),
    before,
    after,
    added: isSplit ? now.filter((word) => !old.includes(word)) : [],
    removed: isSplit ? old.filter((word) => !now.includes(word)) : [],
    isExpected: EXPECTED.has(path[0] ?? ''),
  };
}

function nameKind(before: Json | undefined, after: Json | undefined): ClaimDifference['kind'] {
  if (before === undefined) return 'new';
  if (after === undefined) return 'gone';
  return writeJson(before) === writeJson(after) ? 'same' : 'changed';
}

/** A scope as its words, a list as its items; null for what is neither, or too long to compare. */
function splitWords(value: Json | undefined): readonly string[] | null {
  const words =
    typeof value === 'string' && value.includes(' ')
      ? value.split(' ')
      : Array.isArray(value)
        ? value.map(writeJson)
        : null;
  return words !== null && words.length <= MAX_CLAIMS ? words : null;
}

export type ClaimChanges = { readonly predecessor: Token; readonly changes: readonly ClaimDifference[] };

/** Beside the times and identifiers. Null when the token replaced none, or one of the two is no longer held. */
export function compareWithPredecessor(state: ToldState, token: Token): ClaimChanges | null {
  const predecessor = findPredecessor(state, token);
  const before = predecessor === null ? null : state.claims.get(predecessor.id)?.payload;
  const after = state.claims.get(token.id)?.payload;
  if (predecessor === null || !before || !after) return null;
  const changes = compareClaims(before, after).filter(({ kind, isExpected }) => kind !== 'same' && !isExpected);
  return { predecessor, changes };
}

function findPredecessor(state: ToldState, token: Token): Token | null {
  for (const other of state.token.values())
    if (other.replacedBy === token.id && other.role === token.role) return other;
  return null;
}
