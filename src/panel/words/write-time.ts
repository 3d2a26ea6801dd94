// Instants in words: local, UTC and relative. As the browser's own language writes them: 14:02:11 or 02:02:11 PM, always
// with two digits, so that columns align. The formatters are made once, they are slow to make.

import { writeSpan } from '../../base/write-duration';

const TO_MINUTE = { hour: '2-digit', minute: '2-digit' } as const;
const TO_SECOND = { ...TO_MINUTE, second: '2-digit' } as const;
const SHORT_TIME = new Intl.DateTimeFormat(undefined, TO_MINUTE);
const LOCAL_TIME = new Intl.DateTimeFormat(undefined, TO_SECOND);
const EXACT_TIME = new Intl.DateTimeFormat(undefined, { ...TO_SECOND, fractionalSecondDigits: 3 });
const DAY_AND_MONTH = { day: 'numeric', month: 'short' } as const;
const SHORT_DAY = new Intl.DateTimeFormat(undefined, DAY_AND_MONTH);
const LOCAL_DAY = new Intl.DateTimeFormat(undefined, { ...DAY_AND_MONTH, year: 'numeric' });

/** What a Date can hold; a claim may name an instant beyond it. */
const MAX_DATE_MS = 8.64e15;

const isWritable = (atMs: number): boolean => Number.isFinite(atMs) && Math.abs(atMs) <= MAX_DATE_MS;
const OUT_OF_RANGE = 'beyond the calendar';
const RIGHT_TO_LEFT = /\p{Script=Arabic}|\p{Script=Hebrew}/u;

/** What runs from right to left keeps its direction to itself: the words around it are English. */
function write(format: Intl.DateTimeFormat, atMs: number): string {
  const text = format.format(atMs);
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}

/** `14:02:11`, local. */
export const writeClock = (atMs: number): string => (isWritable(atMs) ? write(LOCAL_TIME, atMs) : OUT_OF_RANGE);

/** `14:02:11.300`, local, for events. */
export const writeExactClock = (atMs: number): string => (isWritable(atMs) ? write(EXACT_TIME, atMs) : OUT_OF_RANGE);

/** `14:02`, local, for axes. */
export const writeShortClock = (atMs: number): string => (isWritable(atMs) ? write(SHORT_TIME, atMs) : OUT_OF_RANGE);

/** Of `14:02:11` as this browser writes it: what a column of times must hold. */
export const CLOCK_CHARS = writeClock(0).length;

/** `21 Nov`, local. */
export const writeShortDay = (atMs: number): string => (isWritable(atMs) ? write(SHORT_DAY, atMs) : OUT_OF_RANGE);

/** The clock alone on the day of `nowMs`; else with its date. */
export function writeMoment(atMs: number, nowMs: number): string {
  if (!isWritable(atMs)) return OUT_OF_RANGE;
  return isSameDay(atMs, nowMs) ? writeClock(atMs) : `${write(LOCAL_DAY, atMs)} ${writeClock(atMs)}`;
}

/** By the local calendar. */
export const isSameDay = (atMs: number, otherMs: number): boolean =>
  new Date(atMs).toDateString() === new Date(otherMs).toDateString();

/** Midnight before it, by the local calendar. */
export const findDayMs = (atMs: number): number => new Date(atMs).setHours(0, 0, 0, 0);

/** `2026-11-21 14:02:11 UTC`. */
export function writeUtc(atMs: number): string {
  if (!isWritable(atMs)) return OUT_OF_RANGE;
  return `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** `in 4 min 12 s`, `5 min 48 s ago`, `now`. */
export function writeRelative(atMs: number, nowMs: number): string {
  if (!isWritable(atMs)) return OUT_OF_RANGE;
  const sec = (atMs - nowMs) / 1000;
  if (Math.abs(sec) < 1) return 'now';
  // As the countdown does: what is left counts the second under way, what is past does not.
  return sec > 0 ? `in ${writeSpan(Math.ceil(sec))}` : `${writeSpan(Math.floor(-sec))} ago`;
}
