// The command `analyze`: reads a file, prints a report. Exit codes: 0 done, 2 bad input.

import { readFileSync } from 'node:fs';
import { FILE_FAULTS } from '../base/file-fault';
import { parseJson } from '../base/json';
import { fail, type Result, succeed } from '../base/result';
import { parsePolicy } from '../engine/parse-policy';
import { createPolicy, type Policy, type ProfileName } from '../engine/policy';
import { readImport } from '../import/read-import';
import { skimHar } from '../import/skim-har';
import { writeReport } from '../report/write-report';
import { type Arguments, readArguments, USAGE } from './read-arguments';

export type Surroundings = {
  readonly words: readonly string[];
  readonly version: string;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
  readonly createKeyHex: () => string;
};

/** Returns the process's exit code. */
export function runCommandLine({ words, version, print, complain, createKeyHex }: Surroundings): 0 | 2 {
  const read = readArguments(words);
  if (!read.ok) {
    complain(read.reason);
    return 2;
  }
  if (read.value === 'help') {
    print(USAGE);
    return 0;
  }
  const output = analyze(read.value, version, createKeyHex);
  if (!output.ok) complain(output.reason);
  else print(output.value);
  return output.ok ? 0 : 2;
}

function analyze(
  { file, format, profile, policyFile, fingerprintKeyHex }: Arguments,
  version: string,
  createKeyHex: () => string,
): Result<string> {
  const policy = readPolicy(policyFile, profile);
  if (!policy.ok) return policy;
  const text = readText(file, skimHar);
  if (!text.ok) return text;
  const imported = readImport(text.value, {
    policy: policy.value,
    fingerprintKeyHex: fingerprintKeyHex ?? createKeyHex(),
    version,
  });
  if (!imported.ok) return fail(`${file} ${FILE_FAULTS[imported.reason]}`);
  const report = imported.value.writeReport(imported.value.analysis);
  return succeed(writeReport(report, format));
}

function readPolicy(file: string | null, profile: ProfileName): Result<Policy> {
  if (file === null) return succeed(createPolicy(profile));
  const text = readText(file, (bytes) => bytes.toString());
  if (!text.ok) return text;
  const json = parseJson(text.value);
  if (json === undefined) return fail(`${file} is not JSON`);
  const policy = parsePolicy(json, profile);
  return policy.ok ? policy : fail(`${file}: ${policy.reason}`);
}

/** A file may also be too long for one text. */
function readText(file: string, decode: (bytes: Buffer) => string): Result<string> {
  try {
    return succeed(decode(readFileSync(file)));
  } catch (error) {
    return fail(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
