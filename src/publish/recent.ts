// The last steps, for panels that were away for a moment.

import { MAX_RECENT_STEPS } from '../base/limits';
import type { AnalysisChanges } from '../rules/snapshot';
import { type Step, toStep } from './step';

export type Recent = {
  readonly push: (changes: AnalysisChanges) => void;
  /** Those after `seq` up to the `newest`, which was pushed last; null when some of them are not there any more. */
  readonly since: (seq: number, newest: number) => readonly Step[] | null;
  readonly clear: () => void;
};

export function createRecent(): Recent {
  let items: AnalysisChanges[] = [];
  return {
    push(changes) {
      items.push(changes);
      // Cut in large steps: shifting an array one by one costs its length each time.
      if (items.length > 2 * MAX_RECENT_STEPS) items = items.slice(-MAX_RECENT_STEPS);
    },
    since(seq, newest) {
      const missing = newest - seq;
      if (missing === 0) return [];
      if (missing < 0 || missing > items.length) return null;
      return items.slice(-missing).map(toStep);
    },
    clear() {
      items = [];
    },
  };
}
