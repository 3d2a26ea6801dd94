// What a report says of a session, free of labels and of which sensor came first: comparable by value.

import type { Told } from '../../support/story/tell-story';

export function essenceOf({ report, nameOf }: Told) {
  const named = (labels: readonly string[]): readonly string[] => labels.map(nameOf).sort();
  return {
    exchanges: report.source.exchanges,
    tokens: sortByText(
      report.tokens.map((token) => ({
        name: nameOf(token.label),
        role: token.role,
        strength: token.roleStrength,
        life: token.lifetimeSeconds,
        method: token.lifetimeMethod,
        presentations: token.presentations,
        late: token.presentationsAfterExpiry,
        accepted: token.accepted,
        rejected: token.rejected,
        state: token.state,
      })),
    ),
    chains: sortByText(
      report.chains.map((chain) => ({
        root: chain.root.kind,
        edges: sortByText(chain.edges.map(({ from, to, evidence }) => `${nameOf(from)}>${nameOf(to)} ${evidence}`)),
        heads: named(chain.heads),
        forks: sortByText(
          chain.forks.map(({ parent, children, kind }) => ({
            parent: nameOf(parent),
            children: named(children),
            kind,
          })),
        ),
        state: chain.state,
        regime: chain.regime,
      })),
    ),
    refreshes: report.refreshes.map((refresh) => ({
      type: refresh.type,
      trigger: refresh.trigger,
      presented: refresh.presented === null ? null : nameOf(refresh.presented),
      issued: named(refresh.issued),
      position: refresh.position,
      distance: refresh.generationDistance,
      answer: refresh.answer,
      outcome: refresh.outcome,
      resolved: refresh.resolved,
      silent: refresh.silent,
      shape: refresh.shape,
      retried: refresh.retriedRequests,
    })),
    findings: sortByText(
      report.findings.map(({ rule, severity, confidence, count }) => `${rule} ${severity} ${confidence} ${count}`),
    ),
  };
}

const sortByText = <Item>(items: readonly Item[]): readonly Item[] =>
  [...items].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
