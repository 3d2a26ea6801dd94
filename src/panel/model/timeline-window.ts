// Which stretch of time the timeline shows. It follows the present in steps, so that nothing slides while one reads.

/** `spanMs`: auto shows the recent past, all shows everything. `endMs`: null follows the present. */
export type TimelineWindow = { readonly spanMs: number | 'auto' | 'all'; readonly endMs: number | null };

export type Stretch = { readonly fromMs: number; readonly toMs: number };

export const DEFAULT_WINDOW: TimelineWindow = { spanMs: 'auto', endMs: null };

const MINUTE_MS = 60_000;
const MIN_SPAN_MS = 10_000;
const MAX_SPAN_MS = 400 * 86_400_000;
/** A span that follows the length of the story grows from one of these to the next: growing with each second would slide. */
const LADDER_MS = [1, 2, 3, 5, 8, 12, 20, 30, 45, 60, 90].map((minutes) => minutes * MINUTE_MS);
const LEAST_AUTO_MS = MINUTE_MS;
const MOST_AUTO_MS = 90 * MINUTE_MS;
/** Room for what is still to come, and the step by which a following window moves, as shares of the span. */
const FUTURE_SHARE = 0.12;
const STEPS = 24;

/** `firstMs`: the earliest thing to show. */
export function findStretch(window: TimelineWindow, firstMs: number, nowMs: number): Stretch {
  const pastMs = Math.max(LEAST_AUTO_MS, nowMs - firstMs);
  const wishedMs =
    window.spanMs === 'auto' ? Math.min(MOST_AUTO_MS, pastMs) : window.spanMs === 'all' ? pastMs : window.spanMs;
  const spanMs = typeof window.spanMs === 'number' ? wishedMs : climbLadder(wishedMs) * (1 + FUTURE_SHARE);
  if (window.endMs !== null) return { fromMs: window.endMs - spanMs, toMs: window.endMs };
  const stepMs = spanMs / STEPS;
  const toMs = (Math.floor((nowMs + spanMs * FUTURE_SHARE) / stepMs) + 1) * stepMs;
  return { fromMs: toMs - spanMs, toMs };
}

const climbLadder = (spanMs: number): number => LADDER_MS.find((step) => step >= spanMs) ?? spanMs;

/** Around an instant that stays where it is; a factor below 1 zooms in. */
export function zoomStretch(stretch: Stretch, factor: number, aroundMs: number): TimelineWindow {
  const spanMs = stretch.toMs - stretch.fromMs;
  const nextMs = Math.min(MAX_SPAN_MS, Math.max(MIN_SPAN_MS, spanMs * factor));
  return { spanMs: nextMs, endMs: aroundMs + ((stretch.toMs - aroundMs) * nextMs) / spanMs };
}

export const panStretch = (stretch: Stretch, byMs: number): TimelineWindow => ({
  spanMs: stretch.toMs - stretch.fromMs,
  endMs: stretch.toMs + byMs,
});
