// How files begin that are no JSON in UTF-8, so that they can be called by their names.

import type { FileFault } from '../base/file-fault';

export const START_BYTES = 4;
/** A zip archive, as Playwright records into where the file's name ends in .zip; gzip; mitmproxy's .zhar, which is zlib. */
const ZIPPED = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x1f, 0x8b],
  [0x78, 0x01],
  [0x78, 0x9c],
  [0x78, 0xda],
];
/** The byte order marks; a brace. */
const UTF_16 = [
  [0xff, 0xfe],
  [0xfe, 0xff],
  [0x7b, 0],
  [0, 0x7b],
];

/** Null for what may well be text. `start`: the first bytes of the file, START_BYTES of them if there are. */
export function findStrangeStart(start: readonly number[]): Extract<FileFault, 'zipped' | 'utf-16'> | null {
  const isOneOf = (starts: readonly (readonly number[])[]): boolean =>
    starts.some((bytes) => bytes.every((byte, index) => start[index] === byte));
  if (isOneOf(ZIPPED)) return 'zipped';
  return isOneOf(UTF_16) ? 'utf-16' : null;
}
