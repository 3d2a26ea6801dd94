// What else an answer says: clocks, bodies, words of its own.

import { describe, expect, it } from 'vitest';
import { normaliseTestAnswer, TEST_NOW_MS } from '../../support/raw-halves';

const DATE = ['Date', 'Sun, 01 Mar 2026 09:00:00 GMT'] as const;

describe("the server's clock", () => {
  it('is its Date', () => {
    expect(normaliseTestAnswer({ headers: [DATE] }).serverDateMs).toBe(TEST_NOW_MS);
  });

  it.each([
    ['Age says that it is old', ['Age', '120']],
    ['a CDN had it already', ['X-Cache', 'Hit from cloudfront']],
    ['Cloudflare had it already', ['CF-Cache-Status', 'HIT']],
  ] as const)('is not read when %s (T24)', (_what, line) => {
    expect(normaliseTestAnswer({ headers: [DATE, line] }).serverDateMs).toBeNull();
  });

  it.each([
    ['Age', '0'],
    ['X-Cache', 'Miss from cloudfront'],
    ['CF-Cache-Status', 'DYNAMIC'],
  ] as const)('is read all the same with %s: %s', (name, value) => {
    expect(normaliseTestAnswer({ headers: [DATE, [name, value]] }).serverDateMs).toBe(TEST_NOW_MS);
  });

  it.each(['cache', 'service-worker'] as const)('is not that of an answer from the %s (T7)', (source) => {
    expect(normaliseTestAnswer({ source, headers: [DATE] }).serverDateMs).toBeNull();
  });

  it.each(['soon', '', 'Sun, 99 Mar 2026'])('is unknown when its Date says "%s"', (date) => {
    expect(normaliseTestAnswer({ headers: [['Date', date]] }).serverDateMs).toBeNull();
  });
});

describe('a body', () => {
  it.each([
    [{ kind: 'text', text: '{}' }, 'full'],
    [{ kind: 'empty' }, 'none'],
    [{ kind: 'lost' }, 'lost'],
    [{ kind: 'unavailable' }, 'unavailable'],
    [{ kind: 'oversized' }, 'unavailable'],
  ] as const)('%o is %s', (body, availability) => {
    expect(normaliseTestAnswer({ body }).body).toBe(availability);
  });
});

describe('an answer says', () => {
  it.each([
    ['Bearer', 'bearer'],
    ['DPoP', 'dpop'],
    ['N_A', 'n_a'],
    [42, null],
    ['XAalZT9fybcNMyiTUqBzxX_WpwItBV78', null],
  ])('that its tokens are of type %s', (token_type, word) => {
    expect(normaliseTestAnswer({ json: { access_token: 'abcdefgh12345678', token_type } }).tokenType).toBe(word);
  });

  it('which scope it granted, as text or list, in a container too', () => {
    expect(normaliseTestAnswer({ json: { scope: 'read write' } }).scope).toBe('read write');
    expect(normaliseTestAnswer({ json: { data: { scope: ['read', 'write'] } } }).scope).toBe('read write');
  });

  it.each([
    ['"cookies"', true],
    ['"cache", "storage"', true],
    ['"*"', true],
    ['"cache"', false],
    ['cookies', false],
  ])('whether the session is wiped: Clear-Site-Data: %s', (value, clears) => {
    expect(normaliseTestAnswer({ headers: [['Clear-Site-Data', value]] }).clearsSiteData).toBe(clears);
  });

  it('why it accepted a repeat, if it says so in a word', () => {
    const header = 'sb-auth-refresh-token-reuse-cause';
    expect(normaliseTestAnswer({ headers: [[header, 'concurrent-refresh,fail-to-save']] }).repeatCause).toBe(
      'concurrent-refresh,fail-to-save',
    );
    expect(normaliseTestAnswer({ headers: [[header, 'XAalZT9fybcNMyiTUqBzxX']] }).repeatCause).toBeNull();
  });
});
