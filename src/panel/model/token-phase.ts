// The phase of a token: what its colour, its mark and its words say. Colour never says it alone.

import { assertNever } from '../../base/assert-never';
import { writeCountdown } from '../../base/write-duration';
import { readTokenState, type TokenState } from '../../engine/select';
import type { ToldState } from '../../engine/state';
import { STATE_NAMES } from '../../report/state-words';
import type { TokenEntry } from './token-entry';

/** live: green; expiring: amber; over: grey; wrong: red; renewal: violet; open: no end is known. */
export type Phase = 'live' | 'expiring' | 'over' | 'wrong' | 'renewal' | 'open';

function readPhase(entry: TokenEntry, tokenState: TokenState): Phase {
  switch (tokenState) {
    case 'superseded':
    case 'rejected':
    case 'logged-out':
    case 'expired':
      return 'over';
    case 'expiring':
      return 'expiring';
    case 'live':
    case 'unknown':
      if (entry.worst === 'critical' || entry.worst === 'high') return 'wrong';
      if (entry.token.role === 'refresh') return 'renewal';
      return tokenState === 'live' ? 'live' : 'open';
    default:
      return assertNever(tokenState);
  }
}

export type TokenMoment = {
  readonly state: TokenState;
  readonly phase: Phase;
  /** `04:12`, `−00:07`, or the word for what ended it. */
  readonly text: string;
  /** Share of its life that is left, 0 to 1; null when it has no known length. */
  readonly share: number | null;
};

/** How a token stands at an instant. */
export function readMoment(state: ToldState, entry: TokenEntry, nowMs: number): TokenMoment {
  const { lifetimeSec } = entry.lifetime;
  const tokenState = readTokenState(state, entry.token, nowMs);
  const leftSec = readLeftSec(entry, lifetimeSec, nowMs);
  const isOver = entry.ending !== null || (leftSec !== null && leftSec <= 0);
  return {
    state: tokenState,
    phase: readPhase(entry, tokenState),
    text: writeMoment(entry, leftSec),
    share: isOver ? 0 : readShare(leftSec, lifetimeSec),
  };
}

/** A server's clock is known to a second or so: what is left is never shown as more than the whole life. */
function readLeftSec(entry: TokenEntry, lifetimeSec: number | null, nowMs: number): number | null {
  if (entry.endsAtMs === null) return null;
  return Math.min((entry.endsAtMs - nowMs) / 1000, lifetimeSec ?? Infinity);
}

function writeMoment(entry: TokenEntry, leftSec: number | null): string {
  if (entry.ending !== null) return STATE_NAMES[entry.ending];
  return leftSec === null ? 'no known end' : writeCountdown(leftSec);
}

function readShare(leftSec: number | null, lifetimeSec: number | null): number | null {
  if (leftSec === null || lifetimeSec === null || lifetimeSec <= 0) return null;
  return Math.min(1, Math.max(0, leftSec / lifetimeSec));
}

/** Share of life left when the soft expiry comes; null without one. */
export function readSoftShare(entry: TokenEntry): number | null {
  const { soft, expSec } = entry.token;
  return soft === null || expSec === null ? null : readShare(expSec - soft.atSec, entry.lifetime.lifetimeSec);
}
