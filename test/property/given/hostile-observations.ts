// Any sequence of observations: of hostile exchanges, and of sessions cut, repeated and put out of order.

import fc from 'fast-check';
import { createNormaliser } from '../../../src/normalise/normaliser';
import type { Observation } from '../../../src/observation/observation';
import { TEST_KEY_HEX, TEST_NOW_MS } from '../../support/raw-halves';
import { tellStory } from '../../support/story/tell-story';
import { enact } from './enact';
import { hostileAnswers, hostileRequests } from './hostile';
import { sessions } from './sessions';

const normaliser = createNormaliser(TEST_KEY_HEX);
const atMs = fc.oneof(fc.integer({ min: TEST_NOW_MS, max: TEST_NOW_MS + 10_000_000 }), fc.constantFrom(0, -1, 8.64e15));
const contexts = fc.constantFrom('page:a', 'tab:1', 'unknown', '__proto__', '');

const facts: fc.Arbitrary<Observation> = fc.oneof(
  fc.record({ kind: fc.constant('gap-observed' as const), fromMs: atMs, toMs: atMs, reason: fc.string() }),
  fc.record({ kind: fc.constant('tab-closed' as const), atMs, context: contexts }),
  fc.record({ kind: fc.constant('fault-noted' as const), atMs, where: fc.string(), reason: fc.string() }),
  fc.record({
    kind: fc.constant('request-failed' as const),
    ref: fc.nat({ max: 30 }).map((index) => `har:${index}` as const),
    sensor: fc.constant('har' as const),
    atMs,
    error: fc.string(),
  }),
);

const hostile: fc.Arbitrary<readonly Observation[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: hostileRequests.map<Observation>(normaliser.normaliseRequest) },
    { weight: 3, arbitrary: hostileAnswers.map<Observation>(normaliser.normaliseAnswer) },
    { weight: 1, arbitrary: facts },
  ),
  { maxLength: 40 },
);

/** Some left out, some twice, some elsewhere. */
const mangled: fc.Arbitrary<readonly Observation[]> = sessions()
  .map((steps) => tellStory((s) => enact(s, steps), { sensors: ['web-request', 'devtools'] }).observations)
  .chain((observations) => fc.array(fc.constantFrom(...observations), { maxLength: 60 }));

export const anyObservations: fc.Arbitrary<readonly Observation[]> = fc.oneof(hostile, mangled);
export const possibleObservations: fc.Arbitrary<readonly Observation[]> = sessions().map(
  (steps) => tellStory((s) => enact(s, steps), { sensors: ['web-request', 'devtools'] }).observations,
);
