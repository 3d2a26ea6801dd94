// Guards for data from outside, and JSON that may be hostile.

import { describe, expect, it } from 'vitest';
import { describeFault } from '../../../src/base/describe-fault';
import {
  type Guard,
  isAnyOf,
  isFingerprint,
  isListOf,
  isNullOr,
  isNumber,
  isObjectOf,
  isOneOf,
  isPairOf,
  isRecordOf,
  isText,
} from '../../../src/base/guard';
import { parseJson, readMember, readString } from '../../../src/base/json';

type Point = { readonly x: number; readonly name: string | null };
const isPoint = isObjectOf<Point>({ x: isNumber, name: isNullOr(isText) });

describe('a guard', () => {
  it.each<[what: string, value: unknown, is: boolean]>([
    ['all members', { x: 1, name: 'a' }, true],
    ['null where it may be', { x: 1, name: null }, true],
    ['members that it does not know', { x: 1, name: null, more: true }, true],
    ['a missing member', { x: 1 }, false],
    ['a member of another type', { x: '1', name: null }, false],
    ['a number that is none', { x: Number.NaN, name: null }, false],
    ['inherited members', Object.create({ x: 1, name: null }), false],
    ['an array', [1, null], false],
    ['null', null, false],
    ['a text', 'x', false],
  ])('of objects: %s', (_what, value, is) => {
    expect(isPoint(value)).toBe(is);
  });

  it('of lists, records, pairs and alternatives', () => {
    expect(isListOf(isNumber)([1, 2])).toBe(true);
    expect(isListOf(isNumber)([1, '2'])).toBe(false);
    expect(isRecordOf(isNumber)({ a: 1 })).toBe(true);
    expect(isRecordOf(isNumber)({ a: 'b' })).toBe(false);
    expect(isPairOf(isNumber, isText)([1, 'a'])).toBe(true);
    expect(isPairOf(isNumber, isText)([1, 'a', 2])).toBe(false);
    expect(isAnyOf(isPoint, isNumber)(7)).toBe(true);
    expect(isOneOf('a', 1, null)(null)).toBe(true);
    expect(isOneOf('a', 1, null)('b')).toBe(false);
  });

  it('of a union knows all its words, or does not compile', () => {
    // @ts-expect-error 'c' is missing
    const isLetter: Guard<'a' | 'b' | 'c'> = isOneOf('a', 'b');
    expect(isLetter('c')).toBe(false);
    // @ts-expect-error null is missing
    isObjectOf<Point>({ x: isNumber, name: isText });
  });

  it('of fingerprints', () => {
    expect(isFingerprint('0123456789abcdef0123456789abcdef')).toBe(true);
    expect(isFingerprint('0123456789ABCDEF0123456789ABCDEF')).toBe(false);
    expect(isFingerprint('0123')).toBe(false);
  });
});

describe('hostile JSON', () => {
  it('has only the members that it has', () => {
    const object = JSON.parse('{"__proto__":{"a":"1"},"b":""}');
    expect(readMember(object, 'a')).toBeUndefined();
    expect(readMember(object, 'toString')).toBeUndefined();
    expect(readString(object, 'b')).toBeNull();
    expect(readMember(object, '__proto__')).toEqual({ a: '1' });
  });

  it('that is none is undefined, not an error', () => {
    expect(parseJson('{"a":')).toBeUndefined();
    expect(parseJson('['.repeat(200_000))).toBeUndefined();
  });
});

describe('a fault', () => {
  it('is told by kind and place, never by its message', () => {
    const fault = describeFault(new TypeError('eyJhbGciOi.secret.text'));
    expect(fault).toMatch(/^TypeError at guard\.test\.ts:\d+$/);
    expect(describeFault('eyJhbGciOi')).toBe('unknown error');
  });

  it('keeps no name that could be a text from outside', () => {
    const error = Object.assign(new Error('x'), { name: 'secret text!' });
    expect(describeFault(error)).toMatch(/^Error/);
  });
});
