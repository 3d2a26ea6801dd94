// What is left out of a HAR file before it is parsed is what would not have been read: everything else is there to the letter.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/base/json';
import { skimHar } from '../../../src/import/skim-har';
import { readHarFile } from '../../../src/observe/har-file';
import type { RawSink } from '../../../src/observe/raw-sink';
import { holdsForAll } from '../../property/given/laws';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function entryWith(content: object): Json {
  return JSON.parse(
    JSON.stringify({
      startedDateTime: '2026-03-01T10:00:00.000Z',
      time: 20,
      request: { method: 'GET', url: 'https://app.example/', headers: [{ name: 'Accept', value: 'text' }] },
      response: { status: 200, headers: [], content },
      timings: { receive: 1 },
    }),
  );
}

const writeHar = (contents: readonly object[]): string => JSON.stringify({ log: { entries: contents.map(entryWith) } });

/** All raw halves that the file gives. */
function readHalves(text: string): readonly unknown[] {
  const halves: unknown[] = [];
  const take = (half: unknown): void => void halves.push(half);
  const sink: RawSink = { takeRequest: take, takeAnswer: take, takeFailure: take };
  const file = readHarFile(JSON.parse(text));
  if (!file.ok) throw new Error(file.reason);
  file.value.replay(sink);
  return halves;
}

const LONG = 'x'.repeat(2000);
const READ_IN_VAIN: readonly (readonly [name: string, content: object])[] = [
  ['a picture', { size: 9, mimeType: 'image/webp', text: LONG, encoding: 'base64' }],
  ['a picture whose size stands between', { mimeType: 'image/png', size: 9, compression: 0, text: LONG }],
  ['a script', { mimeType: 'application/javascript; charset=utf-8', text: `var a="\\"${LONG}\\\\"` }],
  ['a style', { mimeType: 'text/css', text: `.a{}${LONG}` }],
  ['a page', { mimeType: 'text/html', text: `\n\t <!doctype html><p title="ü">${LONG}` }],
];
const READ: readonly (readonly [name: string, content: object])[] = [
  ['JSON', { mimeType: 'application/json', text: JSON.stringify({ access_token: 'a', LONG }) }],
  ['JSON that is called a script', { mimeType: 'text/javascript', text: JSON.stringify({ access_token: 'a', LONG }) }],
  ['JSON that is called a page', { mimeType: 'text/html', text: ` [${JSON.stringify({ access_token: 'a', LONG })}]` }],
  ['a vector picture', { mimeType: 'image/svg+xml', text: `access_token=a&b=${LONG}` }],
  ['a picture that says so afterwards', { text: LONG, mimeType: 'image/png' }],
  ['a text beside a picture', { other: { mimeType: 'image/png' }, text: LONG }],
  ['a short script', { mimeType: 'text/javascript', text: 'a' }],
];

describe('a HAR file that is skimmed', { timeout: 60_000 }, () => {
  it.each(READ_IN_VAIN)('loses %s', (_name, content) => {
    const text = writeHar([content]);
    expect(skimHar(encode(text)).length).toBeLessThan(600);
    expect(readHalves(skimHar(encode(text)))).toEqual(readHalves(text));
  });

  it.each(READ)('keeps %s', (_name, content) => {
    const text = writeHar([content]);
    expect(skimHar(encode(text))).toBe(text);
  });

  it('keeps the end of a file that was cut off', () => {
    const text = writeHar(READ_IN_VAIN.map(([, content]) => content));
    const cutInBody = text.slice(0, text.lastIndexOf('<p title') + 500);
    const skimmed = skimHar(encode(cutInBody));
    expect(skimmed.length).toBeLessThan(cutInBody.length);
    expect(skimmed.endsWith(cutInBody.slice(-500))).toBe(true);
    expect(skimHar(encode('{"text": "'))).toBe('{"text": "');
  });

  it('gives the same exchanges as one that is not, whatever its bodies are', () => {
    const types = fc.constantFrom('image/png', 'text/javascript', 'text/css', 'text/html', 'application/json', '');
    const pieces = fc.constantFrom(
      '"',
      '\\',
      '\\"',
      '{',
      '}',
      '[',
      '<',
      ':',
      ' ',
      '\n',
      '\u00a0',
      '\ufeff',
      '\u0001',
      ' '.repeat(80),
      'ü',
      '長',
      'text',
      'mimeType',
    );
    const bodies = fc
      .tuple(fc.array(pieces, { maxLength: 8 }), fc.constantFrom('', LONG), fc.array(pieces, { maxLength: 8 }))
      .map(([before, long, after]) => [...before, long, ...after].join(''));
    const contents = fc.record({ mimeType: types, text: bodies }, { requiredKeys: [] });
    holdsForAll(fc.tuple(fc.array(contents, { maxLength: 4 }), fc.nat({ max: 2 })), 300, ([list, indent]) => {
      const text = JSON.stringify(JSON.parse(writeHar(list)), null, indent);
      expect(readHalves(skimHar(encode(text)))).toEqual(readHalves(text));
    });
  });
});
