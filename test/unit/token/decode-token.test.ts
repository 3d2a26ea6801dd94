// What is a JWT and what is not (RFC 7519, RFC 7516, rules.md 2.3).

import { describe, expect, it } from 'vitest';
import { MAX_TOKEN_CHARS } from '../../../src/base/limits';
import { cutSignature, decodeToken } from '../../../src/token/decode-token';
import { makeJwt } from '../../support/raw-halves';

const encode = (text: string): string => Buffer.from(text).toString('base64url');
const HEADER = encode('{"alg":"ES256"}');
const PAYLOAD = encode('{"sub":"1"}');

describe('a token is decoded', () => {
  it.each([
    ['an ordinary JWS', makeJwt({ sub: '1' })],
    ['an unsigned one, its third part empty', `${encode('{"alg":"none"}')}.${PAYLOAD}.`],
    ['one whose header does not begin with eyJ: white space first', `${encode(' {"alg":"ES256"}')}.${PAYLOAD}.c2ln`],
    ['one whose header begins with a line feed', `${encode('\n{"alg":"ES256"}')}.${PAYLOAD}.c2ln`],
    ['one whose header has its keys in another order', `${encode('{"typ":"JWT","alg":"ES256"}')}.${PAYLOAD}.c2ln`],
  ])('%s', (_what, text) => {
    expect(decodeToken(text)).toMatchObject({ format: 'jws', payload: { sub: '1' }, lengthChars: text.length });
  });

  it('with non-ASCII claims', () => {
    expect(decodeToken(makeJwt({ name: 'Zoë ☕' }))?.payload).toEqual({ name: 'Zoë ☕' });
  });

  it('as a JWE, whose payload nobody can read', () => {
    const jwe = `${encode('{"alg":"dir","enc":"A256GCM"}')}..aXYxMjM0NTY3OA.Y2lwaGVy.dGFn`;
    expect(decodeToken(jwe)).toMatchObject({ format: 'jwe', header: { enc: 'A256GCM' }, payload: null });
  });

  it('with a payload that is no JSON object kept as unreadable', () => {
    expect(decodeToken(`${HEADER}.${encode('"just a text"')}.c2ln`)).toMatchObject({ format: 'jws', payload: null });
    expect(decodeToken(`${HEADER}.${encode('not JSON')}.c2ln`)).toMatchObject({ format: 'jws', payload: null });
  });

  it('with __proto__ and constructor as claims like any other', () => {
    const text = `${HEADER}.${encode('{"__proto__":{"role":"admin"},"constructor":1}')}.c2ln`;
    const payload = decodeToken(text)?.payload ?? {};
    expect(Object.keys(payload)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(payload)).toBe(Object.prototype);
  });
});

describe('a text is no token', () => {
  it.each([
    ['nothing', ''],
    ['a host name', 'www.deep.shop.example.org'],
    ['a version', '1.2.3-alpha.1'],
    ['a header that is no JSON', 'eyJhbGciOiJ.eyJzdWIiOi.c2ln'],
    ['a header without alg', `${encode('{"typ":"JWT"}')}.${PAYLOAD}.c2ln`],
    ['a header whose alg is no text', `${encode('{"alg":42}')}.${PAYLOAD}.c2ln`],
    ['a header that is an array', `${encode('["alg"]')}.${PAYLOAD}.c2ln`],
    ['five parts without enc', `${HEADER}.a.b.c.d`],
    ['two parts', `${HEADER}.${PAYLOAD}`],
    ['four parts', `${HEADER}.${PAYLOAD}.c2ln.more`],
    ['padding, which base64url has not', `${HEADER}=.${PAYLOAD}.c2ln`],
    ['a space inside', `${HEADER}. ${PAYLOAD}.c2ln`],
    ['a SuperTokens refresh token', 'ZGVmYXVsdA==.nonceAndMore.V2'],
    ['a signed cookie', 's%3AabcdefghIJKLMNOPQRST.signature'],
    ['one longer than the cap', `${HEADER}.${'a'.repeat(MAX_TOKEN_CHARS)}.c2ln`],
  ])('%s', (_what, text) => {
    expect(decodeToken(text)).toBeNull();
  });
});

describe('the signature', () => {
  it('is cut off, so that one token re-encoded is known again', () => {
    const token = makeJwt({ sub: '1' }, { alg: 'ES256' }, 'one');
    const again = makeJwt({ sub: '1' }, { alg: 'ES256' }, 'two');
    expect(token).not.toBe(again);
    expect(cutSignature(token)).toBe(cutSignature(again));
  });
});
