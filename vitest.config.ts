// The suites that need no browser. Not vite.config.ts: tests need none of what turns the source into an extension.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  define: { __VERSION__: JSON.stringify('0.0.0-test') },
  test: {
    include: ['test/{unit,property,conformance}/**/*.test.{ts,tsx}'],
    environment: 'node',
    // No test is timed: a busy machine makes none fail. This only ends what hangs.
    testTimeout: 120_000,
  },
});
