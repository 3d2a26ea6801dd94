import type { Instant } from './report';

const MAX_MS = 253_402_300_799_999;

/** ISO 8601 UTC with milliseconds; instants outside the years 1970 to 9999 are moved to their edge. */
export const toInstant = (ms: number): Instant => new Date(Math.min(Math.max(0, Math.round(ms)), MAX_MS)).toISOString();

export const toInstantOrNull = (sec: number | null): Instant | null => (sec === null ? null : toInstant(sec * 1000));
