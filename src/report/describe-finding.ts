import type { ToldState } from '../engine/state';
import type { Finding } from '../rules/findings';
import { findMute, type Muted } from '../rules/muted';
import { hideAddresses } from './hide-addresses';
import { toInstant } from './instant';
import type { ReportFinding } from './report';

/** A finding ready to be pasted: message, evidence in order of time, other causes named where there are any. */
export function describeFinding(state: ToldState, { group, rule, verdict }: Finding, muted: Muted): ReportFinding {
  const others =
    verdict.alternatives.length === 0
      ? ''
      : ` Other causes look the same from here: ${verdict.alternatives.join('; ')}.`;
  return {
    label: group.label,
    rule: rule.id,
    title: rule.title,
    category: rule.category,
    severity: verdict.severity,
    confidence: verdict.confidence,
    message: hideAddresses(verdict.message + others),
    count: verdict.count,
    firstAt: toInstant(verdict.firstMs),
    lastAt: toInstant(verdict.lastMs),
    tokens: verdict.tokens.flatMap((id) => state.token.get(id)?.label ?? []),
    refreshes: verdict.refreshes.flatMap((id) => state.refresh.get(id)?.label ?? []),
    chain: state.chain.get(verdict.chain ?? '')?.label ?? null,
    origin: verdict.origin,
    evidence: verdict.evidence.map(({ atMs, what }) => ({ at: toInstant(atMs), what: hideAddresses(what) })),
    remediation: rule.remediation,
    references: rule.references,
    mutedBy: findMute(muted, { rule: rule.id, origin: verdict.origin })?.by ?? null,
  };
}
