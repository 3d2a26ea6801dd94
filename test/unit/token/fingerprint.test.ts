// Fingerprints are HMAC-SHA-256, cut to 16 bytes, checked against Node's own (rules.md 2.4).

import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { createFingerprinter, hashToBase64Url } from '../../../src/token/fingerprint';
import { TEST_KEY_HEX } from '../../support/raw-halves';

const TEXTS = ['', 'RT1', 'x'.repeat(10_000), 'Zoë ☕ 🔑', 'a lone \ud800 surrogate'];

describe('a fingerprint', () => {
  it.each(TEXTS)('of "%.10s" is the keyed hash of its UTF-8 bytes', (text) => {
    const digest = createHmac('sha256', Buffer.from(TEST_KEY_HEX, 'hex')).update(text, 'utf8').digest('hex');
    const takeFingerprint = createFingerprinter(TEST_KEY_HEX);
    // Once computed, once remembered.
    expect([takeFingerprint(text), takeFingerprint(text)]).toEqual([digest.slice(0, 32), digest.slice(0, 32)]);
  });

  it('differs from key to key', () => {
    const other = createFingerprinter('f'.repeat(64));
    expect(createFingerprinter(TEST_KEY_HEX)('RT1')).not.toBe(other('RT1'));
  });

  it('is its own for every text, however alike they are and however many came between', () => {
    const takeFingerprint = createFingerprinter(TEST_KEY_HEX);
    const texts = Array.from(
      { length: 3000 },
      (_, index) => `${'a'.repeat(index % 700)}${'\0'.repeat(index % 9)}.${index}`,
    );
    const inTurn = texts.map(takeFingerprint);
    expect(new Set(inTurn).size).toBe(texts.length);
    expect(texts.toReversed().map(takeFingerprint).toReversed()).toEqual(inTurn);
  });

  it('leaves nothing of its text in the working memory', () => {
    const encodeInto = vi.spyOn(TextEncoder.prototype, 'encodeInto');
    const takeFingerprint = createFingerprinter(TEST_KEY_HEX);
    for (const text of ['secret', 'secret', 'ab'.repeat(2000), '☕'.repeat(4096)]) takeFingerprint(text);
    const buffers = encodeInto.mock.calls.map(([, bytes]) => bytes);
    encodeInto.mockRestore();
    expect(buffers).toHaveLength(4);
    for (const bytes of buffers) expect(bytes.every((byte) => byte === 0)).toBe(true);
  });

  it('remembers the newest 2,048 texts, and none of more than 4,096 characters', () => {
    const takeFingerprint = createFingerprinter(TEST_KEY_HEX);
    const set = vi.spyOn(Map.prototype, 'set');
    const forget = vi.spyOn(Map.prototype, 'delete');
    for (let index = 0; index < 2058; index += 1) takeFingerprint(`text ${index}`);
    takeFingerprint('x'.repeat(4097));
    const [kept, forgotten] = [set.mock.calls.length, forget.mock.calls.length];
    set.mockRestore();
    forget.mockRestore();
    expect([kept, forgotten]).toEqual([2058, 10]);
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
