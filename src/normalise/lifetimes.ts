// Lifetime fields of token answers and their unit traps (dialects.md 2.2).

import { isJsonObject, type Json, type JsonObject, readMember } from '../base/json';
import type { TokenRole } from '../token/role';
import { normaliseKey } from './key-names';

/** After normaliseKey: whose end (the whole answer's, where it is not said), that it is one, how it is counted. A bare `ttl` is a cache's. */
const END =
  /^(?!ttl|lifetime)x?(refresh(?:token|jwt)?|rt|(?:access|auth|session)?(?:token|jwt)?|access|session)(?:expir(?:es?|y|ation)|exp|ttl|lifetime|valid(?:ity|for|until|till|to))(?:in|at|on|time|date|timestamp)?(ms|milli(?:second)?s|sec(?:ond)?s?|min(?:ute)?s?|hours?|days?)?$/;
/** `15m`, `7d`, `3600s` (the notation of vercel/ms, and of Google's durations). */
const DURATION =
  /^(\d{1,9}(?:\.\d{1,9})?) ?(ms|milli(?:second)?s?|s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?|w(?:eeks?)?)$/i;
const SECONDS_OF: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** `unit`: as written in full or by its first letter. */
const secondsOf = (unit: string): number => {
  const name = unit.toLowerCase();
  return name === 'ms' || name.startsWith('milli') ? 0.001 : (SECONDS_OF[name.charAt(0)] ?? 1);
};

const EPOCH_MS_ABOVE = 1e11;
const EPOCH_SEC_ABOVE = 1e9;
/** A bare `expires` of this size is milliseconds (Directus): nobody announces eleven days under that name. */
const DURATION_MS_ABOVE = 1e6;

/** Seconds from the answer; 0 when announced as unbounded (0 or null); null when nothing is announced. `nowMs`: server time. */
export function readAnnouncedSec(parent: JsonObject, role: TokenRole, nowMs: number): number | null {
  let ofSession: number | null = null;
  for (const [key, value] of Object.entries(parent)) {
    const name = normaliseKey(key);
    const [, owner, unit] = END.exec(name) ?? [];
    if (owner === undefined || isOfSession(name, parent)) continue;
    const isRefresh = owner.startsWith('r');
    if (isRefresh !== (role === 'refresh')) continue;
    const seconds = readDurationSec(value, { name, unit, isRefresh }, nowMs);
    if (seconds !== null && owner !== 'session') return seconds;
    ofSession ??= seconds;
  }
  return ofSession;
}

type EndField = { readonly name: string; readonly unit: string | undefined; readonly isRefresh: boolean };

/** `{ user, expires, accessToken }` is a session with its own end (Auth.js); the token's is another. */
const isOfSession = (name: string, parent: JsonObject): boolean =>
  name === 'expires' && isJsonObject(readMember(parent, 'user'));

function readDurationSec(value: Json, { name, unit, isRefresh }: EndField, nowMs: number): number | null {
  // "No limit" in Keycloak's words; for access tokens the field is then simply left out.
  if (value === null || value === 0) return isRefresh ? 0 : null;
  if (typeof value === 'string' && !/^\d{1,15}(\.\d+)?$/.test(value)) {
    const [, count, named] = DURATION.exec(value) ?? [];
    if (count !== undefined && named !== undefined) return Number(count) * secondsOf(named);
    const atMs = value.length >= 10 && value.length <= 40 ? Date.parse(value) : Number.NaN;
    return Number.isNaN(atMs) ? null : Math.round((atMs - nowMs) / 1000);
  }
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number) || number < 0) return null;
  if (number > EPOCH_MS_ABOVE) return Math.round((number - nowMs) / 1000);
  if (number > EPOCH_SEC_ABOVE) return Math.round(number - nowMs / 1000);
  if (unit !== undefined) return number * secondsOf(unit);
  return name === 'expires' && number >= DURATION_MS_ABOVE / 10 && isMilliseconds(number) ? number / 1000 : number;
}

/** Directus counts in milliseconds: 900000 is a quarter of an hour, not ten days. */
const isMilliseconds = (number: number): boolean => number >= DURATION_MS_ABOVE || number % 1000 === 0;
