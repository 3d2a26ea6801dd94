// A HAR file as a whole: what is wrong with it, and what was left out of it.

import { describe, expect, it } from 'vitest';
import { parseJsonFile } from '../../../src/base/json';
import { readHarFile } from '../../../src/observe/har-file';

type Header = { readonly name: string; readonly value: string };

function write(creator: string, sent: readonly Header[], received: readonly Header[] = []): string {
  const entry = {
    startedDateTime: '2026-03-01T09:00:00.000Z',
    time: 20,
    request: { method: 'GET', url: 'https://api.shop.example/me', headers: sent },
    response: { status: 200, headers: received, content: {} },
  };
  return JSON.stringify({ log: { version: '1.2', creator: { name: creator, version: '537.36' }, entries: [entry] } });
}

const isSanitised = (text: string): boolean | string => {
  const json = parseJsonFile(text);
  const file = json.ok ? readHarFile(json.value) : json;
  return file.ok ? file.value.isSanitised : file.reason;
};

describe('a HAR file', () => {
  it('of Chrome without any credential was written without sensitive data', () => {
    expect(isSanitised(write('WebInspector', [{ name: 'Accept', value: '*/*' }]))).toBe(true);
  });

  it.each(['Authorization', 'Cookie'])('of Chrome with %s was written with sensitive data', (name) => {
    expect(isSanitised(write('WebInspector', [{ name, value: 'x=1' }]))).toBe(false);
  });

  it('of Chrome with Set-Cookie was written with sensitive data', () => {
    expect(isSanitised(write('WebInspector', [], [{ name: 'set-cookie', value: 'x=1' }]))).toBe(false);
  });

  it('of another tool is taken as it is', () => {
    expect(isSanitised(write('mitmproxy', []))).toBe(false);
  });

  it('may begin with a byte order mark, but must be one', () => {
    expect(isSanitised(`\ufeff${write('Firefox', [])}`)).toBe(false);
    expect(isSanitised(' \n')).toBe('empty');
    expect(isSanitised('{"log":{"entries":[{"a":"x')).toBe('cut-off');
    expect(isSanitised('{"log":{"entries":[}')).toBe('not-json');
    expect(isSanitised('# My trip')).toBe('not-json');
    expect(isSanitised('{"log":{}}')).toBe('not-har');
  });
});
