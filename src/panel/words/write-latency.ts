import { writeSpan } from '../../base/write-duration';

type Span = { readonly startMs: number; readonly endMs: number | null };

/** How long the answer took; null without one. */
export function writeLatency({ startMs, endMs }: Span): string | null {
  if (endMs === null) return null;
  const sec = Math.max(0, endMs - startMs) / 1000;
  return sec < 0.05 ? 'under 0.1 s' : writeSpan(sec);
}
