// Which marks of a lane get their words: all marks are drawn, words only where they do not cover each other, and cut
// short where there is little room. Pure.

import type { Mark } from '../model/timeline-lanes';
import { type TimeScale, toX } from './time-scale';

export type PlacedMark = {
  readonly mark: Mark;
  readonly x: number;
  readonly side: 'right' | 'left';
  /** Empty where nothing readable fits. */
  readonly text: string;
};

const CHAR_PX = 6;
const GAP_PX = 8;
const SIGN_PX = 10;
const LEAST_CHARS = 8;

/** `nowMs`: words that fit on either side do not cross the line there. */
export function placeMarks(marks: readonly Mark[], scale: TimeScale, nowMs: number): readonly PlacedMark[] {
  const seen = keepSignsApart(
    marks.map((mark) => ({ mark, x: toX(scale, mark.atMs) })).filter(({ x }) => x >= 0 && x <= scale.widthPx),
  );
  const nowX = toX(scale, nowMs);
  let takenPx = 0;
  return seen.map(({ mark, x }, place): PlacedMark => {
    const nextX = seen[place + 1]?.x ?? scale.widthPx;
    const roomPx = Math.min(scale.widthPx, nextX) - x;
    const rightChars = countChars(roomPx);
    const clearChars = countChars(Math.min(roomPx, nowX - x));
    const leftChars = countChars(x - takenPx);
    const { length } = mark.text;
    const isRight = clearChars >= length || (leftChars < length && rightChars >= leftChars);
    const text = cutText(mark.text, isRight ? rightChars : leftChars);
    takenPx = isRight ? x + GAP_PX + text.length * CHAR_PX : x + GAP_PX;
    return { mark, x, side: isRight ? 'right' : 'left', text };
  });
}

type SeenMark = { readonly mark: Mark; readonly x: number };

/** Signs of one kind may stand for each other, others stand side by side. */
function keepSignsApart(seen: readonly SeenMark[]): readonly SeenMark[] {
  const placed: SeenMark[] = [];
  for (const { mark, x } of seen) {
    const before = placed.at(-1);
    const leastX = before === undefined || before.mark.tone === mark.tone ? x : before.x + SIGN_PX;
    placed.push({ mark, x: Math.max(x, leastX) });
  }
  return placed;
}

const countChars = (roomPx: number): number => Math.max(0, Math.floor((roomPx - 2 * GAP_PX) / CHAR_PX));

function cutText(text: string, mostChars: number): string {
  if (text.length <= mostChars) return text;
  return mostChars < LEAST_CHARS ? '' : `${text.slice(0, mostChars - 1).trimEnd()}\u2026`;
}
