// Decoding and normalising never throw, whatever comes; and they do not take longer than the input is long:
// a second is a hundred times what they need, and a hundredth of what a quadratic expression would.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_TOKEN_CHARS } from '../../src/base/limits';
import { createNormaliser } from '../../src/normalise/normaliser';
import { isObservation } from '../../src/observation/observation-guard';
import { decodeToken } from '../../src/token/decode-token';
import { readRoleFromClaims } from '../../src/token/role-from-claims';
import { timeLeast } from '../support/processor-time';
import { makeJwt, makeRawAnswer, makeRawRequest, TEST_KEY_HEX } from '../support/raw-halves';
import { hostileAnswers, hostileRequests, hostileTexts } from './given/hostile';
import { holdsForAll } from './given/laws';

const MEGABYTE = 1024 * 1024;

describe('decoding', { timeout: 600_000 }, () => {
  it('never throws', () => {
    holdsForAll(hostileTexts, 1500, (text) => {
      const decoded = decodeToken(text);
      if (decoded === null) return;
      expect(text.length).toBeLessThanOrEqual(MAX_TOKEN_CHARS);
      expect(() => readRoleFromClaims(decoded)).not.toThrow();
      expect(JSON.stringify(decoded).length).toBeLessThanOrEqual(text.length * 6 + 200);
    });
  });
});

describe('normalising', { timeout: 600_000 }, () => {
  const normaliser = createNormaliser(TEST_KEY_HEX);
  const isPlain = (value: unknown): boolean => isObservation(JSON.parse(JSON.stringify(value)));

  it('gives an observation of any request', () => {
    holdsForAll(hostileRequests, 1200, (raw) => expect(isPlain(normaliser.normaliseRequest(raw))).toBe(true));
  });

  it('gives an observation of any answer', () => {
    holdsForAll(hostileAnswers, 1200, (raw) => expect(isPlain(normaliser.normaliseAnswer(raw))).toBe(true));
  });

  it('says the same of the same, in any order', () => {
    holdsForAll(fc.array(hostileRequests, { maxLength: 6 }), 100, (raws) => {
      const inOrder = raws.map(createNormaliser(TEST_KEY_HEX).normaliseRequest);
      const reversed = [...raws].reverse().map(createNormaliser(TEST_KEY_HEX).normaliseRequest).reverse();
      expect(reversed).toEqual(inOrder);
    });
  });
});

describe('size', { timeout: 600_000 }, () => {
  const take = (work: () => void): number => timeLeast(work, 1000).leastMs;
  const { normaliseRequest, normaliseAnswer } = createNormaliser(TEST_KEY_HEX);

  it.each([
    'a',
    'e',
    'eyJ.',
    '{',
    '[',
    '"',
    '=;',
    'a=b&',
    '%',
    '/',
    '.',
    ' ',
    '-',
    '\n',
    'refresh',
    'login ',
    'é',
    ':',
    '{"a":',
  ])('of a megabyte of "%s" costs less than a second, in a header, a body or a URL', (piece) => {
    const long = piece.repeat(MEGABYTE / piece.length);
    const capped = long.slice(0, 65_000);
    const names = ['Authorization', 'Cookie', 'DPoP', 'X-Any'] as const;
    const headers = names.flatMap(
      (name) =>
        [
          [name, long],
          [name, capped],
        ] as const,
    );
    const body = { kind: 'text', text: capped, mimeType: 'multipart/form-data; boundary=x' } as const;
    const url = `https://api.shop.example/${encodeURI(capped).slice(0, 60_000)}`;
    expect(take(() => normaliseRequest(makeRawRequest({ headers, body, url })))).toBeLessThan(1000);
    const answerNames = ['Set-Cookie', 'Location', 'WWW-Authenticate', 'Authorization', 'X-Cache'] as const;
    const answerHeaders = answerNames.flatMap(
      (name) =>
        [
          [name, long],
          [name, capped],
        ] as const,
    );
    expect(
      take(() => normaliseAnswer(makeRawAnswer({ headers: answerHeaders, text: long.slice(0, 256 * 1024), url }))),
    ).toBeLessThan(1000);
  });

  it('of a proof for an address of many slashes costs less than a second', () => {
    const address = `https://api.shop.example${'/'.repeat(40_000)}x`;
    const proof = makeJwt({ htm: 'GET', htu: address }, { alg: 'ES256', typ: 'dpop+jwt' });
    const raw = makeRawRequest({ headers: [['DPoP', proof]], url: address });
    expect(take(() => normaliseRequest(raw))).toBeLessThan(1000);
  });

  // Each was once read in a time that grew with the square of its length.
  it.each([
    ['a page', { url: `https://api.shop.example/${'a'.repeat(60_000)}/b` }],
    ['a call', { method: 'POST', url: `https://api.shop.example/${'a'.repeat(60_000)},b` }],
    ['a GraphQL query', { json: { query: `${'\n'.repeat(30_000)}{a}` } }],
    ['a GraphQL operation', { json: { query: 'mutation{a}', operationName: 'refresh'.repeat(9000) } }],
  ])('of the name of %s costs next to nothing', (_name, detail) => {
    const raw = makeRawRequest(detail);
    expect(timeLeast(() => normaliseRequest(raw), 50).leastMs).toBeLessThan(100);
  });

  it('of five thousand headers costs less than a second', () => {
    const headers = Array.from({ length: 5000 }, (_, index) => [`X-${index}`, `value ${index}`] as const);
    expect(take(() => normaliseRequest(makeRawRequest({ headers })))).toBeLessThan(1000);
    expect(take(() => normaliseAnswer(makeRawAnswer({ headers })))).toBeLessThan(1000);
  });
});
