// A finding as the views show it: the sayings of one rule added up, strongest first (rules.md 5, aggregation).

import type { FindingGroup, Severity, Verdict } from '../../rules/finding';
import type { Strength } from '../../token/role';

export type Finding = Verdict & { readonly key: string; readonly label: string; readonly rule: string };

export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const satisfies readonly Severity[];
const STRENGTHS = ['confirmed', 'likely', 'possible'] as const satisfies readonly Strength[];

/** What is enough to judge a finding by; the report has no more either. */
const MAX_EVIDENCE = 40;

/** Null for a group in which no rule says anything any more. */
export function readFinding(group: FindingGroup): Finding | null {
  const verdicts = [...Object.values(group.live), ...(group.settled === null ? [] : [group.settled])];
  const [strongest] = verdicts.toSorted(compareVerdicts);
  if (strongest === undefined) return null;
  if (verdicts.length === 1) return { ...strongest, key: group.key, label: group.label, rule: group.rule };
  const evidence = verdicts.flatMap((verdict) => verdict.evidence).toSorted((a, b) => a.atMs - b.atMs);
  return {
    ...strongest,
    key: group.key,
    label: group.label,
    rule: group.rule,
    count: verdicts.reduce((sum, verdict) => sum + verdict.count, 0),
    firstMs: Math.min(...verdicts.map((verdict) => verdict.firstMs)),
    lastMs: Math.max(...verdicts.map((verdict) => verdict.lastMs)),
    tokens: [...new Set(verdicts.flatMap((verdict) => verdict.tokens))],
    refreshes: [...new Set(verdicts.flatMap((verdict) => verdict.refreshes))],
    evidence: evidence.slice(0, MAX_EVIDENCE),
    alternatives: [...new Set(verdicts.flatMap((verdict) => verdict.alternatives))],
  };
}

export function compareSeverity(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}

function compareVerdicts(a: Verdict, b: Verdict): number {
  return (
    compareSeverity(a.severity, b.severity) ||
    STRENGTHS.indexOf(a.confidence) - STRENGTHS.indexOf(b.confidence) ||
    b.lastMs - a.lastMs
  );
}

/** Worst first, then the newest. */
export function compareFindings(a: Finding, b: Finding): number {
  return compareVerdicts(a, b);
}
