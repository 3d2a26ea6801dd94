import type { Json } from '../../base/json';

const TIME_CLAIMS: ReadonlySet<string> = new Set(['exp', 'iat', 'nbf', 'auth_time', 'updated_at']);
/** Above this a NumericDate is meant in milliseconds (rules.md 14.14). */
const MILLISECONDS_FROM = 1e11;

/** The instant that a time claim names, in milliseconds; null when the member is none. `isSoft`: the engine took it for one. */
export function readTimeClaim(name: string, value: Json, isSoft: boolean): number | null {
  if (!isSoft && !TIME_CLAIMS.has(name)) return null;
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number) || number <= 0) return null;
  return number > MILLISECONDS_FROM ? number : number * 1000;
}
