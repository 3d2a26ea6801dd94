import type { ShareParts } from './share-parts';
import { type Changes, ENTITY_KINDS, type Entities, type EntityKind, type OwnState } from './state';

/**
 * Writes changes into a state. Applying the same changes twice is the same as once. With `shareParts`, which belongs to the
 * state, what its entities have in common is kept once.
 */
export function applyChanges(state: OwnState, changes: Changes, shareParts: ShareParts = {}): void {
  for (const kind of ENTITY_KINDS) applyKind(state, changes, kind, shareParts);
}

function applyKind<Kind extends EntityKind>(
  state: OwnState,
  changes: Changes,
  kind: Kind,
  shareParts: ShareParts,
): void {
  const changed = changes[kind];
  if (changed === undefined) return;
  const target: Map<string, Entities[Kind]> = state[kind];
  const share = shareParts[kind];
  for (const [id, entity] of changed) {
    // Deleted first, so that the map's order is the order of last change: retain.ts trims from its front.
    target.delete(id);
    if (entity !== null) target.set(id, share === undefined ? entity : share(entity));
  }
}
