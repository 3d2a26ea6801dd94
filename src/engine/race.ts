// Several refreshes of one token at once: whose refusal belongs to the race? (rules.md 3.5, 14.19) Pure.

import { LOST_AFTER_MS } from './position';
import type { Refresh } from './refresh';
import { isSameTarget } from './target';
import type { Token } from './token';

/**
 * Another presentation of the token overlapped and was not refused: this refusal belongs to the race, whichever began first.
 * Also one whose answer was lost: the server may have had it, and rotated (T4).
 */
export function isOfRace(token: Token | undefined, refresh: Refresh): boolean {
  return (
    token?.uses.some((other) => {
      if (other.refresh === refresh.id || other.isRefused || !isSameTarget(other.target, refresh.target)) return false;
      const overMs = other.endMs ?? other.startMs + LOST_AFTER_MS;
      return other.startMs <= (refresh.endMs ?? refresh.startMs) && overMs >= refresh.startMs;
    }) === true
  );
}
