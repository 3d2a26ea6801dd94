// Turns a credential into a name that can be kept, compared and shown, but not turned back (rules.md 2.4).

import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Fingerprint } from '../base/brand';
import { MAX_KNOWN_CHARS, MAX_KNOWN_FINGERPRINTS } from '../base/limits';
import { setCapped } from '../base/set-capped';
import { createSipHash, roundUpToBlocks } from './sip-hash';

const FINGERPRINT_BYTES = 16;
export const FINGERPRINT_KEY_PATTERN = /^[0-9a-f]{64}$/i;

const BYTES_PER_CHAR = 3;

export type TakeFingerprint = (text: string) => Fingerprint;

/**
 * `keyHex`: 64 hex digits. Synchronous, so that observations keep the order of their events.
 *
 * An app sends one token with every call, and HMAC-SHA-256 of it costs a third of decoding it. So fingerprints are
 * remembered by a cheaper name of their text: 128 bits of SipHash-1-3, which Rust and Python use for tables that strangers
 * fill, under a key of its own that is drawn from the fingerprint key and never leaves this function. Like a fingerprint,
 * a name cannot be turned back. Who does not know the key cannot make two texts of one name, and a page never learns
 * whether it has; that two have one by chance is as unlikely as that they have one fingerprint. The text itself stands in
 * the working buffer only, which is wiped before the call ends.
 */
export function createFingerprinter(keyHex: string): TakeFingerprint {
  if (!FINGERPRINT_KEY_PATTERN.test(keyHex)) throw new Error('the fingerprint key must be 64 hex digits');
  const keyed = hmac.create(sha256, hexToBytes(keyHex));
  // Made once and used for every text; `digestInto` wipes what it has read.
  const working = keyed.clone();
  const digest = new Uint8Array(keyed.outputLen);
  const fingerprint = digest.subarray(0, FINGERPRINT_BYTES);
  const encoder = new TextEncoder();

  const compute = (bytes: Uint8Array): Fingerprint => {
    keyed._cloneInto(working).update(bytes).digestInto(digest);
    // The one place where a text becomes a fingerprint. One that comes back from outside is parsed (base/guard.ts).
    return bytesToHex(fingerprint) as Fingerprint;
  };

  compute(utf8ToBytes('the key of names'));
  // The half of the digest that no fingerprint shows.
  const takeName = createSipHash(digest.slice(FINGERPRINT_BYTES));
  const known = new Map<string, Fingerprint>();
  const buffer = new Uint8Array(roundUpToBlocks(MAX_KNOWN_CHARS * BYTES_PER_CHAR));

  return (text) => {
    if (text.length > MAX_KNOWN_CHARS) return compute(encoder.encode(text));
    const { written } = encoder.encodeInto(text, buffer);
    const name = takeName(buffer, written);
    let fp = known.get(name);
    if (fp === undefined) {
      fp = compute(buffer.subarray(0, written));
      setCapped(known, name, fp, MAX_KNOWN_FINGERPRINTS);
    }
    buffer.fill(0, 0, roundUpToBlocks(written));
    return fp;
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
