// `npm run bench`: prints ratios, measured side by side in one run. Not a test: nothing here fails.

import { measureCost, measureKnownToken, measureRepeat } from './observation-cost';

const SMALL = 10_000;
const LARGE = 1_000_000;
const ROUNDS = 20_000;

const show = (line: string): void => void process.stdout.write(`${line}\n`);
const micro = (value: number): string => `${value.toFixed(1)} µs`;

measureCost(SMALL / 2); // warm-up
const small = measureCost(SMALL / 2);
const large = measureCost(LARGE / 2);
show(`one observation after ${small.observations}: ${micro(small.microsecondsEach)}`);
show(`one observation after ${large.observations}: ${micro(large.microsecondsEach)}`);
show(`ratio: ${(large.microsecondsEach / small.microsecondsEach).toFixed(2)} (aim: at most 1.3)`);

measureKnownToken(ROUNDS);
const known = measureKnownToken(ROUNDS);
show(`a token seen before: ${micro(known.knownMicroseconds)}; one jwtDecode of it: ${micro(known.decodeMicroseconds)}`);
show(`ratio: ${(known.knownMicroseconds / known.decodeMicroseconds).toFixed(2)} (aim: below 1)`);

measureRepeat(ROUNDS);
const repeat = measureRepeat(ROUNDS);
const total = repeat.normaliseMicroseconds + repeat.reduceMicroseconds;
show(
  `a request and its answer with that token: normalise ${micro(repeat.normaliseMicroseconds)}, ` +
    `engine and rules ${micro(repeat.reduceMicroseconds)}; ratio to one jwtDecode: ${(total / repeat.decodeMicroseconds).toFixed(2)}`,
);
