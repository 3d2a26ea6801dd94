// Where a JSON string ends, in bytes.

const [QUOTE, BACKSLASH] = [34, 92];
/** Strings are mostly short, and escaped quotes come close together; beyond this the engine's own search is quicker. */
const STEPS = 48;

/**
 * The place of the quote that ends the string, or -1. `from`: inside the string, and not behind a backslash. What is behind
 * `end` is searched as well unless a quote stands there.
 */
export function findQuote(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end) {
    for (const near = Math.min(end, at + STEPS); at < near; at += 1) {
      const byte = bytes[at];
      if (byte === QUOTE) return at;
      if (byte === BACKSLASH) at += 1;
    }
    const quote = bytes.indexOf(QUOTE, at);
    if (quote < 0 || quote >= end) return -1;
    if (countSlashes(bytes, at, quote) % 2 === 0) return quote;
    at = quote + 1;
  }
  return -1;
}

/** Where a search that came to `end` goes on when more bytes are there. */
export const resumeAt = (bytes: Uint8Array, from: number, end: number): number => end - countSlashes(bytes, from, end);

/** Backslashes right before `at`. */
function countSlashes(bytes: Uint8Array, from: number, at: number): number {
  let slashes = 0;
  while (at - 1 - slashes >= from && bytes[at - 1 - slashes] === BACKSLASH) slashes += 1;
  return slashes;
}
