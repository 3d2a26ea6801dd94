// One HAR text → one report, by the same normalise, engine and rules as in the browser.

import { fail, type Result, succeed } from '../base/result';
import type { Policy } from '../engine/policy';
import { createGate } from '../normalise/gate';
import { createNormaliser } from '../normalise/normaliser';
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
  const normaliser = createNormaliser(fingerprintKeyHex);
  const gate = createGate((observation) => analysis.observe(observation));
  file.value.replay({
    takeRequest: (raw) => gate.takeRequest(normaliser.normaliseRequest(raw)),
    takeAnswer: (raw) => gate.takeAnswer(normaliser.normaliseAnswer(raw)),
    takeFailure: (failed) => gate.takeFailure(failed),
  });
  return succeed(buildReport(analysis, { kind: 'har', skipped: file.value.skipped, version }));
}
