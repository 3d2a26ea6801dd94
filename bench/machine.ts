// The machine and the code that figures were measured on.

import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { findChromium } from '../test/support/browser/find-chromium.mjs';

export async function describeMachine(): Promise<string> {
  const memoryGb = Math.round(totalmem() / 2 ** 30);
  const chromium = await findChromium();
  const version = chromium === undefined ? 'no Chromium' : runQuietly(chromium, '--version').replace(/ built on.*/, '');
  return `${cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${cpus().length} cores, ${memoryGb} GB, Node ${process.version}, ${version}`;
}

export const describeCommit = (): string => runQuietly('git', 'rev-parse', '--short', 'HEAD');

function runQuietly(command: string, ...args: string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}
