// The short run of `npm run fuzz`: every door, the corpus, and fifty thousand inputs. The long run also tells what is slow.

import { expect, it } from 'vitest';
import { runFuzz, type Slow } from '../fuzz/run-fuzz';

const INPUTS = 50_000;
/** No time is promised here, where other tests run beside it; but nothing may hang. */
const HANG_MS = 1000;
/** A whole file is as long as it is (54 MB), and its door reads it twice: measured by what nobody can do without. */
const PLAIN_TIMES = 6;
const isHanging = ({ leastMs, plainMs }: Slow): boolean => leastMs > Math.max(HANG_MS, PLAIN_TIMES * plainMs);

it('nothing that comes in makes a door throw, hang or hold more than it should', { timeout: 600_000 }, () => {
  const { counts, failures, slow } = runFuzz({ inputs: INPUTS, seed: 20_260_301 });
  expect(failures.slice(0, 5)).toEqual([]);
  expect(slow.filter(isHanging)).toEqual([]);
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(INPUTS);
});
