// The two browser suites: the panel alone on a fake channel (harness), and the whole thing in a real browser (e2e).
// One at a time and never twice: a test that passes only now and then is a failing test.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  outputDir: '../test-results',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  projects: [
    { name: 'harness', testDir: 'harness' },
    { name: 'e2e', testDir: 'e2e' },
    // Too long for every day: `npm run test:long`.
    { name: 'long', testDir: 'long', timeout: 600_000 },
    // Not part of the tests: it writes docs/pictures.
    { name: 'pictures', testDir: 'pictures' },
  ],
});
