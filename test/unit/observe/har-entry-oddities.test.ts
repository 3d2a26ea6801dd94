// Entries that hold no exchange, that nobody writes, or that tell of cookies in their own arrays only.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_HEADER_CHARS, MAX_JOINED_LINES } from '../../../src/base/limits';
import { isHarDamage, readHarEntry } from '../../../src/observe/har-entry';
import { answerOf, change, headers, OPTIONS, read } from '../fakes/har-entries';

describe('no exchange', () => {
  it.each([
    [
      'an address that the browser rewrote',
      { response: { status: 307, statusText: 'Internal Redirect' } },
      'internal-redirect',
    ],
    [
      'the same, by its header',
      { response: { status: 307, ...headers({ 'Non-Authoritative-Reason': 'HSTS' }) } },
      'internal-redirect',
    ],
    ['a preflight', { entry: { _resourceType: 'preflight' } }, 'preflight'],
    ['a preflight, in the spelling of the DevTools protocol', { entry: { _resourceType: 'Preflight' } }, 'preflight'],
    [
      'a preflight in Firefox',
      { request: { method: 'OPTIONS', ...headers({ 'Access-Control-Request-Method': 'GET' }) } },
      'preflight',
    ],
    ['a data URL', { request: { url: 'data:text/plain,x' } }, 'other-scheme'],
    ['no request', { without: 'request' }, 'malformed-request'],
    ['a method of ten thousand letters', { request: { method: 'G'.repeat(10_000) } }, 'malformed-request'],
    ['a status in words', { response: { status: 'OK' } }, 'malformed-response'],
    ['a status below none', { response: { status: -2 } }, 'malformed-response'],
    ['no time', { entry: { startedDateTime: 'yesterday' } }, 'malformed-time'],
  ])('is made of %s', (_name, parts, reason) => {
    const result = readHarEntry(change(parts), OPTIONS);
    expect(result).toEqual({ ok: false, reason });
  });

  it('counts as damage only where something is wrong', () => {
    expect([isHarDamage('preflight'), isHarDamage('malformed-time')]).toEqual([false, true]);
  });
});

describe('any value', () => {
  it('gives an exchange or a reason, and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(readHarEntry(value, OPTIONS).ok).toBe(false);
      }),
    );
  });

  it('in the place of any member does no harm', () => {
    const paths = ['entry', 'request', 'response'] as const;
    const keys = [
      'headers',
      'postData',
      'content',
      'timings',
      'time',
      'url',
      'method',
      'status',
      '_initiator',
      'pageref',
      'cache',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.constantFrom(...keys), fc.anything(), (path, key, value) => {
        const result = readHarEntry(change({ [path]: { [key]: value } }), OPTIONS);
        expect(typeof result.ok).toBe('boolean');
      }),
    );
  });
});

describe('numbers that a tool wrote as text', () => {
  it('are read as numbers', () => {
    const answer = answerOf({
      entry: { time: '200', timings: { receive: '50.5' } },
      response: { status: '401' },
    });
    expect(answer).toMatchObject({ status: 401, atMs: Date.parse('2026-03-01T09:00:00.149Z') + 0.5 });
  });
});

describe('cookies that only their own arrays tell', () => {
  const cookies = [
    { name: 'rt', value: 'abc', path: '/token', httpOnly: true, secure: true, expires: '2026-03-08T09:00:00.000Z' },
    { name: 'lang', value: 'de' },
    { name: 'bad', value: 'a;b' },
    { name: '', value: 'x' },
    null,
  ];
  const linesOf = (lines: readonly { readonly name: string; readonly value: string }[]) =>
    lines.filter(({ name }) => name.toLowerCase().endsWith('cookie')).map(({ value }) => value);

  it('are read as headers', () => {
    expect(linesOf(read({ request: { cookies } }).request.headers)).toEqual(['rt=abc; lang=de']);
    const answer = answerOf({ response: { cookies } });
    expect('headers' in answer ? linesOf(answer.headers) : answer).toEqual([
      'rt=abc; path=/token; expires=2026-03-08T09:00:00.000Z; httpOnly; secure',
      'lang=de',
    ]);
  });

  it('add nothing where the header is there', () => {
    const headers = [{ name: 'Cookie', value: 'rt=other' }];
    expect(linesOf(read({ request: { headers, cookies } }).request.headers)).toEqual(['rt=other']);
  });
});

describe('cookies that a tool joined', () => {
  const cookiesOf = (value: string): readonly string[] => {
    const answer = answerOf({ response: { headers: [{ name: 'Set-Cookie', value }] } });
    return 'headers' in answer ? answer.headers.map((line) => line.value) : [];
  };
  const RT = 'rt=abc; Path=/token; HttpOnly';
  const DATED = 'at=xyz; Expires=Wed, 21 Oct 2026 07:28:00 GMT';

  it.each<[what: string, value: string, cookies: readonly string[]]>([
    ['by a comma', `${RT},lang=de; Path=/`, [RT, 'lang=de; Path=/']],
    ['by a comma and a space, dates among them', `${DATED}, ${RT}, ${DATED}`, [DATED, RT, DATED]],
    ['by line feeds, and those are taken apart later', `${RT}\n${DATED}`, [RT, DATED]],
  ])('%s are told apart', (_what, value, cookies) => {
    expect(cookiesOf(value).flatMap((line) => line.split('\n'))).toEqual(cookies);
  });

  it.each([
    ['a list of its own', 'seen=a,b=c,d; Path=/'],
    ['JSON', 'user={"id":1,"token":"a=="}; Path=/'],
    ['a date', DATED],
  ])('are not seen in a value with %s', (_what, value) => {
    expect(cookiesOf(value)).toEqual([value]);
  });

  it('are no way around the bounds of headers', () => {
    const joined = (count: number): string => Array.from({ length: count }, () => RT).join(',');
    expect(cookiesOf(joined(MAX_JOINED_LINES + 100))).toHaveLength(MAX_JOINED_LINES);
    expect(cookiesOf(joined(MAX_HEADER_CHARS / RT.length + 1))).toHaveLength(1);
  });

  it('are not seen in the values of a second line', () => {
    const lines = `${RT}\nseen=a,b=c; Path=/`;
    expect(cookiesOf(lines).flatMap((line) => line.split('\n'))).toEqual([RT, 'seen=a,b=c; Path=/']);
  });
});
