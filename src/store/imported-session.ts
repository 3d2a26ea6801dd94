// What a file told, held as a session that nothing is added to: it can be published and judged anew, and no more.

import type { Policy } from '../engine/policy';
import { type Analysis, judgeAnew } from '../rules/analysis';
import type { Position, SessionListener } from './live-session';
import type { PublishedSession } from './published-session';

export type ImportedSession = PublishedSession & { readonly setPolicy: (policy: Policy) => void };

const doNothing = (): void => undefined;

export function createImportedSession(first: Analysis): ImportedSession {
  const listeners = new Set<SessionListener>();
  let analysis = first;
  let judgements = 1;
  const position = (): Position => ({ epoch: `import-${judgements}`, seq: 1, before: null });
  return {
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    position,
    analysis: () => analysis,
    whenReady: (run) => run(),
    guard: (_where, run) => run(),
    noteFault(where, reason) {
      throw new Error(`${where}: ${reason}`);
    },
    setPolicy(policy) {
      analysis = judgeAnew(policy, analysis);
      judgements += 1;
      for (const listener of listeners) listener.onReset?.();
    },
    // There is nothing to stop or to forget.
    clear: doNothing,
    pause: doNothing,
    resume: doNothing,
  };
}
