// Lifetime fields of token answers and their unit traps (dialects.md 2.2).

import { detachText } from '../base/detach-text';
import { isJsonObject, type Json, type JsonObject, readMember } from '../base/json';
import type { TokenRole } from '../token/role';
import { normaliseKey } from './key-names';

const ACCESS_FIELDS = [
  'expiresin',
  'accesstokenexpiresin',
  'tokenexpiresin',
  'expires',
  'expiresat',
  'expiresatseconds',
  'accessexpiration',
  'sessionexpiration',
  'expiry',
  'expiration',
  'expirationtime',
  'expiretime',
  'exp',
  'accesstokenexpiration',
  'accesstokenexpiresat',
  'accessexpiresin',
  'accessexpiresat',
  'tokenexpiresat',
];
const REFRESH_FIELDS = [
  'refreshexpiresin',
  'refreshtokenexpiresin',
  'refreshtokenexpiration',
  'refreshexpiration',
  'refreshtokenexpiresat',
  'refreshtokenexpires',
  'refreshtokenexpiry',
  'refreshtokenexpirytime',
  'refreshexpiresat',
];

const EPOCH_MS_ABOVE = 1e11;
const EPOCH_SEC_ABOVE = 1e9;
/** A bare `expires` of this size is milliseconds (Directus): nobody announces eleven days under that name. */
const DURATION_MS_ABOVE = 1e6;

/** Seconds from the answer; 0 when announced as unbounded (0 or null); null when nothing is announced. `nowMs`: server time. */
export function readAnnouncedSec(parent: JsonObject, role: TokenRole, nowMs: number): number | null {
  const names = role === 'refresh' ? REFRESH_FIELDS : ACCESS_FIELDS;
  for (const [key, value] of Object.entries(parent)) {
    const name = normaliseKey(key);
    if (!names.includes(name) || isOfSession(name, parent)) continue;
    const seconds = readDurationSec(value, name, nowMs);
    if (seconds !== null) return seconds;
  }
  return null;
}

/** `{ user, expires, accessToken }` is a session with its own end (Auth.js); the token's is another. */
const isOfSession = (name: string, parent: JsonObject): boolean =>
  name === 'expires' && isJsonObject(readMember(parent, 'user'));

function readDurationSec(value: Json, name: string, nowMs: number): number | null {
  // "No limit" in Keycloak's words; for access tokens the field is then simply left out.
  if (value === null || value === 0) return REFRESH_FIELDS.includes(name) ? 0 : null;
  if (typeof value === 'string' && !/^\d{1,15}(\.\d+)?$/.test(value)) {
    const atMs = value.length >= 10 && value.length <= 40 ? Date.parse(value) : Number.NaN;
    return Number.isNaN(atMs) ? null : Math.round((atMs - nowMs) / 1000);
  }
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number) || number < 0) return null;
  if (number > EPOCH_MS_ABOVE) return Math.round((number - nowMs) / 1000);
  if (number > EPOCH_SEC_ABOVE) return Math.round(number - nowMs / 1000);
  return name === 'expires' && number >= DURATION_MS_ABOVE / 10 && isMilliseconds(number) ? number / 1000 : number;
}

/** Directus counts in milliseconds: 900000 is a quarter of an hour, not ten days. */
const isMilliseconds = (number: number): boolean => number >= DURATION_MS_ABOVE || number % 1000 === 0;

export const readScope = (parent: JsonObject): string | null => {
  const scope = readMember(parent, 'scope');
  if (typeof scope === 'string' && scope !== '') return detachText(scope.slice(0, 1024));
  return Array.isArray(scope)
    ? scope
        .filter((word) => typeof word === 'string')
        .join(' ')
        .slice(0, 1024)
    : null;
};
