// Objects that stand for one token, named like it: { access: { token, expires }, refresh: { token, expires } }.

import { isJsonObject } from '../base/json';
import type { RoleEvidence } from '../token/role';
import type { JsonText } from './body';
import { normaliseKey, readRoleOfKey } from './key-names';

/** Names of the token's own text inside such an object. */
const TEXT_KEYS = new Set(['token', 'value', 'jwt']);

/** The role that the object's name tells; null where the text has a name of its own. */
export function readRoleOfHolder({ key, holder }: JsonText): RoleEvidence | null {
  return holder === null || !TEXT_KEYS.has(normaliseKey(key)) ? null : readRoleOfKey(holder.key);
}

/**
 * In answers. `refreshToken { token }` may be the result of a GraphQL field, and `token` then the new access token: the
 * object's name counts only beside an object of another role.
 */
export function readRoleOfPairedHolder(text: JsonText): RoleEvidence | null {
  const claimed = readRoleOfHolder(text);
  if (claimed === null || text.holder === null) return null;
  const isPaired = Object.entries(text.holder.around).some(([key, value]) => {
    const role = isJsonObject(value) ? readRoleOfKey(key)?.role : undefined;
    return role !== undefined && role !== claimed.role;
  });
  return isPaired ? claimed : null;
}
