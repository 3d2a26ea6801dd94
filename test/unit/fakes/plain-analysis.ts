import { createPolicy } from '../../../src/engine/policy';
import type { ProfileName } from '../../../src/engine/profile';
import { ENTITY_KINDS, TOLD_KINDS, type ToldState } from '../../../src/engine/state';
import type { Observation } from '../../../src/observation/observation';
import { createAnalysis } from '../../../src/rules/analysis';
import type { Snapshot } from '../../../src/rules/snapshot';

export const POLICY = createPolicy('aal1');
/** The stored choice of session limits. */
export const loadProfile = (): Promise<ProfileName> => Promise.resolve(POLICY.profile);

/** What comes out when nothing ever goes wrong. */
export function analyse(observations: readonly Observation[]): Snapshot {
  const analysis = createAnalysis(POLICY);
  for (const observation of observations) analysis.observe(observation);
  return analysis;
}

/** A snapshot as plain data, with the order of its maps. */
export function plain({ state, findings }: Snapshot): unknown {
  return { state: ENTITY_KINDS.map((kind) => [kind, [...state[kind]]]), findings: [...findings] };
}

/** What a panel is told of it. */
export function plainTold({ state, findings }: Pick<Snapshot, 'findings'> & { readonly state: ToldState }): unknown {
  return { state: TOLD_KINDS.map((kind) => [kind, [...state[kind]]]), findings: [...findings] };
}
