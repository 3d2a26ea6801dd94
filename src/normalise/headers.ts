// Reads header lines: names in any case, repeated, oversized.

import { MAX_HEADER_CHARS, MAX_JOINED_LINES } from '../base/limits';
import type { HeaderLine } from '../observe/exchange';

/** What browsers send with everything, in words of their own: nobody asks for them, and no token is ever in them. */
const PLAIN_NAMES = new Set(
  (
    'accept accept-encoding accept-language cache-control connection content-length dnt host if-modified-since if-none-match ' +
    'origin pragma priority range te upgrade-insecure-requests user-agent sec-ch-ua sec-ch-ua-mobile sec-ch-ua-platform ' +
    'sec-fetch-mode sec-fetch-site sec-fetch-user sec-gpc'
  ).split(' '),
);

export type Headers = {
  /** First value under a lower-case name, or null. */
  readonly get: (name: string) => string | null;
  readonly all: (name: string) => readonly string[];
  /** Without the plain ones, names in lower case. */
  readonly lines: readonly HeaderLine[];
};

export function readHeaders(lines: readonly HeaderLine[]): Headers {
  const telling: HeaderLine[] = [];
  for (const { name, value } of lines) {
    const lowerName = name.toLowerCase();
    // HTTP/2 pseudo headers repeat the URL.
    if (PLAIN_NAMES.has(lowerName) || value.length > MAX_HEADER_CHARS || name.startsWith(':')) continue;
    telling.push({ name: lowerName, value });
  }
  return {
    get: (name) => telling.find((line) => line.name === name)?.value ?? null,
    all: (name) => splitLines(telling, name),
    lines: telling,
  };
}

/** DevTools joins repeated lines with a line feed. */
function splitLines(lines: readonly HeaderLine[], name: string): readonly string[] {
  const values: string[] = [];
  for (const line of lines) if (line.name === name) values.push(...line.value.split('\n', MAX_JOINED_LINES));
  return values;
}
