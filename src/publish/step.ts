// One observation's changes on the wire: whole entities and finding groups, null where one is gone. Applying a step again
// changes nothing, and whoever applies steps needs neither the reducer nor the rules.

import { ENTITY_GUARDS, isToldKind } from '../engine/entity-guards';
import { type Entities, type OwnState, TOLD_KINDS, type ToldKind } from '../engine/state';
import type { FindingGroup } from '../rules/finding';
import { isFindingGroup } from '../rules/finding-guard';
import type { AnalysisChanges } from '../rules/snapshot';

export type Step = {
  /** Kind, id, entity. */
  readonly entities: readonly (readonly [string, string, unknown])[];
  readonly findings: readonly (readonly [string, unknown])[];
};

/** What the panel holds; its maps change in place. */
export type Replica = { readonly state: Pick<OwnState, ToldKind>; readonly findings: Map<string, FindingGroup> };

export function toStep(changes: AnalysisChanges): Step {
  const entities = TOLD_KINDS.flatMap((kind) =>
    [...(changes.state[kind] ?? [])].map(([id, entity]) => [kind, id, entity] as const),
  );
  return { entities, findings: [...changes.findings] };
}

/** Returns how many entries did not fit and were left out. Maps keep the order of last change, as the worker's do. */
export function applyStep({ state, findings }: Replica, step: Step): number {
  let skipped = 0;
  for (const [kind, id, entity] of step.entities)
    if (!isToldKind(kind) || !applyEntity(state, kind, id, entity)) skipped += 1;
  for (const [key, group] of step.findings) {
    if (group === null) findings.delete(key);
    else if (isFindingGroup(group)) findings.set(key, group);
    else skipped += 1;
  }
  return skipped;
}

/** False when it does not fit. */
function applyEntity<Kind extends ToldKind>(state: Replica['state'], kind: Kind, id: string, entity: unknown): boolean {
  const map: Map<string, Entities[Kind]> = state[kind];
  const isEntity = ENTITY_GUARDS[kind];
  if (entity !== null && !isEntity(entity)) return false;
  map.delete(id);
  if (entity !== null) map.set(id, entity);
  return true;
}
