// The engine is a pure fold: total, its input left alone, its output applicable any number of times.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChanges } from '../../src/engine/apply';
import { createState } from '../../src/engine/create-state';
import { reduce } from '../../src/engine/reduce';
import { ENTITY_KINDS, type State } from '../../src/engine/state';
import { buildReport } from '../../src/report/build-report';
import { writeText } from '../../src/report/write-text';
import { checkReport } from '../conformance/check-report';
import { anyObservations, possibleObservations } from './given/hostile-observations';
import { analyse, POLICY } from './given/judge';
import { holdsForAll } from './given/laws';

const either = fc.oneof(anyObservations, possibleObservations);

function freezeDeep(value: unknown): void {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const member of Object.values(value)) freezeDeep(member);
}

/** A copy that throws on any attempt to write into it. */
function seal(state: State): State {
  const copy = createState(state);
  const refuse = (): never => {
    throw new Error('reduce wrote into the state that it was given');
  };
  for (const kind of ENTITY_KINDS) {
    for (const entity of copy[kind].values()) freezeDeep(entity);
    Object.assign(copy[kind], { set: refuse, delete: refuse, clear: refuse });
  }
  return copy;
}

const print = (state: State): string => JSON.stringify(ENTITY_KINDS.map((kind) => [kind, [...state[kind]]]));

describe('reduce', { timeout: 600_000 }, () => {
  it('takes any observation, and any state has a report that keeps to its schema', () => {
    holdsForAll(either, 200, (observations) => {
      const report = buildReport(analyse(observations), { kind: 'har', skipped: 0, version: '0' });
      expect(checkReport(JSON.stringify(report)).problems).toEqual([]);
      expect(writeText(report)).toContain('Tokens');
    });
  });

  it('leaves its input alone: state, observation and policy', () => {
    holdsForAll(either, 80, (observations) => {
      const state = createState();
      freezeDeep(POLICY);
      for (const observation of observations) {
        freezeDeep(observation);
        applyChanges(state, reduce(seal(state), observation, POLICY.thresholds));
      }
    });
  });

  it('gives changes that may be applied twice, and that carry all that a copy needs', () => {
    holdsForAll(either, 80, (observations) => {
      const [once, twice] = [createState(), createState()];
      for (const observation of observations) {
        const changes = reduce(once, observation, POLICY.thresholds);
        applyChanges(once, changes);
        applyChanges(twice, changes);
        applyChanges(twice, changes);
      }
      expect(print(twice)).toBe(print(once));
    });
  });

  it('gives the same for the same, also when it goes on from a copy that was printed and read', () => {
    holdsForAll(either, 80, (observations) => {
      const half = observations.length >> 1;
      const first = analyse(observations.slice(0, half));
      const revived = createState();
      for (const kind of ENTITY_KINDS) {
        const entries: [string, never][] = JSON.parse(JSON.stringify([...first.state[kind]]));
        const target = revived[kind] as Map<string, never>;
        target.clear();
        for (const [id, entity] of entries) target.set(id, entity);
      }
      for (const observation of observations.slice(half)) {
        applyChanges(revived, reduce(revived, observation, POLICY.thresholds));
      }
      expect(print(revived)).toBe(print(analyse(observations).state));
    });
  });
});
