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

type Layers = { [Kind in EntityKind]?: Map<string, Entities[Kind] | null> };

export function createDraft(base: StateView): Draft {
  const layers: Layers = {};
  let view: StateView | null = null;

  const get: Draft['get'] = (kind, id) => {
    const changed = layers[kind]?.get(id);
    if (changed !== undefined) return changed ?? undefined;
    return base[kind].get(id);
  };
  const write = <Kind extends EntityKind>(kind: Kind, id: string, entity: Entities[Kind] | null): void => {
    // Most observations touch few kinds: a layer is made when it is needed. TypeScript cannot follow the mapped type here.
    layers[kind] ??= new Map() as never;
    const layer = layers[kind] as Map<string, Entities[Kind] | null>;
    layer.set(id, entity);
  };
  const viewOf = (kind: EntityKind) => ({ get: (id: string) => get(kind, id) });

  return {
    get,
    put: write,
    remove: (kind, id) => write(kind, id, null),
    patch: (kind, id, patch) => {
      const entity = get(kind, id);
      if (entity !== undefined) write(kind, id, { ...entity, ...patch });
    },
    get view() {
      view ??= Object.fromEntries(ENTITY_KINDS.map((kind) => [kind, viewOf(kind)])) as unknown as StateView;
      return view;
    },
    changes: () => layers,
  };
}
