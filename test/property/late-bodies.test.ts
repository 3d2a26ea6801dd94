// A refresh token is often presented before DevTools has delivered the body that issued it. However late the bodies come,
// and in whatever order: in the end families, refreshes and tokens are those that would have been known at once.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../src/observation/observation';
import { tellStory } from '../support/story/tell-story';
import { readElapsedMs } from './given/elapsed';
import { enact } from './given/enact';
import { analyse } from './given/judge';
import { holdsForAll } from './given/laws';
import { listRenewals, toOneApp } from './given/renewals';
import { refreshStep, type Step, sessions, waitForBodies } from './given/sessions';

/** Milliseconds, taken in turn: how late DevTools tells of an exchange, and how late the background hears of an answer. */
type Delays = { readonly bodies: readonly number[]; readonly answers: readonly number[] };
const AT_ONCE: Delays = { bodies: [0], answers: [0] };

const observe = (steps: readonly Step[]): readonly Observation[] =>
  tellStory((s) => enact(s, steps), { sensors: ['web-request', 'devtools'], secondSightMs: 0 }).observations;

const refOf = (one: Observation): string => ('ref' in one ? one.ref : '');
const inTurn = (delays: readonly number[], index: number): number => delays[index % delays.length] ?? 0;

/** DevTools tells a request and its answer together, once its body is there. */
function delay(observations: readonly Observation[], { bodies, answers }: Delays): readonly Observation[] {
  const elapsedMsOf = readElapsedMs(observations);
  const ends = new Map<string, number>();
  for (const one of observations) ends.set(refOf(one), Math.max(ends.get(refOf(one)) ?? 0, elapsedMsOf(one)));
  const told = [...ends.keys()].filter((ref) => ref.startsWith('devtools'));
  const heardMs = (one: Observation, index: number): number => {
    const place = told.indexOf(refOf(one));
    if (place >= 0) return (ends.get(refOf(one)) ?? 0) + inTurn(bodies, place);
    return elapsedMsOf(one) + (one.kind === 'answer-received' ? inTurn(answers, index) : 0);
  };
  const heard = observations.map((one, index) => ({ one, atMs: heardMs(one, index) }));
  return heard.sort((a, b) => a.atMs - b.atMs).map(({ one }) => one);
}

function listFamilies(observations: readonly Observation[]) {
  const families = [...analyse(observations).state.chain.values()].map((chain) => ({
    root: chain.rootKind,
    credentials: [...chain.credentials].sort(),
    edges: chain.edges.map(({ from, to, evidence }) => `${from} > ${to} ${evidence}`).sort(),
    forks: chain.forks.map(({ parent, children, kind }) => `${parent} ${[...children].sort()} ${kind}`).sort(),
    rotations: chain.rotations,
    end: chain.end,
    reuseRefused: chain.reuseRefused,
    raceRefused: chain.raceRefused,
  }));
  return families.sort((a, b) => a.credentials.join().localeCompare(b.credentials.join()));
}

const delays = fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 12 });
const given = fc.tuple(
  sessions().map((steps) => waitForBodies(steps, 0)),
  delays,
);

const givenOneApp = fc.tuple(
  sessions().map((steps) => waitForBodies(toOneApp(steps), 0)),
  delays,
);

describe('families', { timeout: 600_000 }, () => {
  it('are the same however late the bodies come', () => {
    holdsForAll(given, 60, ([steps, bodies]) => {
      const observations = observe(steps);
      const atOnce = listFamilies(delay(observations, AT_ONCE));
      expect(listFamilies(delay(observations, { bodies, answers: [0] }))).toEqual(atOnce);
    });
  });

  it('renew the same, for the same reason, however late the bodies come', () => {
    holdsForAll(givenOneApp, 80, ([steps, bodies]) => {
      const observations = observe(steps);
      const atOnce = listRenewals(delay(observations, AT_ONCE));
      expect(listRenewals(delay(observations, { bodies, answers: [0] }))).toEqual(atOnce);
    });
  });

  it('are one for 200 fast refreshes, whose answers are heard of after their tokens are used', () => {
    const step = refreshStep({ waitSec: 0.1 });
    const observations = observe(Array.from({ length: 201 }, () => step));
    const bodies = fc.sample(fc.integer({ min: 10, max: 500 }), { numRuns: 201, seed: 5 });
    const families = listFamilies(delay(observations, { bodies, answers: [0, 120, 40, 300] }));
    expect(families).toMatchObject([{ root: 'code', rotations: 200, forks: [] }]);
  });
});
