// The command line as users have it: the built file, in a process of its own.

import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const LIMIT_MS = 60_000;

/** Status null: it had to be ended. */
export type CliResult = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

export const runBuiltCli = (...words: readonly string[]): Promise<CliResult> => run(CLI, ...words);

/** With a heap of so many megabytes. */
export const runBuiltCliWithin = (megabytes: number, ...words: readonly string[]): Promise<CliResult> =>
  run(`--max-old-space-size=${megabytes}`, CLI, ...words);

async function run(...words: readonly string[]): Promise<CliResult> {
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'], timeout: LIMIT_MS });
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  const [status, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { status, stdout, stderr };
}
