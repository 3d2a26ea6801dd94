// What follows from the findings: those in scope, worst first, and those of one token.

import { computed, type ReadonlySignal } from '@preact/signals';
import type { Severity } from '../../rules/finding';
import type { FeedView } from './feed';
import { type Finding, readFindings } from './read-finding';
import type { ScopeFilter } from './scope';
import { matchesQuery } from './token-filter';

export type FindingDerivations = {
  /** Worst first. */
  readonly findings: ReadonlySignal<readonly Finding[]>;
  /** Those that match the filter box and the facets. */
  readonly findingRows: ReadonlySignal<readonly Finding[]>;
  readonly findingsByToken: ReadonlySignal<ReadonlyMap<string, readonly Finding[]>>;
  readonly severityCounts: ReadonlySignal<ReadonlyMap<Severity, number>>;
};

export function deriveFindings(
  feed: ReadonlySignal<FeedView>,
  scopeFilter: ReadonlySignal<ScopeFilter>,
  facetFilter: ReadonlySignal<ScopeFilter>,
  choices: { readonly query: ReadonlySignal<string> },
): FindingDerivations {
  const all = computed(() => readFindings(feed.value.findings));
  const findings = computed(() => all.value.filter(scopeFilter.value.hasFinding));
  return {
    findings,
    findingRows: computed(() => {
      const query = choices.query.value.trim();
      const narrowed = findings.value.filter(facetFilter.value.hasFinding);
      return query === '' ? narrowed : narrowed.filter((finding) => matchesQuery(writeFindingHaystack(finding), query));
    }),
    findingsByToken: computed(() => groupByToken(all.value)),
    severityCounts: computed(() => {
      const counts = new Map<Severity, number>();
      for (const finding of findings.value) counts.set(finding.severity, (counts.get(finding.severity) ?? 0) + 1);
      return counts;
    }),
  };
}

function groupByToken(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    for (const token of finding.tokens) {
      const group = groups.get(token);
      if (group === undefined) groups.set(token, [finding]);
      else group.push(finding);
    }
  }
  return groups;
}

const writeFindingHaystack = (finding: Finding): string =>
  [finding.label, finding.rule, finding.title, finding.severity, finding.confidence, finding.message, finding.origin]
    .join('\n')
    .toLowerCase();
