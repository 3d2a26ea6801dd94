// A HAR file's bytes → its text without the bodies that nobody reads. Most of a large file is pictures, scripts, styles and
// pages; left out here, they are neither decoded nor parsed nor kept in memory.

import { isReadInVain } from '../observe/har-body';

const [QUOTE, BACKSLASH, COLON, OPEN, CLOSE] = [34, 92, 58, 123, 125];
const SPACE = 32;
/** Shorter bodies are not worth the cut. */
const MIN_CUT_BYTES = 256;
const MIME_CHARS = 64;
const START_CHARS = 64;
/** Strings are mostly short; behind this a search by the engine's own code is quicker than a step per byte. */
const STEPS = 48;
/** `<` stands for a body that was left out: of whatever type, it is read in vain as well. An empty text would count as lost. */
const STAND_IN = new Uint8Array([60]);
const KEYS = { text: toBytes('text'), mimeType: toBytes('mimeType') } as const;

/** `bytes`: UTF-8. Other JSON is given back whole, and so is what follows a string that does not end. */
export function skimHar(bytes: Uint8Array): string {
  const pieces: Uint8Array[] = [];
  let keptTo = 0;
  let key: keyof typeof KEYS | null = null;
  /** What the object that the text stands in said of its type, as browsers do, before the text. */
  let mimeType = '';
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === OPEN || byte === CLOSE) mimeType = '';
    if (byte !== QUOTE) continue;
    const end = findQuote(bytes, at + 1);
    if (end < 0) break;
    if (isKey(bytes, end)) key = readKey(bytes, at + 1, end);
    else {
      if (key === 'mimeType') mimeType = readAscii(bytes, at + 1, Math.min(end, at + 1 + MIME_CHARS));
      else if (key === 'text' && end - at > MIN_CUT_BYTES && isReadInVain(mimeType, readStart(bytes, at + 1))) {
        pieces.push(bytes.subarray(keptTo, at + 1), STAND_IN);
        keptTo = end;
      }
      key = null;
    }
    at = end;
  }
  return new TextDecoder().decode(pieces.length === 0 ? bytes : join([...pieces, bytes.subarray(keptTo)]));
}

/** The place of the quote that ends the string; -1 where none does. */
function findQuote(bytes: Uint8Array, from: number): number {
  const near = Math.min(bytes.length, from + STEPS);
  for (let at = from; at < near; at += 1) {
    if (bytes[at] === BACKSLASH) at += 1;
    else if (bytes[at] === QUOTE) return at;
  }
  for (let end = bytes.indexOf(QUOTE, from); end >= 0; end = bytes.indexOf(QUOTE, end + 1)) {
    let slashes = 0;
    while (end - 1 - slashes >= from && bytes[end - 1 - slashes] === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return -1;
}

function isKey(bytes: Uint8Array, end: number): boolean {
  let at = end + 1;
  while ((bytes[at] ?? COLON) <= SPACE) at += 1;
  return bytes[at] === COLON;
}

/** Only two keys matter. */
function readKey(bytes: Uint8Array, from: number, end: number): keyof typeof KEYS | null {
  if (matches(bytes, from, end, KEYS.text)) return 'text';
  return matches(bytes, from, end, KEYS.mimeType) ? 'mimeType' : null;
}

function matches(bytes: Uint8Array, from: number, end: number, word: Uint8Array): boolean {
  return end - from === word.length && word.every((byte, index) => bytes[from + index] === byte);
}

function toBytes(word: string): Uint8Array {
  return new TextEncoder().encode(word);
}

const readAscii = (bytes: Uint8Array, from: number, end: number): string =>
  String.fromCharCode(...bytes.subarray(from, end));

/** How the body begins, its escapes resolved; a bracket for what is not ASCII, so that it counts as possible JSON. */
const readStart = (bytes: Uint8Array, from: number): string =>
  readAscii(bytes, from, from + START_CHARS).replace(/\\(.)|[^\0-~]/g, (_, escaped: string | undefined) => {
    if (escaped === undefined || escaped === 'u' || escaped === 'b') return '[';
    return 'fnrt'.includes(escaped) ? ' ' : escaped;
  });

function join(pieces: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}
