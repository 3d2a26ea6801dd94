// An analysis of a log that is read in one go. Nobody looks at it before its end, so that most rules need not be asked
// after each observation: what they say follows from the state as it is in the end.

import { MAX_FILE_ENTITIES } from '../base/limits';
import { applyChanges } from '../engine/apply';
import { createState } from '../engine/create-state';
import type { Policy } from '../engine/policy';
import { reduce } from '../engine/reduce';
import { createShareParts } from '../engine/share-parts';
import { type Changes, ENTITY_KINDS } from '../engine/state';
import type { Observation } from '../observation/observation';
import { type Affected, listAffectedBy } from './affected';
import { type Analysis, createAnalysis } from './analysis';
import { createBook, judge, RULES_OF_THE_MOMENT, RULES_OF_THE_STATE, settleTrimmed } from './judge';
import type { SubjectKind } from './rule';

export type LogAnalysis = {
  readonly observe: (observation: Observation) => void;
  /** To be called once, after the last observation. */
  readonly finish: () => Analysis;
};

export function createLogAnalysis(policy: Policy): LogAnalysis {
  const state = createState();
  const book = createBook();
  const shareParts = createShareParts();
  const look = { state, policy };
  const waiting = new Map<SubjectKind, Set<string>>();

  function judgeWaiting(): void {
    judge(book, look, waiting, RULES_OF_THE_STATE);
    waiting.clear();
    book.changed.clear();
  }

  return {
    observe(observation) {
      const changes = reduce(state, observation, policy.thresholds, MAX_FILE_ENTITIES);
      if (forgetsAny(changes)) {
        // What is forgotten may be what a verdict rests on.
        judgeWaiting();
        settleTrimmed(book, state, changes);
      }
      applyChanges(state, changes, shareParts);
      const affected = listAffectedBy(observation, state, changes);
      judge(book, look, affected, RULES_OF_THE_MOMENT);
      addAll(waiting, affected);
    },
    finish() {
      judgeWaiting();
      return createAnalysis(policy, { state, findings: book.groups });
    },
  };
}

function forgetsAny(changes: Changes): boolean {
  for (const kind of ENTITY_KINDS) for (const entity of changes[kind]?.values() ?? []) if (entity === null) return true;
  return false;
}

function addAll(waiting: Map<SubjectKind, Set<string>>, affected: Affected): void {
  for (const [kind, ids] of affected) {
    if (ids.size === 0) continue;
    const known = waiting.get(kind);
    if (known === undefined) waiting.set(kind, new Set(ids));
    else for (const id of ids) known.add(id);
  }
}
