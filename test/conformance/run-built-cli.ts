// The command line as users have it: the built file, in a process of its own.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const LIMITS = { timeout: 60_000, maxBuffer: 256 * 1024 * 1024 } as const;

export type CliResult = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

export const runBuiltCli = (...words: readonly string[]): CliResult => run(CLI, ...words);

/** With a heap of so many megabytes. */
export const runBuiltCliWithin = (megabytes: number, ...words: readonly string[]): CliResult =>
  run(`--max-old-space-size=${megabytes}`, CLI, ...words);

function run(...words: readonly string[]): CliResult {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, words, { encoding: 'utf8', ...LIMITS });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}
