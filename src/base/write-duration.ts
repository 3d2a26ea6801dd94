// Durations in words: countdowns that keep their width, and spans for sentences.

const MINUTE_SEC = 60;
const HOUR_SEC = 3600;
const DAY_SEC = 86_400;
/** From here on the hours say nothing any more. */
const LONG_DAYS = 100;
/** U+2212: as wide as a digit, unlike the hyphen. */
const MINUS = '\u2212';

const pad = (value: number): string => String(value).padStart(2, '0');

/** `04:12`, `4 h 12 m`, `6 d 03 h`; past the end it counts up behind a minus sign. Every value stays for one second. */
export function writeCountdown(leftSec: number): string {
  const wholeSec = Math.ceil(leftSec);
  return leftSec > 0 ? writeClockSpan(wholeSec) : `${MINUS}${writeClockSpan(-wholeSec)}`;
}

function writeClockSpan(sec: number): string {
  if (sec < HOUR_SEC) return `${pad(Math.floor(sec / MINUTE_SEC))}:${pad(sec % MINUTE_SEC)}`;
  if (sec < DAY_SEC) return `${Math.floor(sec / HOUR_SEC)} h ${pad(Math.floor((sec % HOUR_SEC) / MINUTE_SEC))} m`;
  const days = Math.floor(sec / DAY_SEC);
  return days >= LONG_DAYS ? `${days} d` : `${days} d ${pad(Math.floor((sec % DAY_SEC) / HOUR_SEC))} h`;
}

/** `0.2 s`, `57 s`, `10 min`, `1 h 30 min`, `7 d`: at most two units, rounded to the smaller. */
export function writeSpan(sec: number): string {
  const size = Math.abs(sec);
  if (size < 9.95) return `${trimZero(size.toFixed(1))} s`;
  if (size < 119.5) return `${Math.round(size)} s`;
  if (size < HOUR_SEC - 0.5) return writeTwo(Math.round(size), MINUTE_SEC, 'min', 1, 's');
  if (size < 2 * DAY_SEC) return writeTwo(Math.round(size / MINUTE_SEC) * MINUTE_SEC, HOUR_SEC, 'h', MINUTE_SEC, 'min');
  const hours = Math.round(size / HOUR_SEC);
  if (hours >= LONG_DAYS * 24) return `${Math.round(hours / 24)} d`;
  return writeTwo(hours * HOUR_SEC, DAY_SEC, 'd', HOUR_SEC, 'h');
}

/** Like writeSpan with one unit, for sentences in which more would be noise: `21 min`, `8 h`. */
export function writeRoughSpan(sec: number): string {
  const size = Math.abs(sec);
  if (size < 119.5) return writeSpan(size);
  if (size < 2 * HOUR_SEC) return `${Math.round(size / MINUTE_SEC)} min`;
  return size < 2 * DAY_SEC ? `${Math.round(size / HOUR_SEC)} h` : `${Math.round(size / DAY_SEC)} d`;
}

function writeTwo(sec: number, majorSec: number, major: string, minorSec: number, minor: string): string {
  const rest = Math.floor((sec % majorSec) / minorSec);
  const head = `${Math.floor(sec / majorSec)} ${major}`;
  return rest === 0 ? head : `${head} ${rest} ${minor}`;
}

const trimZero = (text: string): string => (text.endsWith('.0') ? text.slice(0, -2) : text);
