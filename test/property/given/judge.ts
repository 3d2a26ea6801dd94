// Observations → report, by the real engine and rules; and reports made comparable.

import { createPolicy } from '../../../src/engine/policy';
import type { Position } from '../../../src/engine/refresh';
import type { Observation } from '../../../src/observation/observation';
import { buildReport } from '../../../src/report/build-report';
import type { Report, ReportFinding, ReportRefresh } from '../../../src/report/report';
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

/**
 * That a refresh token came again, or was refused, is told by one of these, whichever knows the most about it: who did not
 * see it replaced takes it for kept, who did not see the logout for replaced.
 */
const REPEAT =
  /^(refresh-token-reuse-|refresh-token-not-rotated|refresh-uncoordinated-parallel|head-refresh-token-rejected|rotation-fork|reuse-without-family)/;
const AFTER_LOGOUT = /^token-(accepted|used)-after-logout$/;

function listThemes({ rule, refreshes }: ReportFinding): readonly string[] {
  if (REPEAT.test(rule)) return [REPEATS];
  return AFTER_LOGOUT.test(rule) && refreshes.length > 0 ? [rule, REPEATS] : [rule];
}
const REPEATS = 'repeated or refused refresh tokens';

/** The worst severity by theme. Not per origin: who sees less may know less of whose it is. */
export function listWorst(
  report: Report,
  isOfInterest: (finding: ReportFinding) => boolean = () => true,
): ReadonlyMap<string, number> {
  const worst = new Map<string, number>();
  for (const finding of report.findings.filter(isOfInterest)) {
    for (const theme of listThemes(finding)) worst.set(theme, Math.max(worst.get(theme) ?? 0, rank(finding.severity)));
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

/** The server's own word about a token whose origin nobody saw (rules.md 4.1, P7). */
export function isHearsay({ refreshes }: Report, finding: ReportFinding): boolean {
  const positions = refreshes.filter(({ label }) => finding.refreshes.includes(label)).map(({ position }) => position);
  return (
    finding.rule === 'refresh-token-reuse-rejected' &&
    finding.severity === 'low' &&
    positions.every((one) => one === 'P7')
  );
}

/**
 * A race, to who did not see what had come of its token before. rules.md 4.1 knows races in row P1 only, low whatever the
 * answer. The same requests with a token that had been replaced (P2 to P4) or logged out (P5) are info or nothing in some
 * columns, and those with one that had been refused for good are not classified again.
 */
export function isRaceOfSpent(whole: Report, part: Report, finding: ReportFinding): boolean {
  if (finding.rule !== 'refresh-uncoordinated-parallel' || finding.severity !== 'low') return false;
  const raced = part.refreshes.filter(({ label }) => finding.refreshes.includes(label)).map(nameRefresh(part));
  const same = whole.refreshes.filter((one) => raced.includes(nameRefresh(whole)(one)));
  return same.length >= raced.length && same.every(({ position }) => position === null || SPENT.has(position));
}
const SPENT: ReadonlySet<Position> = new Set(['P2', 'P3', 'P4', 'P5']);

/** The same in every report that tells of it: labels go by what was seen. */
const nameRefresh =
  ({ tokens }: Report) =>
  ({ at, endpoint, context, presented }: ReportRefresh): string =>
    [at, endpoint, context, tokens.find(({ label }) => label === presented)?.fingerprint].join(' ');
