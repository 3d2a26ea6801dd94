// The engine and the rules as one value: feed it observations, read state and findings. Worker, panel and command line
// all hold one of these; it knows no browser and no clock.

import { applyChanges } from '../engine/apply';
import { reduce } from '../engine/reduce';
import { createState } from '../engine/create-state';
import type { Changes, State } from '../engine/state';
import type { Observation } from '../observation/observation';
import type { FindingGroup } from './finding';
import type { Policy } from '../engine/policy';

/** Everything that is needed to go on later, or elsewhere: JSON-ready maps. */
export type Snapshot = { readonly state: State; readonly findings: ReadonlyMap<string, FindingGroup> };

export type AnalysisChanges = { readonly state: Changes; readonly findings: ReadonlyMap<string, FindingGroup | null> };

export type Analysis = {
  readonly state: State;
  readonly findings: ReadonlyMap<string, FindingGroup>;
  readonly policy: Policy;
  /** Takes one observation in; returns what changed (to be archived). Synchronous, total, O(1). */
  observe(observation: Observation): AnalysisChanges;
};

/** Goes on from `snapshot`, or starts empty. The snapshot's maps are copied, not kept. */
export function createAnalysis(policy: Policy, snapshot?: Snapshot): Analysis {
  const state = createState(snapshot?.state);
  const findings = new Map(snapshot?.findings);
  return {
    state,
    findings,
    policy,
    observe(observation) {
      const changes = reduce(state, observation, policy.thresholds);
      applyChanges(state, changes);
      return { state: changes, findings: new Map() };
    },
  };
}
