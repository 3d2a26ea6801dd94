// Runs every suite, goes on after a failing one, and ends with one line: N passed, N failed. With names of suites as
// arguments it runs only those.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runSuite } from './run-suite.mjs';
import { SUITES } from './suites.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const reports = mkdtempSync(join(tmpdir(), 'token-lifeline-reports-'));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !SUITES.some((suite) => suite.name === name));
if (unknown.length > 0) process.stderr.write(`There is no suite named ${unknown.join(', ')}.\n`);

const results = SUITES.filter(({ name }) => wanted.length === 0 || wanted.includes(name)).map((suite, index) => {
  process.stdout.write(`\n=== ${suite.name} ===\n`);
  return runSuite(suite, { root, reportPath: join(reports, `${index}.json`) });
});
rmSync(reports, { recursive: true, force: true });

const sum = (field) => results.reduce((total, result) => total + result[field], 0);
const failed = sum('failed') + unknown.length;
process.stdout.write('\n');
for (const { name, passed, failed: wrong, seconds } of results) {
  process.stdout.write(
    `${name.padEnd(14)}${String(passed).padStart(6)} passed${String(wrong).padStart(6)} failed${seconds.toFixed(1).padStart(8)} s\n`,
  );
}
process.stdout.write(`\n${sum('passed')} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;
