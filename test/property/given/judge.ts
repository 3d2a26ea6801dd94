// Observations → report, by the real engine and rules; and reports made comparable.

import { createPolicy } from '../../../src/engine/policy';
import type { Observation } from '../../../src/observation/observation';
import { buildReport } from '../../../src/report/build-report';
import type { Report, ReportFinding } from '../../../src/report/report';
import { type Analysis, createAnalysis } from '../../../src/rules/analysis';

export const POLICY = createPolicy('aal1');

export function analyse(observations: readonly Observation[]): Analysis {
  const analysis = createAnalysis(POLICY);
  for (const observation of observations) analysis.observe(observation);
  return analysis;
}

export const judge = (observations: readonly Observation[]): Report =>
  buildReport(analyse(observations), { kind: 'har', skipped: 0, version: '0' });

const LADDER = ['info', 'low', 'medium', 'high', 'critical'] as const;
export const rank = (severity: ReportFinding['severity']): number => LADDER.indexOf(severity);

/** The worst severity of each rule, per origin of the app. */
export function listWorst(
  report: Report,
  isOfInterest: (finding: ReportFinding) => boolean = () => true,
): ReadonlyMap<string, number> {
  const worst = new Map<string, number>();
  for (const finding of report.findings.filter(isOfInterest)) {
    const key = `${finding.rule} at ${finding.origin}`;
    worst.set(key, Math.max(worst.get(key) ?? 0, rank(finding.severity)));
  }
  return worst;
}

/** Rules that `after` ranks higher than `before` did; from `low` on. */
export function listRaised(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): readonly string[] {
  const isRaised = ([key, severity]: readonly [string, number]): boolean =>
    severity > Math.max(0, before.get(key) ?? 0);
  return [...after]
    .filter(isRaised)
    .map(([key, severity]) => `${key}: ${LADDER[severity]}, was ${LADDER[before.get(key) ?? -1] ?? 'nothing'}`);
}
