// A finding as the views show it: what its group says as one, with the words of its rule.

import type { FindingGroup, Verdict } from '../../rules/finding';
import { compareVerdicts, foldGroup } from '../../rules/findings';
import { createOrderKeeper } from './keep-order';

export type Finding = Verdict & {
  readonly key: string;
  readonly label: string;
  /** Id of its rule. */
  readonly rule: string;
  readonly title: string;
  readonly remediation: string;
  readonly references: readonly string[];
};

/** Worst first, then oldest first. What did not change since the last reading is the same object, the list included. */
export function createFindingReader(): (groups: ReadonlyMap<string, FindingGroup>) => readonly Finding[] {
  const known = new WeakMap<FindingGroup, Finding | null>();
  const keepOrder = createOrderKeeper<Finding>();
  const read = (group: FindingGroup): Finding | null => {
    const former = known.get(group);
    if (former !== undefined) return former;
    const finding = readFinding(group);
    known.set(group, finding);
    return finding;
  };
  return (groups) =>
    keepOrder(
      [...groups.values()].flatMap((group) => read(group) ?? []),
      compareFindings,
    );
}

/** Null for a group of which nothing is left. */
function readFinding(group: FindingGroup): Finding | null {
  const verdict = foldGroup(group);
  if (verdict === null) return null;
  const { key, label, rule } = group;
  const { id, title, remediation, references } = rule;
  return { ...verdict, key, label, rule: id, title, remediation, references };
}

const compareFindings = (a: Finding, b: Finding): number =>
  compareVerdicts(a, b) || Number(a.key > b.key) - Number(a.key < b.key);
