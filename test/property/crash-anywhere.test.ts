// The worker may die anywhere: between a request and its answer, an answer and its write, while it starts, twice in a row. What
// the browser tells a dying worker is lost; DevTools saw it too, and tells it late. In the end nothing is missing or doubled.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BEGIN_MS, type Kill, runTraffic } from '../support/dying/dying-browser';
import { createTraffic } from '../support/dying/traffic';
import { listDifferences } from '../support/load/load-log';
import { holdsForAllInTurn } from './given/laws';

const FOR_MS = 2400;
const upTo = (max: number) => fc.array(fc.integer({ min: 0, max }), { minLength: 1, maxLength: 12 });

const kill: fc.Arbitrary<Kill> = fc.record({
  atMs: fc.integer({ min: 0, max: FOR_MS }),
  unnoticedMs: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 700 })),
  startMs: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 900 })),
});

const given = fc.record({
  kills: fc.array(kill, { minLength: 1, maxLength: 8 }),
  tookMs: upTo(30),
  toldMs: upTo(2000),
  bodyMs: upTo(2000),
  writeMs: fc.integer({ min: 1, max: 40 }),
});

describe('a worker that dies under traffic', { timeout: 600_000 }, () => {
  it('leaves what a worker that lives would have: each send, token and refresh once, in one chain', async () => {
    await holdsForAllInTurn(given, 8, async ({ tookMs, ...setting }) => {
      const pace = { callEveryMs: 40, refreshEveryMs: 300, forMs: FOR_MS, tookMs: tookMs.map((ms) => ms + 2) };
      const traffic = createTraffic(BEGIN_MS, pace);
      const generations = traffic.flatMap(({ generation }) => generation ?? []);
      const calls: number[] = [];
      for (const one of generations) calls[one] = (calls[one] ?? 0) + 1;
      const refreshes = traffic.length - generations.length - 1;
      const report = await runTraffic({ traffic, ...setting });
      expect(listDifferences({ calls, refreshes, failures: [] }, report, 0)).toEqual([]);
    });
  });
});
