// Scalars that must not be mixed up. A brand costs nothing at run time.

declare const brandKey: unique symbol;
type Brand<Base, Name extends string> = Base & { readonly [brandKey]: Name };

/** 32 hex digits: the first 16 bytes of HMAC-SHA-256 over a credential as sent (rules.md 2.4). No secret. */
export type Fingerprint = Brand<string, 'Fingerprint'>;
