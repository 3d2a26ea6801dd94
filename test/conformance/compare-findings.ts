// Findings: complete from severity low on, info in part, and some rules never.

import type { Report, ReportFinding } from '../../src/report/report';
import { listDifferences, toJson } from './compare-values';
import { type Expectation, type Fields, readRuleCategories } from './expectation';

/** The groups that this project has rules for. */
const CORE = ['lifetime', 'refresh-flow', 'rotation-and-replay', 'clock'];
const CATEGORIES = readRuleCategories();

export function compareFindings(expected: Expectation, report: Report): readonly string[] {
  const scope = new Set(expected.scope.flatMap((name) => (name === 'core' ? CORE : [name])));
  const isOurs = (rule: string): boolean => CORE.includes(CATEGORIES[rule] ?? '');
  const isInScope = ({ rule }: { readonly rule: string }): boolean => isOurs(rule) && scope.has(CATEGORIES[rule] ?? '');
  const { tolerated = [] } = expected;
  const free = new Set(
    report.findings.filter((one) => one.severity !== 'info' && isInScope(one) && !tolerated.includes(one.rule)),
  );
  const missing = expected.findings.filter(isInScope).filter((wanted) => {
    const match = [...free].find((finding) => fits(wanted, finding));
    return match === undefined || !free.delete(match);
  });
  const missingInfo = expected.info
    .filter(isInScope)
    .filter((wanted) => !report.findings.some((one) => fits(wanted, one)));
  const forbidden = report.findings.filter(({ rule }) => expected.never.includes(rule) && isOurs(rule));
  return [
    ...report.findings.flatMap(checkCategory),
    ...[...missing, ...missingInfo].map((wanted) => `finding missing: ${JSON.stringify(wanted)}`),
    ...[...free].map((finding) => `finding unexpected: ${describe(finding)}`),
    ...forbidden.map((finding) => `finding forbidden here: ${describe(finding)}`),
  ];
}

const fits = (wanted: Fields, finding: ReportFinding): boolean =>
  listDifferences(wanted, toJson(finding), 'finding').length === 0;

const describe = ({ rule, severity, confidence, message }: ReportFinding): string =>
  `${severity} ${rule} (${confidence}): ${message}`;

/** A rule has the category that the catalogue gives it, or does not exist. */
function checkCategory({ rule, category }: ReportFinding): readonly string[] {
  const known = CATEGORIES[rule];
  if (known === category) return [];
  return [known === undefined ? `finding ${rule}: no such rule` : `finding ${rule}: ${category} instead of ${known}`];
}
