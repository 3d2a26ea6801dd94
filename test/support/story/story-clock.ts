// The time of stories: seconds of server time, the first event at 0 (rules.md section 13).

export const STORY_START_MS = Date.parse('2026-03-01T09:00:00.000Z');

export const toEpochMs = (at: number): number => STORY_START_MS + Math.round(at * 1000);
export const toEpochSec = (at: number): number => STORY_START_MS / 1000 + at;
export const toIso = (at: number): string => new Date(toEpochMs(at)).toISOString();
