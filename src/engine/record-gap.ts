// A gap is told of when it is over: what was seen in it, or before it, was taken to have been watched.

import type { Draft } from './draft';
import type { Gap } from './gaps';
import { noteGap } from './log';
import { rejudge } from './rejudge';
import type { State } from './state';

export function recordGap(draft: Draft, state: State, gap: Gap): void {
  noteGap(draft, gap);
  // A presentation whose answer nobody saw: it may have failed in the gap, and is no race with the next then (T4).
  for (const { endMs, presented } of state.refresh.values()) {
    if (endMs === null && presented !== null) rejudge(draft, presented);
  }
}
