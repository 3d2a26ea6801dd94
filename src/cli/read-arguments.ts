// The command line's words, parsed and checked.

import { parseArgs } from 'node:util';
import { fail, type Result, succeed } from '../base/result';
import { isProfileName, PROFILE_NAMES, type ProfileName } from '../engine/profile';
import { REPORT_FORMATS, type ReportFormat } from '../report/write-report';
import { FINGERPRINT_KEY_PATTERN } from '../token/fingerprint';

export const USAGE = `usage: token-lifeline analyze FILE.har|REPORT.json [--format text|json|markdown|html] [--profile aal1|aal2|aal3] [--policy FILE.json] [--fingerprint-key HEX64]`;

export type Arguments = {
  readonly file: string;
  readonly format: ReportFormat;
  /** Null: not asked for. */
  readonly profile: ProfileName | null;
  /** A JSON file whose thresholds replace the profile's. */
  readonly policyFile: string | null;
  /** Null: a random key, so that reports of different runs cannot be correlated. */
  readonly fingerprintKeyHex: string | null;
};

export function readArguments(words: readonly string[]): Result<Arguments | 'help'> {
  const parsed = parseWords(words);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (values.help === true) return succeed('help');
  const [command, file, ...rest] = positionals;
  if (command !== 'analyze' || file === undefined || rest.length > 0) return fail(USAGE);
  const { format = 'text', profile = null, 'fingerprint-key': key = null } = values;
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
  });
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
          help: { type: 'boolean', short: 'h' },
        },
      }),
    );
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}
