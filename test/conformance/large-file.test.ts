// What a user exports after an afternoon with DevTools open: nobody has the memory for all of it at once.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { forgeHar } from '../../bench/forged-har';
import { checkReport } from './check-report';
import { runBuiltCliWithin } from './run-built-cli';

const MEGABYTE = 1e6;
const folder = mkdtempSync(join(tmpdir(), 'token-lifeline-large-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('a file of 200 MB is read in a heap of 60', { timeout: 60_000 }, async () => {
  const file = join(folder, 'large.har');
  forgeHar(file, 200 * MEGABYTE);
  const { status, stdout, stderr } = await runBuiltCliWithin(60, 'analyze', file, '--format', 'json');
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const { report, problems } = checkReport(stdout);
  expect(problems).toEqual([]);
  expect(report?.source.exchanges).toBeGreaterThan(4000);
  expect(report?.chains.length).toBeGreaterThan(0);
});
