// The report in a few readable lines, for people at a terminal.

import { writeSpan } from '../base/write-duration';
import { SANITISED } from './left-out';
import { writeOutcome, writeTrigger } from './refresh-words';
import type { Report, ReportChain, ReportRefresh } from './report';
import { CHAIN_STATE_NAMES, REGIME_NAMES, ROOT_NAMES, STATE_NAMES } from './state-words';
import { writeSilentRefresh } from './write-silent-refresh';

export function writeText(report: Report): string {
  const { source, tokens, chains, refreshes, findings, notEvaluable } = report;
  const lines = [
    `${source.exchanges} requests with tokens or logins${source.from === null ? '' : `, ${source.from} to ${source.to}`}${writeSkipped(source.skipped)}`,
    ...(source.sanitised ? [SANITISED] : []),
    '',
    `Tokens (${tokens.length})`,
    ...tokens.map(
      (token) =>
        `  ${token.label.padEnd(6)} ${token.role.padEnd(16)} ${token.lifetimeSeconds === null ? 'no announced end' : writeSpan(token.lifetimeSeconds)}, ${STATE_NAMES[token.state]}, accepted ${token.accepted}, refused ${token.rejected}`,
    ),
    '',
    writeSilentRefresh(report.silentRefresh),
    '',
    `Refreshes (${refreshes.length})`,
    ...refreshes.map((refresh) => `  ${refresh.label.padEnd(4)} ${refresh.at} ${describeRefresh(refresh)}`),
    '',
    `Chains (${chains.length})`,
    ...chains.map((chain) => `  ${chain.label.padEnd(4)} ${describeChain(chain)}`),
    '',
    findings.length === 0 ? 'No findings' : `Findings (${findings.length})`,
    ...findings.map(
      (finding) =>
        `  ${finding.severity.toUpperCase()} ${finding.rule} (${finding.confidence}${finding.count > 1 ? `, ${finding.count} times` : ''}${finding.mutedBy === null ? '' : `, muted by ${finding.mutedBy}`})\n    ${finding.message}`,
    ),
    ...(notEvaluable.length === 0
      ? []
      : ['', 'Not evaluable', ...notEvaluable.map(({ rule, reason }) => `  ${rule}: ${reason}`)]),
  ];
  return lines.join('\n');
}

const writeSkipped = (count: number): string =>
  count === 0 ? '' : `; ${count} damaged ${count === 1 ? 'entry' : 'entries'} skipped`;

const describeRefresh = (refresh: ReportRefresh): string =>
  `${writeTrigger(refresh)}: ${writeOutcome(refresh)}; ${refresh.presented ?? '?'} → ${refresh.issued.join(', ') || 'nothing'}`;

function describeChain({ root, edges, heads, forks, state, regime }: ReportChain): string {
  const split = forks.length === 0 ? '' : `, split at ${forks.map((fork) => fork.parent).join(', ')}`;
  const rotations = edges.map((edge) => `${edge.from}→${edge.to}`).join(' ') || 'no rotation';
  const began = `began with ${ROOT_NAMES[root.kind] ?? 'what was not seen'}`;
  return `${began}: ${rotations}; newest ${heads.join(', ') || 'none'}; ${CHAIN_STATE_NAMES[state]}, ${REGIME_NAMES[regime]}${split}`;
}
