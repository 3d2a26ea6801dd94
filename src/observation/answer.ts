// What an answer says, without secrets.

import type { Fingerprint } from '../base/brand';

/** full: read; none: the answer has no body; unavailable: this sensor sees no bodies; lost: it should have seen it. */
export type BodyAvailability = 'full' | 'none' | 'unavailable' | 'lost';

/** network: it came over the wire; cache, service-worker: it did not, and says nothing about the server now (T7). */
export type AnswerSource = 'network' | 'cache' | 'service-worker';

/**
 * How the words of an error are read (rules.md 9, dialects.md 2.6).
 * reuse: the server itself names reuse. race: it names concurrency and asks to retry. ordinary-end: it names expiry, idle
 * timeout, sign-out or a disabled user. generic: refused, cause not named. misconfigured: the client is at fault.
 * negotiation: use_dpop_nonce. transient: try again later. unspecified: an error was reported, but neither its words nor
 * its status say whether it is about the credential (a GraphQL error inside 200): only a refresh takes it as a refusal.
 */
export type ErrorReading =
  | 'reuse'
  | 'ordinary-end'
  | 'generic'
  | 'misconfigured'
  | 'race'
  | 'transient'
  | 'negotiation'
  | 'unspecified';

export type AnswerError = {
  /** A short machine code such as invalid_grant; null when the answer names none that is safe to keep. */
  readonly code: string | null;
  readonly reading: ErrorReading;
};

/** WWW-Authenticate, reduced. */
export type Challenge = { readonly scheme: string; readonly error: string | null };

/** Where a redirect points, as far as it matters. */
export type RedirectTarget = {
  readonly isLogin: boolean;
  readonly codeFp: Fingerprint | null;
  /** OAuth error of an authorization answer (login_required, …). */
  readonly error: string | null;
};
