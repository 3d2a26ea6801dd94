// `npm run fuzz [-- --inputs 1000000 --seed 1]`: the long run. Prints counts, fails when anything threw or grew too large.
import { parseArgs } from 'node:util';
import { MAX_GROWTH, measureGrowth } from './measure-growth';
import { runFuzz, SLOW_MS } from './run-fuzz';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
  },
});
const seed = Number(values.seed);
const startedMs = performance.now();
const say = (line: string): void => void process.stdout.write(`${line}\n`);

say(`Seed ${seed}. The same seed makes the same inputs.`);
// First, while the heap is small: what the collector does counts as time, too.
const growths = measureGrowth();
const { counts, failures, slow } = runFuzz({
  inputs: Number(values.inputs),
  seed,
  onBatch: (door, done, failed) => {
    if (done % 50_000 === 0) say(`${door}: ${done}${failed > 0 ? `, ${failed} failures` : ''}`);
  },
});

const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
for (const [door, count] of Object.entries(counts)) say(`${door.padEnd(18)}${String(count).padStart(9)} inputs`);
say(`${total} inputs in ${Math.round((performance.now() - startedMs) / 1000)} s`);
const always = slow.filter(({ leastMs }) => leastMs > SLOW_MS).toSorted((a, b) => b.leastMs - a.leastMs);
say(`${slow.length} took more than ${SLOW_MS} ms, ${always.length} of them each time`);
for (const { door, input, ms, leastMs } of always.length > 0
  ? always
  : slow.toSorted((a, b) => b.ms - a.ms).slice(0, 5))
  say(`  ${door}, ${input}: ${ms.toFixed(0)} ms, at least ${leastMs.toFixed(0)} ms each time`);

const [strongest] = growths;
const tooStrong = growths.filter(({ growth }) => growth > MAX_GROWTH);
say(
  `Four times the text takes at most ${(strongest?.growth ?? 0).toFixed(1)} times the time (${growths.length} places above 10 ms)`,
);
for (const { where, shortMs, longMs } of (tooStrong.length > 0 ? tooStrong : growths).slice(0, 5))
  say(`  ${where}: ${shortMs.toFixed(1)} ms, ${longMs.toFixed(1)} ms`);
for (const failure of failures.slice(0, 20)) say(`FAILED ${failure}`);
say(`${failures.length + tooStrong.length} failures`);
process.exitCode = failures.length + tooStrong.length > 0 ? 1 : 0;
