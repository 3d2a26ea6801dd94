// What is left out of a HAR file before it is parsed is what would not have been read: everything else is there to the letter.

import { constants } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Json } from '../../../src/base/json';
import * as limits from '../../../src/base/limits';
import { createHarSkimmer, ENTRY_STAND_IN } from '../../../src/import/skim-har';
import { createHarReader } from '../../../src/observe/har-file';
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

type Skimmed = { readonly entries: readonly string[]; readonly around: string };

/** `pieceBytes`: the file comes in pieces of so many bytes. */
function skim(text: string, pieceBytes = text.length * 3 + 1): Skimmed {
  const entries: string[] = [];
  const skimmer = createHarSkimmer((entry) => void entries.push(entry));
  const bytes = encode(text);
  for (let at = 0; at < bytes.length; at += pieceBytes) skimmer.take(bytes.subarray(at, at + pieceBytes));
  const around = skimmer.finish();
  if (!around.ok) throw new Error(around.reason);
  return { entries, around: around.value };
}

/** All raw halves that the entries give. */
function readHalves(entries: readonly Json[]): readonly unknown[] {
  const halves: unknown[] = [];
  const take = (half: unknown): void => void halves.push(half);
  const sink: RawSink = { takeRequest: take, takeAnswer: take, takeFailure: take };
  const reader = createHarReader(sink);
  entries.forEach(reader.takeEntry);
  return halves;
}
const readWhole = (text: string): readonly unknown[] => readHalves(JSON.parse(text).log.entries);
const readSkimmed = ({ entries }: Skimmed): readonly unknown[] =>
  readHalves(entries.map((entry): Json => JSON.parse(entry)));

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
    const skimmed = skim(text);
    expect(skimmed.entries.join('').length).toBeLessThan(600);
    expect(readSkimmed(skimmed)).toEqual(readWhole(text));
  });

  it.each(READ)('keeps %s', (_name, content) => {
    const text = writeHar([content, content]);
    const { entries, around } = skim(text);
    expect(entries).toEqual([JSON.stringify(entryWith(content)), JSON.stringify(entryWith(content))]);
    expect(around).toBe(`{"log":{"entries":[${ENTRY_STAND_IN},${ENTRY_STAND_IN}]}}`);
  });

  it('keeps the end of a file that was cut off', () => {
    const text = writeHar(READ_IN_VAIN.map(([, content]) => content));
    const cutInBody = text.slice(0, text.lastIndexOf('<p title') + 500);
    const { entries, around } = skim(cutInBody);
    expect(entries).toHaveLength(READ_IN_VAIN.length - 1);
    expect(around.endsWith(cutInBody.slice(-500))).toBe(true);
    expect(skim('{"text": "').around).toBe('{"text": "');
  });

  it.each([
    ['a report', '{"version":1,"log":[{"entries":[{}]}],"entries":[{}]}'],
    ['a list', '[{"log":{"entries":[{"a":1}]}}]'],
    ['entries of something else', '{"log":{"pages":[{"entries":[{}]}],"other":{"entries":[{}]},"entries":{"a":{}}}}'],
    ['a text', '"log"'],
  ])('leaves other JSON whole: %s', (_name, text) => {
    expect(skim(text)).toEqual({ entries: [], around: text });
  });

  it('refuses what would take all memory', () => {
    const tell = (...pieces: readonly string[]): string => {
      const skimmer = createHarSkimmer(() => undefined);
      for (const piece of pieces) skimmer.take(encode(piece));
      const around = skimmer.finish();
      return around.ok ? 'read' : around.reason;
    };
    expect(tell('['.repeat(501))).toBe('overgrown');
    expect(tell('{"a":'.repeat(400_000))).toBe('overgrown');
    expect(tell(`[0${',0'.repeat(20_000_001)}`)).toBe('overgrown');
    expect(tell(`["\\"]]]]\\\\",${'['.repeat(2000)}`)).toBe('overgrown');
    expect(tell(`{"log":{"entries":[0${',{}'.repeat(1_000_001)}`)).toBe('overgrown');
    expect(tell(JSON.stringify(['['.repeat(2_000_000)]))).toBe('read');
    expect(tell(`["${'['.repeat(1_000_000)}`)).toBe('read');
    expect(tell(JSON.stringify(Array.from({ length: 200_000 }, () => ({ a: [1, 2, { b: '"[{\\' }] }))))).toBe('read');
  });

  it.each([
    ['around its entries', '{"a":"', 'b'.repeat(600), '"}'],
    ['in one entry', '{"log":{"entries":[{"a":"', 'b'.repeat(600), '"}]}}'],
    [
      'in the parts of one entry',
      '{"log":{"entries":[{"a":"',
      `${'b'.repeat(400)}","mimeType":"image/png","text":"`,
      `${LONG}","c":"${'b'.repeat(400)}"}]}}`,
    ],
    ['in what is cut off', '{"log":{"entries":[{"a":"', 'b'.repeat(600), ''],
  ])('refuses a file with more text than a string can hold %s', (_name, ...pieces) => {
    const tell = (maxChars: number): boolean => {
      const skimmer = createHarSkimmer(() => undefined, maxChars);
      for (const piece of pieces) skimmer.take(encode(piece));
      return skimmer.finish().ok;
    };
    expect(tell(500)).toBe(false);
    expect(tell(5000)).toBe(true);
  });

  it('takes no more text than a string can hold, unless it is told how much', async () => {
    expect(limits.MAX_FILE_TEXT_CHARS).toBeLessThan(constants.MAX_STRING_LENGTH);
    vi.resetModules();
    vi.doMock('../../../src/base/limits', () => ({ ...limits, MAX_FILE_TEXT_CHARS: 500 }));
    const { createHarSkimmer: createSkimmer } = await import('../../../src/import/skim-har');
    vi.doUnmock('../../../src/base/limits');
    vi.resetModules();
    const tell = (chars: number): boolean => {
      const skimmer = createSkimmer(() => undefined);
      skimmer.take(encode(`{"a":"${'b'.repeat(chars)}"}`));
      return skimmer.finish().ok;
    };
    expect([tell(400), tell(600)]).toEqual([true, false]);
  });

  it('looks at each byte of a body a few times, in however many pieces it comes', () => {
    const typedArray: Uint8Array = Object.getPrototypeOf(Uint8Array.prototype);
    const { indexOf, set } = typedArray;
    let touched = 0;
    vi.spyOn(typedArray, 'indexOf').mockImplementation(function (this: Uint8Array, byte, from = 0) {
      const found = indexOf.call(this, byte, from);
      touched += (found < 0 ? this.length : found) - from;
      return found;
    });
    vi.spyOn(typedArray, 'set').mockImplementation(function (this: Uint8Array, bytes, at) {
      touched += bytes.length;
      set.call(this, bytes, at);
    });
    const piece = encode('x'.repeat(4096));
    const skimmer = createHarSkimmer(() => undefined);
    skimmer.take(encode('{"log":{"entries":[{"text":"'));
    for (let count = 0; count < 2000; count += 1) skimmer.take(piece);
    skimmer.take(encode('"}]}}'));
    vi.restoreAllMocks();
    expect(touched).toBeGreaterThan(2000 * piece.length);
    expect(touched).toBeLessThan(6 * 2000 * piece.length);
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
    const files = fc.tuple(fc.array(contents, { maxLength: 4 }), fc.nat({ max: 2 }), fc.integer({ min: 9, max: 900 }));
    holdsForAll(files, 300, ([list, indent, pieceBytes]) => {
      const text = JSON.stringify(JSON.parse(writeHar(list)), null, indent);
      const skimmed = skim(text);
      expect(readSkimmed(skimmed)).toEqual(readWhole(text));
      expect(skim(text, pieceBytes)).toEqual(skimmed);
      expect(JSON.parse(skimmed.around).log.entries).toEqual(list.map(() => ({})));
    });
  });
});
