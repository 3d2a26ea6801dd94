// The command line's words, parsed and checked.

import { parseArgs } from 'node:util';
import { fail, type Result, succeed } from '../base/result';
import { DEFAULT_PROFILE, isProfileName, PROFILE_NAMES, type ProfileName } from '../engine/profile';
import { DEMANDS, type Demand } from '../report/find-shortfalls';
import { REPORT_FORMATS, type ReportFormat } from '../report/write-report';
import { FINGERPRINT_KEY_PATTERN } from '../token/fingerprint';

const SYNOPSIS = 'usage: token-lifeline analyze FILE.har|REPORT.json [options]';
const USAGE = `${SYNOPSIS}; --help lists them`;

export const HELP = `${SYNOPSIS}

Reads a HAR file, or a report that was exported as JSON, and prints a report.

  --format ${REPORT_FORMATS.join('|')}   default: text
  --profile ${PROFILE_NAMES.join('|')}           whose session limits count; default: ${DEFAULT_PROFILE}
  --policy FILE.json                 thresholds that replace the profile's
  --fingerprint-key HEX64            so that reports of several runs can be compared; default: a random one
  --fail-on DEMAND                   exit code 1 where there is a finding so severe or more; for silent-refresh,
                                     where that did not pass. May be given again.
                                     DEMAND: ${DEMANDS.join(', ')}

Exit codes: 0 done, 1 done and short of a demand, 2 bad input.`;

export type Arguments = {
  readonly file: string;
  readonly format: ReportFormat;
  /** Null: not asked for. */
  readonly profile: ProfileName | null;
  /** A JSON file whose thresholds replace the profile's. */
  readonly policyFile: string | null;
  /** Null: a random key, so that reports of different runs cannot be correlated. */
  readonly fingerprintKeyHex: string | null;
  /** Where the report falls short of one of these, the exit code is 1. */
  readonly demands: readonly Demand[];
};

export function readArguments(words: readonly string[]): Result<Arguments | 'help'> {
  const parsed = parseWords(words);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (values.help === true) return succeed('help');
  const [command, file, ...rest] = positionals;
  if (command !== 'analyze' || file === undefined || rest.length > 0) return fail(USAGE);
  const { format = 'text', profile = null, 'fingerprint-key': key = null } = values;
  const demands = readDemands(values['fail-on'] ?? []);
  if (demands === null) return fail(`--fail-on is ${DEMANDS.join(', ')}`);
  const knownFormat = REPORT_FORMATS.find((name) => name === format);
  if (knownFormat === undefined) return fail(`--format is ${REPORT_FORMATS.join(', ')}, not ${format}`);
  if (profile !== null && !isProfileName(profile))
    return fail(`--profile is ${PROFILE_NAMES.join(', ')}, not ${profile}`);
  if (key !== null && !FINGERPRINT_KEY_PATTERN.test(key)) return fail('--fingerprint-key takes 64 hex digits');
  return succeed({
    file,
    format: knownFormat,
    profile,
    policyFile: values.policy ?? null,
    fingerprintKeyHex: key,
    demands,
  });
}

/** Null when one of them is none. */
function readDemands(words: readonly string[]): readonly Demand[] | null {
  const demands = words.flatMap((word) => DEMANDS.find((demand) => demand === word) ?? []);
  return demands.length === words.length ? demands : null;
}

function parseWords(words: readonly string[]) {
  try {
    return succeed(
      parseArgs({
        args: [...words],
        allowPositionals: true,
        options: {
          format: { type: 'string' },
          profile: { type: 'string' },
          policy: { type: 'string' },
          'fingerprint-key': { type: 'string' },
          'fail-on': { type: 'string', multiple: true },
          help: { type: 'boolean', short: 'h' },
        },
      }),
    );
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}
