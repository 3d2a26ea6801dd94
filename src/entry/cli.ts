// The command line's composition root.

import { runCommandLine } from '../cli/run-command-line';

process.exitCode = runCommandLine({
  words: process.argv.slice(2),
  version: __VERSION__,
  print: (text) => process.stdout.write(`${text}\n`),
  complain: (text) => process.stderr.write(`token-lifeline: ${text}\n`),
  createKeyHex: () => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('hex'),
});
