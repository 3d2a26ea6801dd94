// The engine and the rules as one value: feed it observations, read state and findings. Worker, panel and command line
// all hold one of these; it knows no browser and no clock.

import { applyChanges } from '../engine/apply';
import { createState } from '../engine/create-state';
import type { Policy } from '../engine/policy';
import { reduce } from '../engine/reduce';
import { createShareParts } from '../engine/share-parts';
import type { State } from '../engine/state';
import type { Observation } from '../observation/observation';
import { listAffected, listAffectedBy } from './affected';
import type { FindingGroup } from './finding';
import { createBook, isSubjectHeld, judge, settleTrimmed } from './judge';
import { takeBack } from './settle-verdicts';
import type { AnalysisChanges, Snapshot } from './snapshot';

export type Analysis = {
  readonly state: State;
  readonly findings: ReadonlyMap<string, FindingGroup>;
  readonly policy: Policy;
  /** Takes one observation in; returns what changed (to be archived). Synchronous, total, O(1). */
  observe(observation: Observation): AnalysisChanges;
  /** Asks every rule about every subject; needed when the policy is new to the state. */
  judgeAll(): void;
};

/** Goes on from `snapshot`, or starts empty. The snapshot's maps are copied, not kept; its findings stand as they are. */
export function createAnalysis(policy: Policy, snapshot?: Snapshot): Analysis {
  const state = createState(snapshot?.state);
  const book = createBook(snapshot);
  const shareParts = createShareParts();
  return {
    state,
    findings: book.groups,
    policy,
    observe(observation) {
      const changes = reduce(state, observation, policy.thresholds);
      settleTrimmed(book, state, changes);
      applyChanges(state, changes, shareParts);
      judge(book, { state, policy }, listAffectedBy(observation, state, changes));
      const findings = new Map(book.changed);
      book.changed.clear();
      return { state: changes, findings };
    },
    judgeAll() {
      judge(book, { state, policy }, listAffected(state, state));
      book.changed.clear();
    },
  };
}

/** Judges everything that a snapshot still holds by another policy; what trimmed subjects had said stays said. */
export function judgeAnew(policy: Policy, snapshot: Snapshot): Analysis {
  const isHeld = (subject: string): boolean => isSubjectHeld(snapshot.state, subject);
  const settled = [...snapshot.findings].flatMap(([key, group]) => {
    const left = takeBack({ ...group, live: {} }, isHeld);
    return left.settled === null ? [] : [[key, left] as const];
  });
  const analysis = createAnalysis(policy, { state: snapshot.state, findings: new Map(settled) });
  analysis.judgeAll();
  return analysis;
}
