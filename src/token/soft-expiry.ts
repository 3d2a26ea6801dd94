// The second, custom expiry of one-token designs (rules.md 3.1): `exp` in five days, `useExp` in ten minutes.

import type { JsonObject } from '../base/json';
import { readNumericDate } from './time-claims';

const NAME =
  /^(use|soft|idle|inactive|inactivity|refresh|renew|renewal|access|session|valid)[_-]?(exp|expiry|expires|expiresAt|expiration|until|before|at|by)$/i;
const NOT_ABOUT_THE_TOKEN = /plan|trial|licen[cs]e|subscription|membership|card|password|pwd/i;
const REGISTERED = new Set(['exp', 'nbf', 'iat', 'auth_time', 'updated_at']);
/** September 2001: smaller numbers are counts or durations. */
const PLAUSIBLE_SEC = 1e9;

export type SoftExpiryClaim = { readonly claim: string; readonly atSec: number };

/** The earliest claim that names a soft expiry with `iat <= value < exp`; null when there is none. */
export function findSoftExpiry(
  payload: JsonObject,
  iatSec: number | null,
  expSec: number | null,
): SoftExpiryClaim | null {
  if (expSec === null) return null;
  let earliest: SoftExpiryClaim | null = null;
  for (const [claim, value] of Object.entries(payload)) {
    if (REGISTERED.has(claim) || !NAME.test(claim) || NOT_ABOUT_THE_TOKEN.test(claim)) continue;
    const atSec = readNumericDate(value);
    if (atSec === null || atSec >= expSec || atSec < (iatSec ?? 0) || atSec < PLAUSIBLE_SEC) continue;
    if (earliest === null || atSec < earliest.atSec) earliest = { claim, atSec };
  }
  return earliest;
}
