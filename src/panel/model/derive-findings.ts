// What follows from the findings: those in scope, worst first, and those of one token.

import { computed, type ReadonlySignal } from '@preact/signals';
import { groupBy } from '../../base/group-by';
import type { Severity } from '../../rules/finding';
import { findMute } from '../../rules/muted';
import type { FeedView } from './feed';
import { hasSameItems } from './keep-order';
import { createFindingReader, type Finding } from './read-finding';
import type { ScopeFilter } from './scope';
import { matchesQuery } from './token-filter';

export type FindingDerivations = {
  /** Those of the scope that nobody muted, worst first. */
  readonly findings: ReadonlySignal<readonly Finding[]>;
  readonly mutedFindings: ReadonlySignal<readonly Finding[]>;
  /** Those that match the filter box and the facets. */
  readonly findingRows: ReadonlySignal<readonly Finding[]>;
  readonly mutedRows: ReadonlySignal<readonly Finding[]>;
  readonly findingsByToken: ReadonlySignal<ReadonlyMap<string, readonly Finding[]>>;
  readonly severityCounts: ReadonlySignal<ReadonlyMap<Severity, number>>;
};

export function deriveFindings(
  feed: ReadonlySignal<FeedView>,
  scopeFilter: ReadonlySignal<ScopeFilter>,
  facetFilter: ReadonlySignal<ScopeFilter>,
  choices: { readonly query: ReadonlySignal<string> },
): FindingDerivations {
  const readFindings = createFindingReader();
  const groupByToken = createTokenGrouper();
  const all = computed(() => readFindings(feed.value.findings));
  const muted = computed(() => feed.value.muted);
  const isHeard = (finding: Finding): boolean => findMute(muted.value, finding) === null;
  const heard = computed(() => all.value.filter(isHeard));
  const findings = computed(() => heard.value.filter(scopeFilter.value.hasFinding));
  const mutedFindings = computed(() =>
    all.value.filter((finding) => !isHeard(finding) && scopeFilter.value.hasFinding(finding)),
  );
  const narrow = (list: readonly Finding[]): readonly Finding[] => {
    const query = choices.query.value.trim();
    const narrowed = list.filter(facetFilter.value.hasFinding);
    return query === '' ? narrowed : narrowed.filter((finding) => matchesQuery(writeFindingHaystack(finding), query));
  };
  return {
    findings,
    mutedFindings,
    findingRows: computed(() => narrow(findings.value)),
    mutedRows: computed(() => narrow(mutedFindings.value)),
    findingsByToken: computed(() => groupByToken(heard.value)),
    severityCounts: computed(() => {
      const counts = new Map<Severity, number>();
      for (const finding of findings.value) counts.set(finding.severity, (counts.get(finding.severity) ?? 0) + 1);
      return counts;
    }),
  };
}

/** A token's list of before is given back while it holds the same findings. */
function createTokenGrouper(): (findings: readonly Finding[]) => ReadonlyMap<string, readonly Finding[]> {
  let known: ReadonlyMap<string, readonly Finding[]> = new Map();
  return (findings) => {
    const groups = groupBy(findings, ({ tokens }) => tokens);
    for (const [token, group] of groups) {
      const former = known.get(token);
      if (former !== undefined && hasSameItems(former, group)) groups.set(token, former);
    }
    known = groups;
    return groups;
  };
}

const writeFindingHaystack = (finding: Finding): string =>
  [finding.label, finding.rule, finding.title, finding.severity, finding.confidence, finding.message, finding.origin]
    .join('\n')
    .toLowerCase();
