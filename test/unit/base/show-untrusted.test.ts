import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { showUntrusted } from '../../../src/base/show-untrusted';

describe('text from the network', () => {
  it.each([
    ['plain', 'https://id.shop.dev', 'https://id.shop.dev'],
    ['right to left override', 'user\u202Egpj.exe', 'user\\u202egpj.exe'],
    ['isolates', '\u2066a\u2069', '\\u2066a\\u2069'],
    ['zero width', 'pay\u200bpal', 'pay\\u200bpal'],
    ['control characters', 'a\u0000b\u001bc', 'a\\u0000b\\u001bc'],
    ['line breaks', 'a\nb\tc', 'a\\nb\\tc'],
    ['tag characters', 'a\u{e0041}', 'a\\u{e0041}'],
    ['a lone surrogate', 'a\ud800', 'a\\ud800'],
    ['markup', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['arabic letters stay', 'مرحبا', 'مرحبا'],
    ['emoji stay', 'ok 👍', 'ok 👍'],
  ])('%s', (_name, text, shown) => {
    expect(showUntrusted(text)).toBe(shown);
  });

  it('counts what it does not show', () => {
    expect(showUntrusted('x'.repeat(1_000_000), 10)).toBe('xxxxxxxxxx… (999990 more characters)');
  });

  it('never lets an invisible character through, and never grows beyond its bound', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.integer({ min: 1, max: 300 }), (text, maxChars) => {
        const shown = showUntrusted(text, maxChars);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(shown.length).toBeLessThanOrEqual(maxChars * 10 + 40);
      }),
    );
  });
});
