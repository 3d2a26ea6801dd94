// A credential as it leaves `normalise`: a fingerprint and facts, never the credential itself.

import type { Fingerprint } from '../base/brand';
import type { DecodedToken, TokenFormat } from '../token/decoded-token';
import type { RoleEvidence, TokenRole } from '../token/role';
import type { Carrier } from './carrier';

export type Credential = {
  readonly fp: Fingerprint;
  /** Fingerprint of `header.payload` (equal for one token re-encoded with another signature); null when opaque. */
  readonly bodyFp: Fingerprint | null;
  /** Fingerprint of the `nonce` claim, to be compared with that of an authorization request; null without one. */
  readonly nonceFp: Fingerprint | null;
  readonly format: TokenFormat;
  readonly jwt: DecodedToken | null;
  readonly carrier: Carrier;
  /** Name of the header, cookie, parameter or key it rode under, as sent, capped at 64 characters. */
  readonly name: string | null;
  /** What its position (K2, K3) or the token itself (K1, K4, K6, K7) says; null when neither says anything. */
  readonly claimed: RoleEvidence | null;
};

/** A credential in a request. */
export type PresentedCredential = Credential & {
  /** The scheme of the Authorization header in lower case; 'raw' when there was none; null elsewhere. */
  readonly scheme: string | null;
  /** Equal to the value of another header of the same request, as a publishable key is (dialects.md 2.8). */
  readonly isRepeatedInRequest: boolean;
};

/** A cookie whose value may turn out to be a renewal credential (rules.md 3.3). */
export type CandidateCookie = {
  readonly name: string;
  readonly fp: Fingerprint;
  /** The role that its name suggests (row K8), or null. */
  readonly named: TokenRole | null;
};

export type SetCookieFacts = {
  readonly httpOnly: boolean;
  readonly secure: boolean;
  readonly sameSite: 'strict' | 'lax' | 'none' | null;
  /** Kept apart per top-level site (CHIPS): a foreign site does not make the browser send it. */
  readonly isPartitioned: boolean;
  /** Retention, not validity. Null for a session cookie. */
  readonly maxAgeSec: number | null;
};

/** A credential that an answer delivers. */
export type IssuedCredential = Credential & {
  /** Announced life in seconds from the answer (expires_in and its kin), or null. 0 is kept: "never" or "unknown". */
  readonly announcedSec: number | null;
  /** Null unless it came by Set-Cookie. */
  readonly cookie: SetCookieFacts | null;
};
