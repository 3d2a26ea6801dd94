// The stretch of time in which some tokens lived: what the timeline shows when one lane is asked for. Pure.

import { readStartMs } from './timeline-lanes';
import type { TimelineWindow } from './timeline-window';
import type { TokenEntry } from './token-entry';

const MINUTE_MS = 60_000;
/** Shares of the span: air before the first token and behind the last; behind the present as much as it takes to follow it. */
const AIR_SHARE = 0.05;
const FOLLOWED_SHARE = 0.78;

/** `overMs`: when all of it was over; null while it goes on, then the present is followed. Null without a token. */
export function fitTokens(entries: readonly TokenEntry[], overMs: number | null, nowMs: number): TimelineWindow | null {
  const fromMs = entries.reduce((least, { token }) => Math.min(least, readStartMs(token)), Infinity);
  if (fromMs === Infinity) return null;
  const lastMs = entries.reduce((most, { token }) => Math.max(most, token.lastSeenMs), fromMs);
  if (overMs === null) return { spanMs: Math.max(MINUTE_MS, nowMs - fromMs) / FOLLOWED_SHARE, endMs: null };
  const spanMs = Math.max(MINUTE_MS, (Math.max(overMs, lastMs) - fromMs) * (1 + 2 * AIR_SHARE));
  return { spanMs, endMs: fromMs + spanMs * (1 - AIR_SHARE) };
}
