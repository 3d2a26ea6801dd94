// Where a report falls short of what is demanded of it, so that a build can fail by it.

import { compareSeverity } from '../rules/create-verdict';
import { SEVERITIES, type Severity } from '../rules/finding';
import type { Report } from './report';
import { VERDICT_WORDS } from './write-silent-refresh';

/** No finding of a severity or above; or that silent refresh passed. */
export const DEMANDS = [...SEVERITIES, 'silent-refresh'] as const;
export type Demand = (typeof DEMANDS)[number];

/** What each demand that is not met falls short by, without a full stop at the end. Muted findings count for nothing, as everywhere. */
export function findShortfalls(report: Report, demands: readonly Demand[]): readonly string[] {
  const shortfalls = demands.flatMap((demand) =>
    demand === 'silent-refresh' ? checkSilentRefresh(report) : checkFindings(report, demand),
  );
  return [...new Set(shortfalls)];
}

/** Cannot tell is no pass: a log in which nothing was renewed shows nothing. */
function checkSilentRefresh({ silentRefresh }: Report): readonly string[] {
  const { verdict, reason } = silentRefresh;
  return verdict === 'pass' ? [] : [`silent refresh: ${VERDICT_WORDS[verdict]}. ${reason.replace(/\.$/, '')}`];
}

/** No token at all is no pass either: it shows that the log was written without them. */
function checkFindings({ findings, tokens }: Report, least: Severity): readonly string[] {
  if (tokens.length === 0) return ['no token was seen, so nothing was judged'];
  const bad = findings.filter((one) => one.mutedBy === null && compareSeverity(one.severity, least) <= 0);
  if (bad.length === 0) return [];
  const named = bad.map(({ rule, severity }) => `${rule} (${severity})`);
  const bound = least === 'critical' ? 'critical' : `${least} or above`;
  return [`${bad.length} ${bad.length === 1 ? 'finding' : 'findings'} of severity ${bound}: ${named.join(', ')}`];
}
