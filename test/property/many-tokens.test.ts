// A hundred thousand distinct tokens: what is kept stays within its bounds, and the last change no more than the first.

import { expect, it } from 'vitest';
import { MAX_ENTITIES } from '../../src/base/limits';
import { ENTITY_KINDS } from '../../src/engine/state';
import type { Observation } from '../../src/observation/observation';
import { createAnalysis } from '../../src/rules/analysis';
import { answerReceived, presentedAccess, requestSent } from '../unit/fakes/observations';
import { POLICY } from '../unit/fakes/plain-analysis';

const TOKENS = 100_000;
/** By then every bound that this traffic meets is met. */
const FULL = 10_000;
const BATCH = 20_000;
const START_MS = 1_772_355_600_000;

it('of a hundred thousand distinct tokens the newest are kept, and the last change no more than the first', () => {
  const analysis = createAnalysis(POLICY);
  /** How many entities and findings change. */
  const observe = (from: number, to: number): number => {
    let changed = 0;
    const take = (observation: Observation): void => {
      const { state, findings } = analysis.observe(observation);
      for (const kind of ENTITY_KINDS) changed += state[kind]?.size ?? 0;
      changed += findings.size;
    };
    for (let index = from; index < to; index += 1) {
      const common = { ref: `web-request:${index}.0`, atMs: START_MS + index * 50 } as const;
      take(requestSent({ ...common, credentials: [presentedAccess(index)] }));
      take(answerReceived({ ...common, atMs: common.atMs + 20, status: index % 10 === 0 ? 401 : 200 }));
    }
    return changed;
  };
  observe(0, FULL);
  const early = observe(FULL, FULL + BATCH);
  observe(FULL + BATCH, TOKENS - BATCH);
  const late = observe(TOKENS - BATCH, TOKENS);
  expect(late / early).toBeLessThan(1.01);
  for (const kind of ENTITY_KINDS) expect(analysis.state[kind].size, kind).toBeLessThanOrEqual(MAX_ENTITIES[kind]);
  expect(analysis.state.token.has(presentedAccess(TOKENS - 1).fp)).toBe(true);
  expect(analysis.state.log.get('log')?.exchanges).toBe(TOKENS);
});
