// Where a renewal credential stood when it was presented (rules.md 4.1). Derived from all its uses, so that the order in
// which sensors report does not matter. Pure.
//
// The catalogue does not rank its own states against each other. Here: logged out before superseded (the sign-out is the
// stronger promise), superseded before expired (the browser did present a replaced token, whatever else was true).

import { type Gap, isUnwatched } from './gaps';
import type { Position } from './refresh';
import { isSameTarget } from './target';
import type { Token, Use } from './token';

/** A presentation without any news of its answer after this time is taken for lost. */
export const LOST_AFTER_MS = 60_000;

export type Standing = {
  /** Null: it was refused for good before, so this presentation is not judged again. */
  readonly position: Position | null;
  readonly sinceReplacedSec: number | null;
};

export type Surroundings = {
  readonly graceSec: number;
  readonly logoutMarginSec: number;
  readonly loggedOutAtMs: number | null;
  /** Local instant at which its announced life ends; null when none was announced. */
  readonly expiresAtMs: number | null;
  /** When nothing was seen: an answer may have come unseen. */
  readonly gaps: readonly Gap[];
};

export function judgeUse(token: Token, use: Use, around: Surroundings): Standing {
  const earlier = token.uses.filter((other) => other.refresh !== use.refresh && isEarlier(other, use, token.uses));
  const wasRefused = earlier.some((other) => other.isRefused && other.endMs !== null && other.endMs <= use.startMs);
  if (wasRefused) return { position: null, sinceReplacedSec: null };
  const replacedMs = findReplacedMs(earlier, use);
  const sinceReplacedSec = replacedMs === null ? null : (use.startMs - replacedMs) / 1000;
  return { position: findPosition(token, use, earlier, sinceReplacedSec, around), sinceReplacedSec };
}

function findPosition(
  token: Token,
  use: Use,
  earlier: readonly Use[],
  sinceReplacedSec: number | null,
  around: Surroundings,
): Position {
  const { loggedOutAtMs, logoutMarginSec, graceSec, expiresAtMs, gaps } = around;
  if (loggedOutAtMs !== null && use.startMs >= loggedOutAtMs + logoutMarginSec * 1000) return 'P5';
  if (sinceReplacedSec !== null) {
    if (use.distance >= 2) return 'P4';
    return sinceReplacedSec <= graceSec ? 'P2' : 'P3';
  }
  if (earlier.some((other) => isConcurrent(other, use, gaps))) return 'P1';
  if (expiresAtMs !== null && use.startMs > expiresAtMs) return 'P6';
  const isLineageKnown = token.issuedAtMs !== null || token.generation > 0 || earlier.some((other) => other.isAccepted);
  return isLineageKnown ? 'P0' : 'P7';
}

/** Order of start; for equal starts the order of sight. */
function isEarlier(other: Use, use: Use, uses: readonly Use[]): boolean {
  return other.startMs < use.startMs || (other.startMs === use.startMs && placeOf(other, uses) < placeOf(use, uses));
}

const placeOf = (use: Use, uses: readonly Use[]): number => uses.findIndex(({ refresh }) => refresh === use.refresh);

/** Superseded only by a successor whose answer had arrived before this presentation began, for the same target (T16). */
function findReplacedMs(earlier: readonly Use[], use: Use): number | null {
  const replaced = earlier.filter((other) => other.successor !== null && isSameTarget(other.target, use.target));
  const ends = replaced.flatMap(({ endMs }) => (endMs !== null && endMs <= use.startMs ? [endMs] : []));
  return ends.length === 0 ? null : Math.min(...ends);
}

function isConcurrent(other: Use, use: Use, gaps: readonly Gap[]): boolean {
  if (other.isLost || !isSameTarget(other.target, use.target)) return false;
  if (other.endMs !== null) return other.endMs > use.startMs;
  // Its failure may have come unseen, also after this one was sent: that makes a retry (T4).
  const untilMs = Math.max(use.startMs, other.startMs + LOST_AFTER_MS);
  return use.startMs - other.startMs < LOST_AFTER_MS && !isUnwatched(gaps, other.startMs, untilMs);
}
