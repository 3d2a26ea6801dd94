// Which stretch of time the timeline shows, as a signal that moves when the stretch does and not with each second.

import { computed, type ReadonlySignal } from '@preact/signals';
import { findStretch, type Stretch, type TimelineWindow } from './timeline-window';

/** A stretch that shows everything grows with time: often enough, and seldom enough to be drawn. */
const STEP_MS = 5000;

export function deriveStretch(
  window: ReadonlySignal<TimelineWindow>,
  firstSeenMs: ReadonlySignal<number>,
  nowMs: ReadonlySignal<number>,
): ReadonlySignal<Stretch> {
  const nowSteps = computed(() => Math.floor(nowMs.value / STEP_MS) * STEP_MS);
  const found = computed(() => findStretch(window.value, firstSeenMs.value, nowSteps.value));
  const fromMs = computed(() => found.value.fromMs);
  const toMs = computed(() => found.value.toMs);
  return computed(() => ({ fromMs: fromMs.value, toMs: toMs.value }));
}
