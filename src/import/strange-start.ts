// How files begin that are no JSON in UTF-8, so that they can be called by their names.

import type { FileFault } from '../base/file-fault';

type Strange = Extract<FileFault, 'zipped' | 'utf-16'>;

const BYTE_ORDER_MARKS = [[0xff, 0xfe] as const, [0xfe, 0xff] as const];
const STARTS: readonly (readonly [fault: Strange, ...bytes: (readonly number[])[]])[] = [
  // A zip archive, as Playwright records into where the file's name ends in .zip; gzip; mitmproxy's .zhar, which is zlib.
  ['zipped', [0x50, 0x4b, 0x03, 0x04], [0x1f, 0x8b], [0x78, 0x01], [0x78, 0x9c], [0x78, 0xda]],
  ['utf-16', ...BYTE_ORDER_MARKS, [0x7b, 0], [0, 0x7b]],
];
export const START_BYTES = 4;

/** Null for what may well be text. `start`: the first bytes of the file, START_BYTES of them if there are. */
export const findStrangeStart = (start: readonly number[]): Strange | null =>
  STARTS.find(([, ...starts]) => starts.some((bytes) => bytes.every((byte, index) => start[index] === byte)))?.[0] ??
  null;
