// How a law is tried: the same cases in every run of `npm test`, so that a red test says something about a change; more
// cases, or others, when asked: LAW_RUNS=20 LAW_SEED=random npx vitest run test/property

import fc from 'fast-check';

const FIXED_SEED = 20_260_301;

const { LAW_RUNS: times = '1', LAW_SEED: wanted } = process.env;
const seed = wanted === undefined ? FIXED_SEED : wanted === 'random' ? Date.now() : Number(wanted);

/** `check` throws where the law does not hold. */
export function holdsForAll<Given>(given: fc.Arbitrary<Given>, numRuns: number, check: (given: Given) => void): void {
  const law = fc.property(given, (one) => {
    check(one);
  });
  fc.assert(law, { seed, numRuns: Math.round(numRuns * Number(times)) });
}

/** The same, for what takes its turns. */
export async function holdsForAllInTurn<Given>(
  given: fc.Arbitrary<Given>,
  numRuns: number,
  check: (given: Given) => Promise<void>,
): Promise<void> {
  const law = fc.asyncProperty(given, check);
  await fc.assert(law, { seed, numRuns: Math.round(numRuns * Number(times)) });
}
