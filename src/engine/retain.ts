// Keeps the engine's state within its limits: what is least recently changed goes first.

import { MAX_ENTITIES } from '../base/limits';
import type { Draft } from './draft';
import { patchLog, readDraftLog } from './log';
import { type Changes, ENTITY_KINDS, type EntityKind, type State } from './state';

export function trim(draft: Draft, base: State): void {
  const changes = draft.changes();
  let trimmed = 0;
  for (const kind of ENTITY_KINDS) trimmed += trimKind(draft, base, changes, kind);
  if (trimmed > 0) patchLog(draft, { trimmed: readDraftLog(draft).trimmed + trimmed });
}

/** Trimmed a batch at a time: a map whose front is deleted entry by entry is slow to walk. */
const SLACK_SHARE = 0.05;

function trimKind(draft: Draft, base: State, changes: Changes, kind: EntityKind): number {
  const changed: ReadonlyMap<string, unknown> | undefined = changes[kind];
  if (changed === undefined) return 0;
  const map: ReadonlyMap<string, unknown> = base[kind];
  const max = MAX_ENTITIES[kind];
  if (map.size + changed.size <= max) return 0;
  let size = map.size;
  for (const [id, entity] of changed) size += (entity === null ? 0 : 1) - (map.has(id) ? 1 : 0);
  if (size <= max) return 0;
  const target = max - Math.ceil(max * SLACK_SHARE);
  let trimmed = 0;
  for (const id of map.keys()) {
    if (size - trimmed <= target) break;
    if (changed.has(id)) continue;
    draft.remove(kind, id);
    trimmed += 1;
  }
  return trimmed;
}
