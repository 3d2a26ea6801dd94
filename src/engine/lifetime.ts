// How long a token is valid by its issuer's word (rules.md 3.1), and when that ends by server time.

import type { Strength } from '../token/role';
import type { Token } from './token';

export type LifetimeMethod =
  | 'claims:exp-iat'
  | 'claims:exp-nbf'
  | 'claims:exp-issued'
  | 'response:expires_in'
  | 'observed:first-seen'
  | 'none';

/** `lifetimeSec` is null only for method 'none'. For 'observed:first-seen' it is a lower bound. */
export type Lifetime = {
  readonly lifetimeSec: number | null;
  readonly method: LifetimeMethod;
  readonly confidence: Strength;
};

/** An `iat` this much older than the observed issuance was kept across renewals (rules.md 14.15). */
const KEPT_IAT_SEC = 60;

/** `firstSeenServerMs`: server time of first sight, for tokens whose issuance was not observed. */
export function measureLifetime(token: Token, firstSeenServerMs: number): Lifetime {
  const { expSec, iatSec, nbfSec, issuedServerMs, announcedSec } = token;
  if (expSec === null) {
    if (announcedSec !== null && announcedSec > 0)
      return { lifetimeSec: announcedSec, method: 'response:expires_in', confidence: 'confirmed' };
    return { lifetimeSec: null, method: 'none', confidence: 'confirmed' };
  }
  const issuedSec = issuedServerMs === null ? null : Math.round(issuedServerMs / 1000);
  const isIatKept = iatSec !== null && issuedSec !== null && issuedSec - iatSec > KEPT_IAT_SEC;
  if (iatSec !== null && expSec > iatSec && !isIatKept)
    return { lifetimeSec: expSec - iatSec, method: 'claims:exp-iat', confidence: 'confirmed' };
  if (iatSec === null && nbfSec !== null && expSec > nbfSec)
    return { lifetimeSec: expSec - nbfSec, method: 'claims:exp-nbf', confidence: 'likely' };
  if (issuedSec !== null) return { lifetimeSec: expSec - issuedSec, method: 'claims:exp-issued', confidence: 'likely' };
  const sinceSec = expSec - Math.round(firstSeenServerMs / 1000);
  return { lifetimeSec: sinceSec, method: 'observed:first-seen', confidence: 'possible' };
}

/**
 * When it was issued, in milliseconds of server time: by its own word, which is older than an answer that was long in coming,
 * unless its `iat` was kept across renewals. Null where nobody saw it issued.
 */
export function findIssuedServerMs({ iatSec, issuedServerMs }: Token): number | null {
  if (issuedServerMs === null || iatSec === null) return issuedServerMs;
  return Math.abs(issuedServerMs - iatSec * 1000) <= KEPT_IAT_SEC * 1000 ? iatSec * 1000 : issuedServerMs;
}

/** When the token ends, in milliseconds of server time; null when its issuer announced no end. */
export function findExpiryServerMs(token: Token): number | null {
  if (token.expSec !== null) return token.expSec * 1000;
  if (token.announcedSec === null || token.announcedSec <= 0 || token.issuedServerMs === null) return null;
  return token.issuedServerMs + token.announcedSec * 1000;
}
