// Reads header lines: names in any case, repeated, oversized.

import type { HeaderLine } from '../observe/exchange';

/** Longer values are skipped: no server accepts them, and scanning them would cost time. */
export const MAX_HEADER_CHARS = 65_536;
/** Of one name: no browser joins more. */
const MAX_JOINED = 200;

const NO_VALUES: readonly string[] = [];

export type Headers = {
  /** First value under a lower-case name, or null. */
  readonly get: (name: string) => string | null;
  readonly all: (name: string) => readonly string[];
  readonly lines: readonly HeaderLine[];
};

export function readHeaders(lines: readonly HeaderLine[]): Headers {
  const usable: HeaderLine[] = [];
  for (const { name, value } of lines) {
    // HTTP/2 pseudo headers repeat the URL.
    if (value.length <= MAX_HEADER_CHARS && !name.startsWith(':')) usable.push({ name: name.toLowerCase(), value });
  }
  return {
    get: (name) => usable.find((line) => line.name === name)?.value ?? null,
    // DevTools joins repeated lines with a line feed.
    all: (name) => usable.flatMap((line) => (line.name === name ? line.value.split('\n', MAX_JOINED) : NO_VALUES)),
    lines: usable,
  };
}
