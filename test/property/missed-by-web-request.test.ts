// A worker that dies misses what the browser tells it meanwhile: the background sensor then has holes, anywhere, also between
// a request and its answer. What DevTools tells later fills them: in the end nothing is missing, and nothing is there twice.

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

/** Milliseconds since the session's begin. */
type Hole = { readonly fromMs: number; readonly forMs: number };

const observe = (steps: readonly Step[]): readonly Observation[] =>
  tellStory((s) => enact(s, steps), { sensors: ['web-request', 'devtools'], secondSightMs: 0 }).observations;

const refOf = (one: Observation): string => ('ref' in one ? one.ref : '');
const isOfDevtools = (one: Observation): boolean => refOf(one).startsWith('devtools');

const isEnd = (one: Observation): boolean => one.kind === 'answer-received' || one.kind === 'request-failed';

/**
 * DevTools tells of a request when it has ended (`devtools.network.onRequestFinished`: "fired when a network request is
 * finished", platform.md 4.7), never of one that is not answered: where the background missed that, nobody can know of it.
 */
function listKnowable(observations: readonly Observation[], holes: readonly Hole[]): readonly Observation[] {
  const isMissed = findMissed(observations, holes);
  const ended = new Set(observations.filter(isEnd).map(refOf));
  return observations.filter(
    (one) => !('ref' in one) || ended.has(refOf(one)) || !(isOfDevtools(one) || isMissed(one)),
  );
}

function findMissed(observations: readonly Observation[], holes: readonly Hole[]): (one: Observation) => boolean {
  const elapsedMsOf = readElapsedMs(observations);
  const beginMs = Math.min(...observations.map(elapsedMsOf));
  return (one) =>
    holes.some(({ fromMs, forMs }) => {
      const atMs = elapsedMsOf(one) - beginMs;
      return !isOfDevtools(one) && atMs >= fromMs && atMs < fromMs + forMs;
    });
}

/** DevTools tells a request and its answer together, `lateMs` after the answer and in the order of the answers. */
function hear(observations: readonly Observation[], holes: readonly Hole[], lateMs: readonly number[]) {
  const elapsedMsOf = readElapsedMs(observations);
  const ends = new Map<string, number>();
  for (const one of observations) ends.set(refOf(one), Math.max(ends.get(refOf(one)) ?? 0, elapsedMsOf(one)));
  const isMissed = findMissed(observations, holes);
  const told = [...ends].filter(([ref]) => ref.startsWith('devtools')).sort((a, b) => a[1] - b[1]);
  let lastMs = 0;
  const toldMs = new Map(
    told.map(([ref, endMs], index) => {
      lastMs = Math.max(lastMs, endMs + (lateMs[index % lateMs.length] ?? 0));
      return [ref, lastMs] as const;
    }),
  );
  return observations
    .filter((one) => !isMissed(one))
    .map((one) => ({ one, atMs: isOfDevtools(one) ? (toldMs.get(refOf(one)) ?? 0) : elapsedMsOf(one) }))
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ one }) => one);
}

function essence(observations: readonly Observation[]) {
  const { state } = analyse(observations);
  const families = [...state.chain.values()].map((chain) => ({
    root: chain.rootKind,
    credentials: [...chain.credentials].sort(),
    edges: chain.edges.map(({ from, to, evidence }) => `${from} > ${to} ${evidence}`).sort(),
    forks: chain.forks.map(({ parent, children, kind }) => `${parent} ${[...children].sort()} ${kind}`).sort(),
    rotations: chain.rotations,
  }));
  return {
    exchanges: state.log.get('log')?.exchanges,
    families: families.sort((a, b) => a.credentials.join().localeCompare(b.credentials.join())),
    refreshes: [...state.refresh.values()]
      .map(({ startMs, presented, outcome, position, issued }) => ({
        startMs: Math.floor(startMs / 10),
        presented,
        outcome,
        position,
        issued: [...issued].sort(),
      }))
      .sort((a, b) => a.startMs - b.startMs),
    tokens: [...state.token.values()]
      .map(({ id, role, presentations, accepted, rejected }) => ({ id, role, presentations, accepted, rejected }))
      .sort((a, b) => a.id.localeCompare(b.id)),
  };
}

const holes = fc.array(
  fc.record({ fromMs: fc.integer({ min: 0, max: 20_000 }), forMs: fc.integer({ min: 1, max: 3000 }) }),
  { maxLength: 12 },
);
const lateMs = fc.array(fc.integer({ min: 0, max: 6000 }), { minLength: 1, maxLength: 12 });

describe('what webRequest missed', { timeout: 600_000 }, () => {
  it('is filled by DevTools: a client that refreshes every second keeps one family', () => {
    const observations = observe(Array.from({ length: 20 }, () => refreshStep()));
    const whole = essence(hear(observations, [], [0]));
    holdsForAll(fc.tuple(holes, lateMs), 60, ([missed, late]) => {
      expect(essence(hear(observations, missed, late))).toEqual(whole);
    });
  });

  const shorten = (steps: readonly Step[]): readonly Step[] =>
    waitForBodies(
      steps.map((one) => ({ ...one, waitSec: Math.min(one.waitSec, 2) })),
      0,
    );

  it('is filled by DevTools, whatever client and server do', () => {
    holdsForAll(fc.tuple(sessions().map(shorten), holes, lateMs), 60, ([steps, missed, late]) => {
      const observations = listKnowable(observe(steps), missed);
      expect(essence(hear(observations, missed, late))).toEqual(essence(hear(observations, [], [0])));
    });
  });

  it('does not change what was renewed, and for which reason', () => {
    const inOnePage = sessions().map((steps) => shorten(toOneApp(steps.filter(({ kind }) => kind !== 'page'))));
    holdsForAll(fc.tuple(inOnePage, holes, lateMs), 60, ([steps, missed, late]) => {
      const observations = listKnowable(observe(steps), missed);
      expect(listRenewals(hear(observations, missed, late))).toEqual(listRenewals(hear(observations, [], [0])));
    });
  });
});
