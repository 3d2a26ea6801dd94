// Turns a credential into a name that can be kept, compared and shown, but not turned back (rules.md 2.4).

import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Fingerprint } from '../base/brand';

const FINGERPRINT_BYTES = 16;
export const FINGERPRINT_KEY_PATTERN = /^[0-9a-f]{64}$/i;

export type TakeFingerprint = (text: string) => Fingerprint;

/** `keyHex`: 64 hex digits. Synchronous, so that observations keep the order of their events. */
export function createFingerprinter(keyHex: string): TakeFingerprint {
  if (!FINGERPRINT_KEY_PATTERN.test(keyHex)) throw new Error('the fingerprint key must be 64 hex digits');
  const keyed = hmac.create(sha256, hexToBytes(keyHex));
  // Made once and used for every text; `digestInto` wipes what it has read.
  const working = keyed.clone();
  const digest = new Uint8Array(keyed.outputLen);
  const fingerprint = digest.subarray(0, FINGERPRINT_BYTES);
  const encoder = new TextEncoder();
  return (text) => {
    keyed._cloneInto(working).update(encoder.encode(text)).digestInto(digest);
    return bytesToHex(fingerprint) as Fingerprint;
  };
}

/** SHA-256 in base64url, as DPoP's `ath` and JWK thumbprints use it (RFC 9449 4.2, RFC 7638). */
export function hashToBase64Url(text: string): string {
  const bytes = sha256(utf8ToBytes(text));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
