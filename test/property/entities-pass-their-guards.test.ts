// What the engine makes comes back from the archive and over the wire; what has lost or changed a member does not.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENTITY_GUARDS } from '../../src/engine/entity-guards';
import { ENTITY_KINDS, type EntityKind, type State } from '../../src/engine/state';
import { anyObservations, possibleObservations } from './given/hostile-observations';
import { analyse } from './given/judge';
import { holdsForAll } from './given/laws';

type Found = { readonly kind: EntityKind; readonly entity: unknown };

const listEntities = (state: State): readonly Found[] =>
  ENTITY_KINDS.flatMap((kind) =>
    [...state[kind].values()].map((entity) => ({ kind, entity: JSON.parse(JSON.stringify(entity)) })),
  );

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** No member of any entity is a function name in a list in a list. */
const FOREIGN = [[['foreign']]];
/** Their members are the sender's own words. */
const FREE: ReadonlySet<EntityKind> = new Set(['claims']);

describe('the guard of an entity', { timeout: 300_000 }, () => {
  it('lets through whatever the engine makes', () => {
    holdsForAll(fc.oneof(anyObservations, possibleObservations), 200, (observations) => {
      const refused = listEntities(analyse(observations).state).filter(
        ({ kind, entity }) => !ENTITY_GUARDS[kind](entity),
      );
      expect(refused).toEqual([]);
    });
  });

  it('refuses it with any member missing or of another shape', () => {
    const damaged = new Map<string, number>();
    holdsForAll(possibleObservations, 40, (observations) => {
      for (const { kind, entity } of listEntities(analyse(observations).state)) {
        if (!isObject(entity) || FREE.has(kind)) continue;
        for (const member of Object.keys(entity)) {
          damaged.set(`${kind}.${member}`, 1);
          const { [member]: _lost, ...rest } = entity;
          expect(ENTITY_GUARDS[kind](rest), `${kind} without ${member}`).toBe(false);
          expect(ENTITY_GUARDS[kind]({ ...entity, [member]: FOREIGN }), `${kind} with a foreign ${member}`).toBe(false);
        }
      }
    });
    // A token has more than fifty members, and so on: the search itself must have found them.
    expect(damaged.size).toBeGreaterThan(150);
  });
});
