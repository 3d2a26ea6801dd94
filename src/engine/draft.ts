// The state as it will be: reads fall through to the untouched state, writes are collected as changes.

import { type Changes, ENTITY_KINDS, type Entities, type EntityKind, type StateView } from './state';

export type PatchableKind = Exclude<EntityKind, 'alias'>;

export type Draft = {
  readonly get: <Kind extends EntityKind>(kind: Kind, id: string) => Entities[Kind] | undefined;
  readonly put: <Kind extends EntityKind>(kind: Kind, id: string, entity: Entities[Kind]) => void;
  readonly remove: (kind: EntityKind, id: string) => void;
  /** Writes `patch` over an entity; does nothing when it is not there (it was trimmed). */
  readonly patch: <Kind extends PatchableKind>(kind: Kind, id: string, patch: Partial<Entities[Kind]>) => void;
  /** For selectors: the state with the changes in sight. */
  readonly view: StateView;
  readonly changes: () => Changes;
};

type Layers = { [Kind in EntityKind]: Map<string, Entities[Kind] | null> };

export function createDraft(base: StateView): Draft {
  // One cast: TypeScript cannot see that a mapped type filled kind by kind is complete.
  const layers = Object.fromEntries(ENTITY_KINDS.map((kind) => [kind, new Map()])) as unknown as Layers;

  const get: Draft['get'] = (kind, id) => {
    const changed = layers[kind].get(id);
    if (changed !== undefined) return changed ?? undefined;
    return base[kind].get(id);
  };
  const viewOf = <Kind extends EntityKind>(kind: Kind) => ({ get: (id: string) => get(kind, id) });

  return {
    get,
    put: (kind, id, entity) => void layers[kind].set(id, entity),
    remove: (kind, id) => void layers[kind].set(id, null),
    patch: (kind, id, patch) => {
      const entity = get(kind, id);
      if (entity !== undefined) layers[kind].set(id, { ...entity, ...patch });
    },
    view: Object.fromEntries(ENTITY_KINDS.map((kind) => [kind, viewOf(kind)])) as unknown as StateView,
    changes: () => layers,
  };
}
