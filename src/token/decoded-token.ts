// What a JWT says about itself once its signature has been dropped. Pure data; no browser, no clock.

import type { JsonObject } from '../base/json';

/** jws: three parts; jwe: five parts, payload unreadable; opaque: not a JWT, known only by its position. */
export type TokenFormat = 'jws' | 'jwe' | 'opaque';

/** A decoded JWT without its signature (no credential any more). `payload` is null for a JWE. */
export type DecodedToken = {
  readonly format: 'jws' | 'jwe';
  readonly header: JsonObject;
  readonly payload: JsonObject | null;
  /** Length of the token as sent, in characters. */
  readonly lengthChars: number;
};
