import type { Json } from '../../base/json';
import { readNumericDate } from '../../token/time-claims';

const TIME_CLAIMS: ReadonlySet<string> = new Set(['exp', 'iat', 'nbf', 'auth_time', 'updated_at']);

/** The instant that a time claim names, in milliseconds; null when the member is none. `isSoft`: the engine took it for one. */
export function readTimeClaim(name: string, value: Json, isSoft: boolean): number | null {
  if (!isSoft && !TIME_CLAIMS.has(name)) return null;
  const sec = readNumericDate(value);
  return sec === null ? null : sec * 1000;
}
