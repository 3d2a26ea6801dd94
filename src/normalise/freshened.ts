// An answer out of the browser's cache that the server was asked about all the same.

import type { Fingerprint } from '../base/brand';
import { MAX_KNOWN_TEXTS } from '../base/limits';
import { setCapped } from '../base/set-capped';

/** `dateMs`: the answer's own `Date`, NaN without one. True when it is later than all that its address told before. */
export type NoteDate = (urlFp: Fingerprint, dateMs: number) => boolean;

/**
 * A 304 renews the `Date` of what is kept (RFC 9111 4.3.4), and the cache alone never does. webRequest tells of both alike: from
 * the cache, with the kept status (seen in Chromium 156). False where nothing was told of the address before, and within
 * one second of it: rather a send too few than a hit of the cache too many.
 */
export function createDateLog(): NoteDate {
  const latest = new Map<Fingerprint, number>();
  return (urlFp, dateMs) => {
    const before = latest.get(urlFp);
    if (Number.isNaN(dateMs) || (before !== undefined && dateMs <= before)) return false;
    setCapped(latest, urlFp, dateMs, MAX_KNOWN_TEXTS);
    return before !== undefined;
  };
}
