// One HAR text → one report, by the same normalise, engine and rules as in the browser.

import { fail, type Result, succeed } from '../base/result';
import type { Policy } from '../engine/policy';
import { createDoor } from '../normalise/door';
import { type HarFault, readHarFile } from '../observe/har-file';
import { buildReport } from '../report/build-report';
import type { Report } from '../report/report';
import { createAnalysis } from '../rules/analysis';

export type AnalyzeOptions = { readonly policy: Policy; readonly fingerprintKeyHex: string; readonly version: string };

export function analyzeHar(
  text: string,
  { policy, fingerprintKeyHex, version }: AnalyzeOptions,
): Result<Report, HarFault> {
  const file = readHarFile(text);
  if (!file.ok) return fail(file.reason);
  const analysis = createAnalysis(policy);
  file.value.replay(createDoor(fingerprintKeyHex, (observation) => void analysis.observe(observation)));
  const { skipped, isSanitised } = file.value;
  return succeed(buildReport(analysis, { kind: 'har', skipped, isSanitised, version }));
}
