// A finding as the views show it: what its group says as one, with the words of its rule.

import type { FindingGroup, Severity, Verdict } from '../../rules/finding';
import { listFindings } from '../../rules/findings';

export type Finding = Verdict & {
  readonly key: string;
  readonly label: string;
  /** Id of its rule. */
  readonly rule: string;
  readonly title: string;
  readonly remediation: string;
  readonly references: readonly string[];
};

/** Worst first. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const satisfies readonly Severity[];

export const compareSeverity = (a: Severity, b: Severity): number => SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);

/** Worst first, then oldest first. */
export function readFindings(groups: ReadonlyMap<string, FindingGroup>): readonly Finding[] {
  return listFindings(groups).map(({ group, rule, verdict }) => ({
    ...verdict,
    key: group.key,
    label: group.label,
    rule: rule.id,
    title: rule.title,
    remediation: rule.remediation,
    references: rule.references,
  }));
}
