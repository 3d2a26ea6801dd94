// A file's bytes, as they come → the entries of a HAR file one by one, and the text around them. Most of a large file is
// pictures, scripts, styles and pages: bodies that nobody reads are left out, neither decoded nor parsed.

import { MAX_FILE_DEPTH, MAX_FILE_ENTRIES, MAX_FILE_TEXT_CHARS, MAX_FILE_VALUES } from '../base/limits';
import { fail, type Result, succeed } from '../base/result';
import { isReadInVain } from '../observe/har-body';
import { findQuote, resumeAt } from './find-quote';

const [QUOTE, COMMA, COLON, OPEN_LIST, CLOSE_LIST, OPEN, CLOSE, SPACE] = [34, 44, 58, 91, 93, 123, 125, 32];
const FIRST_ROOM_BYTES = 1 << 20;
/** Shorter bodies are not worth the cut. */
const MIN_CUT_BYTES = 256;
const MIME_CHARS = 64;
const START_CHARS = 64;
/** How deep one is inside the file's object, its log, the list of entries. */
const [FILE_DEPTH, LOG_DEPTH, LIST_DEPTH] = [1, 2, 3];
/** `<` stands for a body that was left out: of whatever type, it is read in vain as well. An empty text would count as lost. */
const BODY_STAND_IN = '<';
export const ENTRY_STAND_IN = '{}';

export type HarSkimmer = {
  /** UTF-8, cut anywhere. */
  readonly take: (bytes: Uint8Array) => void;
  /** The text around the entries, which have `{}` in their places. JSON that is no HAR file is given back whole. */
  readonly finish: () => Result<string, 'overgrown' | 'unreadable'>;
};

/**
 * `onEntry`: the text of an object in `log.entries`, and its place there. It is balanced, but need not be JSON. `maxChars`: of
 * one entry, and of what is around them; a file with more is unreadable.
 */
export function createHarSkimmer(
  onEntry: (text: string, index: number) => void,
  maxChars = MAX_FILE_TEXT_CHARS,
): HarSkimmer {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let bytes = new Uint8Array(FIRST_ROOM_BYTES);
  let end = 0;
  /** What is before is decoded or left out. */
  let keptFrom = 0;
  let at = 0;
  /** So far the end of the string at `at` has been looked for. */
  let searched = 0;
  let depth = 0;
  let values = 0;
  let index = 0;
  let isLog = false;
  let isList = false;
  let key: Key | null = null;
  /** What the object that one is in said of its type, as browsers do, before the text. */
  let mimeType = '';
  let entry: string | null = null;
  let around = '';
  let isOvergrown = false;
  let isTooLong = false;

  const decode = (from: number, to: number): string => decoder.decode(bytes.subarray(from, to));

  function makeRoom(more: number): void {
    const needed = end - keptFrom + more;
    const room = needed * 2 > bytes.length ? new Uint8Array(needed * 2) : bytes;
    room.set(bytes.subarray(keptFrom, end));
    bytes = room;
    at -= keptFrom;
    searched -= keptFrom;
    end -= keptFrom;
    keptFrom = 0;
  }

  /** Moves what is kept up to here into the text that it belongs to. */
  function keep(to: number, standIn: string): void {
    isTooLong ||= (entry ?? around).length + to - keptFrom > maxChars;
    const text = isTooLong ? '' : decode(keptFrom, to) + standIn;
    keptFrom = to;
    if (entry === null) around += text;
    else entry += text;
  }

  function open(byte: number): void {
    if (byte === OPEN_LIST) isList ||= isLog && depth === LOG_DEPTH && key === 'entries';
    else {
      if (depth === FILE_DEPTH) isLog = key === 'log';
      if (depth === LIST_DEPTH && isList) {
        keep(at, '');
        entry = '';
      }
      mimeType = '';
    }
    key = null;
    depth += 1;
  }

  function close(byte: number): void {
    depth -= 1;
    if (byte === CLOSE) mimeType = '';
    if (depth < LIST_DEPTH) isList = false;
    if (depth === LIST_DEPTH && entry !== null) {
      keep(at + 1, '');
      onEntry(entry, index);
      entry = null;
      around += ENTRY_STAND_IN;
    }
  }

  /** False when its end is not there yet. */
  function passString(): boolean {
    const last = findQuote(bytes, Math.max(at + 1, searched), end);
    searched = last < 0 ? resumeAt(bytes, at + 1, end) : last;
    if (last < 0) return false;
    let next = last + 1;
    while (next < end && (bytes[next] ?? 0) <= SPACE) next += 1;
    if (next === end) return false;
    if (bytes[next] === COLON) key = readKey(bytes, at + 1, last);
    else {
      if (key === 'mimeType') mimeType = decode(at + 1, Math.min(last, at + 1 + MIME_CHARS));
      else if (
        key === 'text' &&
        last - at > MIN_CUT_BYTES &&
        isReadInVain(mimeType, resolveStart(decode(at + 1, at + 1 + START_CHARS)))
      ) {
        keep(at + 1, BODY_STAND_IN);
        keptFrom = last;
      }
      key = null;
    }
    at = last;
    return true;
  }

  function skim(): void {
    for (; at < end; at += 1) {
      const byte = bytes[at];
      if (byte === QUOTE) {
        if (!passString()) return;
      } else if (byte === COMMA) {
        values += 1;
        if (depth === LIST_DEPTH && isList) index += 1;
      } else if (byte === OPEN || byte === OPEN_LIST) open(byte);
      else if (byte === CLOSE || byte === CLOSE_LIST) close(byte);
    }
  }

  return {
    take(more) {
      if (isOvergrown || isTooLong) return;
      if (end + more.length >= bytes.length) makeRoom(more.length + 1);
      bytes.set(more, end);
      end += more.length;
      // A search stops here, instead of going through all the room behind what has come so far.
      bytes[end] = QUOTE;
      skim();
      isTooLong ||= end - keptFrom > maxChars;
      isOvergrown = depth > MAX_FILE_DEPTH || values > MAX_FILE_VALUES || index > MAX_FILE_ENTRIES;
    },
    finish() {
      if (isOvergrown) return fail('overgrown');
      keep(end, '');
      if (isTooLong || around.length + (entry?.length ?? 0) > maxChars) return fail('unreadable');
      return succeed(around + (entry ?? ''));
    },
  };
}

type Key = 'text' | 'mimeType' | 'log' | 'entries';
const encoder = new TextEncoder();
const KEYS = (['log', 'text', 'entries', 'mimeType'] as const).map((key) => ({ key, bytes: encoder.encode(key) }));
/** No two of them are of one length. */
const KEYS_BY_LENGTH = Array.from({ length: 9 }, (_, length) => KEYS.find(({ key }) => key.length === length));

function readKey(bytes: Uint8Array, from: number, end: number): Key | null {
  const known = KEYS_BY_LENGTH[end - from];
  if (known === undefined) return null;
  for (let at = from; at < end; at += 1) if (bytes[at] !== known.bytes[at - from]) return null;
  return known.key;
}

/** How a body begins, its escapes resolved; a bracket for what is not ASCII, so that it counts as possible JSON. */
const resolveStart = (text: string): string =>
  text.replace(/\\(.)|[^\0-~]/g, (_, escaped: string | undefined) => {
    if (escaped === undefined || escaped === 'u' || escaped === 'b') return '[';
    return 'fnrt'.includes(escaped) ? ' ' : escaped;
  });
