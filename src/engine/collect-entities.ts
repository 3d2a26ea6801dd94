// Entities that come one by one, out of storage or off a port, back into a state.

import { createState } from './create-state';
import { ENTITY_GUARDS, isEntityKind } from './entity-guards';
import type { ShareParts } from './share-parts';
import type { Entities, EntityKind, OwnState } from './state';

export type EntityCollector = {
  readonly state: OwnState;
  /** False when the value is no entity of that kind; it is left out. A map keeps the order in which they come. */
  readonly add: (kind: string, id: string, value: unknown) => boolean;
};

/** With `shareParts`, what the entities have in common is kept once. */
export function createEntityCollector(shareParts: ShareParts = {}): EntityCollector {
  const state = createState();

  function addTo<Kind extends EntityKind>(kind: Kind, id: string, value: unknown): boolean {
    const isEntity = ENTITY_GUARDS[kind];
    if (!isEntity(value)) return false;
    const share = shareParts[kind];
    const map: Map<string, Entities[Kind]> = state[kind];
    map.set(id, share === undefined ? value : share(value));
    return true;
  }

  return {
    state,
    add: (kind, id, value) => isEntityKind(kind) && addTo(kind, id, value),
  };
}
