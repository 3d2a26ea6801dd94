// Objects that stand for one token: named like it, { access: { token, expires }, refresh: { token } }, or saying which it is,
// { type: 'refresh', value }.

import { isJsonObject, type JsonObject, readString } from '../base/json';
import type { RoleEvidence } from '../token/role';
import type { JsonText } from './body';
import { normaliseKey, readRoleOfKey } from './key-names';

/** Names of the token's own text inside such an object. */
const TEXT_KEYS = new Set(['token', 'value', 'jwt']);

/** Where such an object may say which token it is; a scheme (`Bearer`) says nothing. */
const KIND_KEYS = ['type', 'kind', 'name', 'token_type', 'tokenType', 'use'];
const KIND = /^(access|refresh|id)[_-]?(token)?$/i;

/** What the object says of itself, or its name; null where the text has a name of its own. */
export function readNameOfHolder({ key, holder, parent }: JsonText): string | null {
  if (!TEXT_KEYS.has(normaliseKey(key))) return null;
  return readKind(parent) ?? (holder === null || readRoleOfKey(holder.key) === null ? null : holder.key);
}

export function readRoleOfHolder(text: JsonText): RoleEvidence | null {
  const name = readNameOfHolder(text);
  return name === null ? null : readRoleOfKey(name);
}

function readKind(parent: JsonObject): string | null {
  const kind = KIND_KEYS.map((key) => readString(parent, key)).find((word) => word !== null && KIND.test(word)) ?? null;
  return kind?.toLowerCase() === 'id' ? 'id_token' : kind;
}

/** `{ session_token, session_jwt }` (Stytch): the JWT is sent to APIs, the other one renews it. */
export function readRoleBesideJwt({ key, parent }: JsonText): RoleEvidence | null {
  if (normaliseKey(key) !== 'sessiontoken') return null;
  return Object.keys(parent).some((other) => normaliseKey(other) === 'sessionjwt') ? readRoleOfKey('refreshjwt') : null;
}

/**
 * In answers. `refreshToken { token }` may be the result of a GraphQL field, and `token` then the new access token: the
 * object's name counts only beside an object of another role.
 */
export function readRoleOfPairedHolder(text: JsonText): RoleEvidence | null {
  const claimed = readRoleOfHolder(text);
  if (claimed === null || readKind(text.parent) !== null) return claimed;
  if (text.holder === null) return null;
  const isPaired = Object.entries(text.holder.around).some(([key, value]) => {
    const role = isJsonObject(value) ? readRoleOfKey(key)?.role : undefined;
    return role !== undefined && role !== claimed.role;
  });
  return isPaired ? claimed : null;
}
