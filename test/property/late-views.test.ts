// DevTools' view of a send may come as late as it likes, beyond what the engine keeps of its sends too: each send counts once.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupBy } from '../../src/base/group-by';
import type { Observation, SendRef, Sensor } from '../../src/observation/observation';
import { answerReceived, fingerprintOf, presentedAccess, requestSent } from '../unit/fakes/observations';
import { analyse } from '../unit/fakes/plain-analysis';
import { holdsForAll } from './given/laws';

const START_MS = 1_772_355_600_000;
const EVERY_MS = 20;
/** Half as many again as are kept. */
const CALLS = 3000;

type Lateness = {
  /** How long after the answer DevTools tells of a call, by the call's number; told in order. */
  readonly toldMs: readonly number[];
  /** How late the browser is to date webRequest's view, and how long a call takes then. */
  readonly datedMs: number;
  /** Every so-many-th call is missed by webRequest: the worker was dead. */
  readonly missedEvery: number;
  /** Of so many calls webRequest hears one answer: the others were told to dead workers. */
  readonly answeredEvery: number;
  /** Every tenth call is under way so long. */
  readonly longMs: number;
};

function observe(
  sensor: Sensor & ('web-request' | 'devtools'),
  index: number,
  lateness: Lateness,
): readonly [Observation, Observation] {
  const ref: SendRef = `${sensor}:${index}.0`;
  const startMs = START_MS + index * EVERY_MS;
  const answeredMs = START_MS + endMsOf(index, lateness);
  const atMs = sensor === 'devtools' ? startMs : startMs + lateness.datedMs;
  // Every other call has the same URL as the one before it.
  const urlFp = fingerprintOf(index % 2 === 0 ? 0x1000 + index : 0xaa);
  const credentials = [presentedAccess(generationOf(index))];
  return [
    requestSent({ ref, sensor, atMs, urlFp, answeredMs: sensor === 'devtools' ? answeredMs : null, credentials }),
    answerReceived({ ref, sensor, atMs: answeredMs }),
  ];
}

/** Another token comes each second, and not with the turn of one. */
const generationOf = (index: number): number => Math.floor((index + 20) / 50);

const endMsOf = (index: number, { datedMs, longMs }: Lateness): number =>
  index * EVERY_MS + datedMs + 15 + (index % 10 === 4 ? longMs : 0);

function hear(lateness: Lateness): readonly Observation[] {
  const { toldMs, datedMs, missedEvery, answeredEvery } = lateness;
  const told: { readonly atMs: number; readonly observations: readonly Observation[] }[] = [];
  const calls = Array.from({ length: CALLS }, (_, index) => ({ index, endMs: endMsOf(index, lateness) }));
  for (const { index, endMs } of calls) {
    if (index % missedEvery === 1) continue;
    const [request, answer] = observe('web-request', index, lateness);
    told.push({ atMs: index * EVERY_MS + datedMs, observations: [request] });
    if (index % answeredEvery === 0) told.push({ atMs: endMs, observations: [answer] });
  }
  let lastMs = 0;
  for (const { index, endMs } of calls.toSorted((a, b) => a.endMs - b.endMs)) {
    lastMs = Math.max(lastMs, endMs + (toldMs[Math.floor((index * toldMs.length) / CALLS)] ?? 0));
    told.push({ atMs: lastMs, observations: observe('devtools', index, lateness) });
  }
  return told.sort((a, b) => a.atMs - b.atMs).flatMap(({ observations }) => observations);
}

const given: fc.Arbitrary<Lateness> = fc.record({
  toldMs: fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 6 }),
  datedMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20_000 })),
  missedEvery: fc.oneof(fc.constant(CALLS), fc.integer({ min: 3, max: 200 })),
  answeredEvery: fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 8 })),
  longMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 50_000 })),
});

describe('views that come late', { timeout: 600_000 }, () => {
  it('count no send twice and none not at all, each with its own token', () => {
    const calls = Array.from({ length: CALLS }, (_, index) => index);
    const sent = groupBy(calls, (index) => [presentedAccess(generationOf(index)).fp]);
    holdsForAll(given, 8, (lateness) => {
      const { state } = analyse(hear(lateness));
      expect(state.log.get('log')?.exchanges).toBe(CALLS);
      expect([...state.token.values()].map(({ id, presentations }) => [id, presentations]).sort()).toEqual(
        [...sent].map(([id, own]) => [id, own.length]).sort(),
      );
    });
  });
});
