import type { ShareParts } from './share-parts';
import { type Changes, ENTITY_KINDS, type EntityKind, type State } from './state';

/**
 * Writes changes into a state made by createState. Applying the same changes twice is the same as once. With `shareParts`,
 * which belongs to the state, what its entities have in common is kept once.
 */
export function applyChanges(state: State, changes: Changes, shareParts: ShareParts = {}): void {
  for (const kind of ENTITY_KINDS) applyKind(state, changes, kind, shareParts);
}

function applyKind<Kind extends EntityKind>(state: State, changes: Changes, kind: Kind, shareParts: ShareParts): void {
  const changed = changes[kind];
  if (changed === undefined) return;
  const target = state[kind] as Map<string, unknown>;
  const share = shareParts[kind];
  for (const [id, entity] of changed) {
    // Deleted first, so that the map's order is the order of last change: retain.ts trims from its front.
    target.delete(id);
    if (entity !== null) target.set(id, share === undefined ? entity : share(entity));
  }
}
