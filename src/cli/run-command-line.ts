// The command `analyze`: reads a file, prints a report. Exit codes: 0 done, 1 done and short of what
// --fail-on demands, 2 bad input. What was asked for and cannot be had is said on standard error.

import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { FILE_FAULTS } from '../base/file-fault';
import { FILE_GAPS } from '../base/file-gap';
import { parseJsonFile } from '../base/json';
import { fail, type Result, succeed } from '../base/result';
import { parsePolicy } from '../engine/parse-policy';
import { createPolicy, type Policy } from '../engine/policy';
import { DEFAULT_PROFILE, type ProfileName } from '../engine/profile';
import { createImporter } from '../import/read-import';
import { findShortfalls } from '../report/find-shortfalls';
import { writeReport } from '../report/write-report';
import { type Arguments, HELP, readArguments } from './read-arguments';

export type Surroundings = {
  readonly words: readonly string[];
  readonly version: string;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
  readonly createKeyHex: () => string;
};

/** Returns the process's exit code. */
export function runCommandLine({ words, version, print, complain, createKeyHex }: Surroundings): 0 | 1 | 2 {
  const read = readArguments(words);
  if (!read.ok) {
    complain(read.reason);
    return 2;
  }
  if (read.value === 'help') {
    print(HELP);
    return 0;
  }
  const output = analyze(read.value, version, createKeyHex);
  if (!output.ok) {
    complain(output.reason);
    return 2;
  }
  const { text, notes, shortfalls } = output.value;
  for (const note of [...notes, ...shortfalls]) complain(note);
  print(text);
  return shortfalls.length > 0 ? 1 : 0;
}

type Output = { readonly text: string; readonly notes: readonly string[]; readonly shortfalls: readonly string[] };

function analyze(
  { file, format, profile, policyFile, fingerprintKeyHex, demands }: Arguments,
  version: string,
  createKeyHex: () => string,
): Result<Output> {
  const policy = readPolicy(policyFile, profile ?? DEFAULT_PROFILE);
  if (!policy.ok) return policy;
  const importer = createImporter({
    policy: policy.value,
    fingerprintKeyHex: fingerprintKeyHex ?? createKeyHex(),
    version,
  });
  for (const bytes of readPieces(file)) {
    if (!bytes.ok) return bytes;
    importer.take(bytes.value);
  }
  const imported = importer.finish();
  if (!imported.ok) return fail(`${file} ${FILE_FAULTS[imported.reason]}`);
  const report = imported.value.writeReport(imported.value.analysis);
  const ignored = [...(profile === null ? [] : ['--profile']), ...(policyFile === null ? [] : ['--policy'])];
  const isIgnored = imported.value.kind === 'report' && ignored.length > 0;
  const unjudged = `${file} is a report and is not judged again: it stays judged by ${report.policy.profile}; without effect: ${ignored.join(', ')}`;
  return succeed({
    text: writeReport(report, format),
    notes: [...(isIgnored ? [unjudged] : []), ...imported.value.gaps.map((gap) => FILE_GAPS[gap])],
    shortfalls: findShortfalls(report, demands),
  });
}

function readPolicy(file: string | null, profile: ProfileName): Result<Policy> {
  if (file === null) return succeed(createPolicy(profile));
  const text = attempt(file, () => readFileSync(file, 'utf8'));
  if (!text.ok) return text;
  const json = parseJsonFile(text.value);
  if (!json.ok) return fail(`${file} ${FILE_FAULTS[json.reason]}`);
  const policy = parsePolicy(json.value, profile);
  return policy.ok ? policy : fail(`${file}: ${policy.reason}`);
}

const PIECE_BYTES = 256 * 1024;

/** Each piece is overwritten by the next: memory that is new for all of a large file costs more time than reading it. */
function* readPieces(file: string): Generator<Result<Uint8Array>> {
  const handle = attempt(file, () => openSync(file, 'r'));
  if (!handle.ok) return yield handle;
  const piece = new Uint8Array(PIECE_BYTES);
  try {
    for (;;) {
      const length = attempt(file, () => readSync(handle.value, piece));
      if (!length.ok) return yield length;
      if (length.value === 0) return;
      yield succeed(piece.subarray(0, length.value));
    }
  } finally {
    closeSync(handle.value);
  }
}

function attempt<Value>(file: string, read: () => Value): Result<Value> {
  try {
    return succeed(read());
  } catch (error) {
    return fail(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
