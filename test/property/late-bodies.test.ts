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

function listRenewals(observations: readonly Observation[]) {
  const { refresh, token, chain } = analyse(observations).state;
  // Which branch of a fork is the first, and so how far behind its head a token stands, is said as it is heard.
  const isForked = (id: string | null): boolean => (chain.get(id ?? '')?.forks.length ?? 0) > 0;
  const refreshes = [...refresh.values()].map((one) => ({
    startMs: one.startMs,
    type: one.type,
    trigger: one.trigger,
    presented: one.presented,
    renewed: one.renewed,
    refused: one.unauthorized.length,
    position: isForked(one.chain) ? 'forked' : one.position,
    outcome: one.outcome,
    issued: [...one.issued].sort(),
    retried: one.retried.length,
    isResolved: one.isResolved,
    isInterrupted: one.isInterrupted,
    isSettledSilently: one.isSettledSilently,
  }));
  const tokens = [...token.values()].map((one) => ({
    id: one.id,
    role: one.role,
    replacedBy: one.replacedBy,
    replacedAtMs: one.replacedAtMs,
    // A server that goes on accepting what it refuses to renew has no last word.
    refusedAtMs: one.role === 'refresh' ? one.refusedAtMs : null,
    presentations: one.presentations,
    late: one.presentationsAfterExpiry,
    accepted: one.accepted,
    rejected: one.rejected,
  }));
  return {
    refreshes: refreshes.sort((a, b) => a.startMs - b.startMs || compareText(a.presented, b.presented)),
    tokens: tokens.sort((a, b) => compareText(a.id, b.id)),
  };
}

const compareText = (a: string | null, b: string | null): number => (a ?? '').localeCompare(b ?? '');

const delays = fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 12 });
const given = fc.tuple(
  sessions().map((steps) => waitForBodies(steps, 0)),
  delays,
);

/**
 * Which tab held a token since when is not kept; a sign-in makes good what failed before, also where it is that of a neighbour;
 * and by a clock that is set back what came later came before.
 */
const toOneApp = (steps: readonly Step[]): readonly Step[] =>
  steps.map((step) => ({
    ...step,
    tab: 'tabA',
    neighbour: 'none',
    clock: step.clock === 'set back' ? 'right' : step.clock,
  }));
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
