// A hundred thousand distinct tokens: what is kept stays within its bounds, and the last cost no more than the first.

import { expect, it } from 'vitest';
import { MAX_ENTITIES } from '../../src/base/limits';
import { ENTITY_KINDS } from '../../src/engine/state';
import { createAnalysis } from '../../src/rules/analysis';
import { time } from '../support/processor-time';
import { answerReceived, presentedAccess, requestSent } from '../unit/fakes/observations';
import { POLICY } from '../unit/fakes/plain-analysis';

const TOKENS = 100_000;
const BATCH = TOKENS / 20;
const START_MS = 1_772_355_600_000;

it('of a hundred thousand distinct tokens the newest are kept, at the same cost from the first to the last', () => {
  const analysis = createAnalysis(POLICY);
  const observe = (from: number, to: number): void => {
    for (let index = from; index < to; index += 1) {
      const common = { ref: `web-request:${index}.0`, atMs: START_MS + index * 50 } as const;
      analysis.observe(requestSent({ ...common, credentials: [presentedAccess(index)] }));
      analysis.observe(answerReceived({ ...common, atMs: common.atMs + 20, status: index % 10 === 0 ? 401 : 200 }));
    }
  };
  const costsMs: number[] = [];
  for (let at = 0; at < TOKENS; at += BATCH) {
    costsMs.push(time(() => observe(at, at + BATCH)));
  }
  for (const kind of ENTITY_KINDS) expect(analysis.state[kind].size, kind).toBeLessThanOrEqual(MAX_ENTITIES[kind]);
  expect(analysis.state.token.has(presentedAccess(TOKENS - 1).fp)).toBe(true);
  expect(analysis.state.log.get('log')?.exchanges).toBe(TOKENS);
  // By the second batch the bounds are met; of ten each the least says what it costs, whatever else the machine does.
  const least = (costs: readonly number[]): number => Math.min(...costs);
  expect(least(costsMs.slice(10))).toBeLessThan(2 * least(costsMs.slice(1, 10)));
});
