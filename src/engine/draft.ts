// The state as it will be: reads fall through to the untouched state, writes are collected as changes.

import type { PolicyThresholds } from './policy';
import { type Changes, ENTITY_KINDS, type Entities, type EntityKind, type StateView } from './state';

export type PatchableKind = Exclude<EntityKind, 'alias'>;

export type Draft = {
  /** The policy's: what counts as early, as grace, as reactive. */
  readonly thresholds: PolicyThresholds;
  /** Also for an id that may be missing: then there is no such entity. */
  readonly get: <Kind extends EntityKind>(kind: Kind, id: string | null | undefined) => Entities[Kind] | undefined;
  readonly put: <Kind extends EntityKind>(kind: Kind, id: string, entity: Entities[Kind]) => void;
  readonly remove: (kind: EntityKind, id: string) => void;
  /** Writes `patch` over an entity; does nothing when it is not there (it was trimmed). */
  readonly patch: <Kind extends PatchableKind>(kind: Kind, id: string, patch: Partial<Entities[Kind]>) => void;
  /** Nothing of it changes, but what it means does: the rules look at it again. */
  readonly touch: (kind: EntityKind, id: string) => void;
  /** For selectors: the state with the changes in sight. */
  readonly view: StateView;
  readonly changes: () => Changes;
};

/** One kind's entities. A class, because every observation makes one per kind: its methods are made once. */
class Layer<Entity> {
  changed: Map<string, Entity | null> | undefined;
  readonly #base: { get(id: string): Entity | undefined };

  constructor(base: { get(id: string): Entity | undefined }) {
    this.#base = base;
  }

  get(id: string): Entity | undefined {
    const changed = this.changed?.get(id);
    return changed === undefined ? this.#base.get(id) : (changed ?? undefined);
  }

  write(id: string, entity: Entity | null): void {
    this.changed ??= new Map();
    this.changed.set(id, entity);
  }
}

function touchIn<Entity>(layer: Layer<Entity>, id: string): void {
  const entity = layer.get(id);
  if (entity !== undefined) layer.write(id, entity);
}

type Layers = { readonly [Kind in EntityKind]: Layer<Entities[Kind]> };

export function createDraft(base: StateView, thresholds: PolicyThresholds): Draft {
  const layers: Layers = {
    log: new Layer(base.log),
    token: new Layer(base.token),
    claims: new Layer(base.claims),
    send: new Layer(base.send),
    refresh: new Layer(base.refresh),
    chain: new Layer(base.chain),
    client: new Layer(base.client),
    endpoint: new Layer(base.endpoint),
    server: new Layer(base.server),
    code: new Layer(base.code),
    proof: new Layer(base.proof),
    once: new Layer(base.once),
    sight: new Layer(base.sight),
    context: new Layer(base.context),
    alias: new Layer(base.alias),
  };
  const layerOf = <Kind extends EntityKind>(kind: Kind): Layer<Entities[Kind]> => layers[kind];

  return {
    thresholds,
    get: (kind, id) => (id == null ? undefined : layerOf(kind).get(id)),
    put: (kind, id, entity) => layerOf(kind).write(id, entity),
    remove: (kind, id) => layerOf(kind).write(id, null),
    patch: (kind, id, patch) => {
      const layer = layerOf(kind);
      const entity = layer.get(id);
      if (entity !== undefined) layer.write(id, { ...entity, ...patch });
    },
    touch: (kind, id) => touchIn(layerOf(kind), id),
    view: layers,
    changes: () => {
      const changes: { [Kind in EntityKind]?: unknown } = {};
      for (const kind of ENTITY_KINDS) if (layers[kind].changed !== undefined) changes[kind] = layers[kind].changed;
      // A kind's layer holds entities of that kind; the compiler loses which in a loop over all kinds.
      return changes as Changes;
    },
  };
}
