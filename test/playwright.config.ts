// The two browser suites: the panel alone on a fake channel (harness), and the whole thing in a real browser (e2e).
// Never twice: a test that passes only now and then is a failing test.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  outputDir: '../test-results',
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  projects: [
    { name: 'harness', testDir: 'harness', workers: 2 },
    // What is real runs alone: beside another one of these was seen to miss what it waits for.
    { name: 'e2e', testDir: 'e2e', workers: 1 },
    // Too long for every day: `npm run test:long`.
    { name: 'long', testDir: 'long', timeout: 600_000, workers: 1 },
    // Needs a Firefox: `npm run test:firefox`.
    { name: 'firefox', testDir: 'firefox', workers: 1 },
    // Not part of the tests: it writes docs/pictures, and pictures.local to be looked at.
    { name: 'pictures', testDir: 'pictures', workers: 1 },
  ],
});
