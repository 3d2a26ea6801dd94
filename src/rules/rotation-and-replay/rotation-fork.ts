// rules.md 10 C, 3.4. Two live refresh tokens from one parent: the server cannot tell two holders apart.

import { writeRoughSpan } from '../../base/write-duration';
import type { Chain, Fork } from '../../engine/chain';
import { isSelfRenewal } from '../../engine/refresh';
import { createVerdict, gradeConfidence, rankSeverity } from '../create-verdict';
import {
  capByGap,
  inferencesOfEdges,
  labelOf,
  lowerIfBound,
  lowerOnLoopback,
  originOfClient,
  refreshOf,
  SHARED_ALTERNATIVES,
  tokenOf,
} from '../facts';
import type { Severity, Verdict } from '../finding';
import { findExcuse } from '../providers';
import { defineRule, type Look } from '../rule';
import { explainUnreadRefreshes } from './describe-repeat';

export const rotationFork = defineRule({
  id: 'rotation-fork',
  title: 'The chain split',
  category: 'rotation-and-replay',
  subject: 'chain',
  remediation:
    'Invalidate a refresh token on use and end the whole family on reuse; inside a retry window return the same successor instead of a second one.',
  references: ['RFC 9700 §4.14.2', 'ASVS 10.4.5'],
  evaluate(chain, look) {
    const forks = chain.forks.filter((fork) => !isOfSelfRenewal(chain, fork, look));
    const verdicts = forks.map((fork) => judge(chain, fork, look));
    const worst = verdicts.reduce<Verdict | null>(
      (best, one) => (best === null || rankSeverity(one.severity) > rankSeverity(best.severity) ? one : best),
      null,
    );
    return worst === null ? null : { ...worst, count: verdicts.length };
  },
  explainSilence: explainUnreadRefreshes,
});

function judge(chain: Chain, fork: Fork, look: Look): Verdict {
  const origin = originOfClient(look, chain.client);
  const refresh = findRefresh(chain, fork, look);
  const excuse = refresh === undefined ? null : findExcuse(refresh);
  const { sinceReplacedSec } = fork;
  const parent = tokenOf(look, fork.parent);
  const isExtended =
    fork.kind === 'open' &&
    sinceReplacedSec !== null &&
    sinceReplacedSec <= look.policy.thresholds['rt.grace.extended'] &&
    refresh?.position === 'P3';
  const used = fork.branches.filter((index) => (chain.branches[index]?.lastRefreshMs ?? 0) > fork.atMs).length;
  const children = fork.children.map((id) => labelOf(look, id));
  const when =
    sinceReplacedSec === null
      ? 'while the first answer was under way'
      : `${writeRoughSpan(sinceReplacedSec)} after the first answer`;
  return createVerdict({
    severity: excuse === null ? gradeFork(fork, used) : 'low',
    steps: [isExtended && excuse === null ? -1 : 0, lowerIfBound(parent), lowerOnLoopback(origin)],
    confidence: capByGap(
      look,
      gradeConfidence((isExtended ? 1 : 0) + inferencesOfEdges(look, chain.id, ({ from }) => from === fork.parent)),
      fork.atMs - (sinceReplacedSec ?? 0) * 1000,
      fork.atMs,
    ),
    message: `The server issued ${children.length} refresh tokens for ${labelOf(look, fork.parent)}: ${children.join(' and ')}, the last ${when}. ${describeUse(used, fork)}${excuse === null ? '' : ` (${excuse.excuse})`}`,
    atMs: fork.atMs,
    tokens: [fork.parent, ...fork.children],
    refreshes: refresh === undefined ? [] : [refresh.id],
    chain: chain.id,
    origin,
    scope: chain.issuer,
    evidence: chain.edges
      .filter((edge) => edge.from === fork.parent)
      .map((edge) => {
        const by = refreshOf(look, edge.refresh);
        return {
          atMs: by?.startMs ?? fork.atMs,
          what: `${labelOf(look, edge.from)} → ${labelOf(look, edge.to)} (${edge.evidence})${by === undefined ? '' : ` by ${by.label} from ${by.context}`}`,
        };
      }),
    alternatives: [SHARED_ALTERNATIVES.staleCopy, SHARED_ALTERNATIVES.tester],
  });
}

function gradeFork(fork: Fork, usedBranches: number): Severity {
  if (fork.kind === 'grace') return 'low';
  return usedBranches >= 2 ? 'high' : 'medium';
}

function describeUse(used: number, fork: Fork): string {
  if (used >= fork.branches.length) return 'Every branch was used again and accepted.';
  return used === 0
    ? 'No branch has been used since.'
    : `${used} of ${fork.branches.length} branches has been used since.`;
}

const isOfSelfRenewal = (chain: Chain, fork: Fork, look: Look): boolean => {
  const refresh = findRefresh(chain, fork, look);
  return refresh !== undefined && isSelfRenewal(refresh);
};

function findRefresh(chain: Chain, fork: Fork, look: Look) {
  const last = chain.edges.filter((edge) => edge.from === fork.parent).at(-1);
  return last === undefined ? undefined : refreshOf(look, last.refresh);
}
