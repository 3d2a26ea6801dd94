// The findings as a second fold beside the state: verdicts of live subjects, grouped, and what trimmed subjects said.

import { MAX_EVIDENCE, MAX_FINDING_NAMES } from '../base/limits';
import { compareSeverity, rankSeverity, rankStrength } from './create-verdict';
import type { FindingGroup, RuleText, Verdict } from './finding';

/** One aggregation key per rule, client origin, scope and family. */
export const groupKeyOf = (rule: RuleText, verdict: Verdict): string =>
  [rule.id, verdict.origin ?? '', verdict.scope ?? '', verdict.chain ?? ''].join('|');

/** Those of one rule's groups. */
export function pickKeys(keys: readonly string[] | undefined, { id }: RuleText): readonly string[] {
  const isOfRule = (key: string): boolean => key.startsWith(id) && key.charAt(id.length) === '|';
  // Most often there is none, and every rule asks.
  return keys?.some(isOfRule) === true ? keys.filter(isOfRule) : NO_KEYS;
}
const NO_KEYS: readonly string[] = [];

type Weight = Pick<Verdict, 'severity' | 'confidence'>;

export const isWorse = (a: Weight, b: Weight): boolean =>
  rankSeverity(a.severity) > rankSeverity(b.severity) ||
  (a.severity === b.severity && rankStrength(a.confidence) > rankStrength(b.confidence));

/** All verdicts of a group as one: counts added, the strongest one speaks, of equals the oldest. Null for an empty group. */
export function foldGroup(group: FindingGroup): Verdict | null {
  // By subject at last: which of two that came at once was judged first says nothing.
  const live = Object.entries(group.live).sort(
    ([subjectA, a], [subjectB, b]) =>
      a.firstMs - b.firstMs || compareText(a.message, b.message) || compareText(subjectA, subjectB),
  );
  const verdicts = [...(group.settled === null ? [] : [group.settled]), ...live.map(([, verdict]) => verdict)];
  const first = verdicts[0];
  return first === undefined ? null : verdicts.slice(1).reduce(joinVerdicts, first);
}

const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

export function joinVerdicts(a: Verdict, b: Verdict): Verdict {
  const worse = isWorse(b, a) ? b : a;
  return {
    ...worse,
    count: a.count + b.count,
    firstMs: Math.min(a.firstMs, b.firstMs),
    lastMs: Math.max(a.lastMs, b.lastMs),
    tokens: joinNames(a.tokens, b.tokens),
    refreshes: joinNames(a.refreshes, b.refreshes),
    evidence: [...a.evidence, ...b.evidence].sort((x, y) => x.atMs - y.atMs).slice(-MAX_EVIDENCE),
    alternatives: joinNames(a.alternatives, b.alternatives),
  };
}

const joinNames = <Name>(a: readonly Name[], b: readonly Name[]): readonly Name[] =>
  [...new Set([...a, ...b])].slice(-MAX_FINDING_NAMES);

export type Finding = { readonly group: FindingGroup; readonly rule: RuleText; readonly verdict: Verdict };

/** What there is to report, worst first, then oldest first. */
export function listFindings(groups: ReadonlyMap<string, FindingGroup>): readonly Finding[] {
  const findings = [...groups.values()].flatMap((group) => {
    const verdict = foldGroup(group);
    return verdict === null ? [] : [{ group, rule: group.rule, verdict }];
  });
  return findings.sort((a, b) => compareVerdicts(a.verdict, b.verdict));
}

/** Worst first, then oldest first. */
export const compareVerdicts = (a: Verdict, b: Verdict): number =>
  compareSeverity(a.severity, b.severity) || a.firstMs - b.firstMs;
