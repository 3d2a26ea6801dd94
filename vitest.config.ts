// The suites that need no browser. Not vite.config.ts: tests need none of what turns the source into an extension.
import { defineConfig } from 'vitest/config';

/** Each of these puts a browser of its own in the place of the real one. */
const OWN_BROWSER = 'test/unit/platform/**/*.test.ts';

export default defineConfig({
  define: { __VERSION__: JSON.stringify('0.0.0-test') },
  test: {
    environment: 'node',
    // No test is timed: a busy machine makes none fail. This only ends what hangs.
    testTimeout: 120_000,
    pool: 'threads',
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['test/{unit,property,conformance}/**/*.test.{ts,tsx}'],
          exclude: [OWN_BROWSER],
          // One module graph for all: to load it anew for each of some 230 files takes longer than the tests.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'alone', include: [OWN_BROWSER] } },
    ],
  },
});
