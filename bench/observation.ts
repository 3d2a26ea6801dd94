// The hot path: what one observation costs, and what a token costs that is known already.

import type { Benchmark } from './benchmark';
import { buildModule } from './build-module';

type Measurements = typeof import('./observation-cost');

export const observationBenchmark: Benchmark = {
  name: 'observation',
  about:
    'The engine with all 52 rules on 50 clients that call and refresh: one observation after 10,000 and after 1,000,000 of ' +
    'them, in turns. And what a request with a known token costs against one `jwtDecode` call of that token (about 750 ' +
    'characters), with the headers that Chrome sends. Bundled and minified as the extension is.',
  async run() {
    const { measureGrowth, measureKnownToken, measureRepeat }: Measurements = await import(
      await buildModule('./observation-cost.ts')
    );
    return [measureKnownToken(), ...measureRepeat(), ...measureGrowth()];
  },
};
