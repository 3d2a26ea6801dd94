// Fingerprints are HMAC-SHA-256, cut to 16 bytes, checked against Node's own (rules.md 2.4).

import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createFingerprinter, hashToBase64Url } from '../../../src/token/fingerprint';
import { TEST_KEY_HEX } from '../../support/raw-halves';

const TEXTS = ['', 'RT1', 'x'.repeat(10_000), 'Zoë ☕ 🔑', 'a lone \ud800 surrogate'];

describe('a fingerprint', () => {
  it.each(TEXTS)('of "%.10s" is the keyed hash of its UTF-8 bytes', (text) => {
    const digest = createHmac('sha256', Buffer.from(TEST_KEY_HEX, 'hex')).update(text, 'utf8').digest('hex');
    expect(createFingerprinter(TEST_KEY_HEX)(text)).toBe(digest.slice(0, 32));
  });

  it('differs from key to key', () => {
    const other = createFingerprinter('f'.repeat(64));
    expect(createFingerprinter(TEST_KEY_HEX)('RT1')).not.toBe(other('RT1'));
  });

  it.each(['', 'abc', 'g'.repeat(64), 'a'.repeat(63)])('needs a key of 64 hex digits, not "%s"', (key) => {
    expect(() => createFingerprinter(key)).toThrow('64 hex digits');
  });
});

describe('the hash of ath and thumbprints', () => {
  it.each(TEXTS)('of "%.10s" is SHA-256 in base64url', (text) => {
    expect(hashToBase64Url(text)).toBe(createHash('sha256').update(text, 'utf8').digest('base64url'));
  });
});
