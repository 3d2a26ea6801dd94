// Runs one suite as a child process, its output streamed, and counts what passed and failed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const LIMIT_MS = 15 * 60_000;

export function runSuite(suite, { root, reportPath }) {
  const startedAtMs = Date.now();
  const [program, ...words] = suite.command(reportPath);
  const { status } = spawnSync(program, words, {
    cwd: root,
    env: { ...process.env, ...suite.environment?.(reportPath) },
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: LIMIT_MS,
    shell: process.platform === 'win32',
  });
  const counted = suite.count ? countReport(suite, reportPath) : { passed: status === 0 ? 1 : 0, failed: 0 };
  // A runner that fails without a failed test, or runs no test at all, has failed.
  const failed = counted.failed === 0 && (status !== 0 || counted.passed === 0) ? 1 : counted.failed;
  return { name: suite.name, passed: counted.passed, failed, seconds: (Date.now() - startedAtMs) / 1000 };
}

function countReport(suite, reportPath) {
  if (!existsSync(reportPath)) return { passed: 0, failed: 0 };
  try {
    return suite.count(JSON.parse(readFileSync(reportPath, 'utf8')));
  } catch (error) {
    process.stderr.write(`The report of "${suite.name}" cannot be read: ${error.message}\n`);
    return { passed: 0, failed: 1 };
  }
}
