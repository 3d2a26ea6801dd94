// Tells a report in plain lines, for the demo's terminal.
import type { Report } from '../support/report';

type Refresh = Report['refreshes'][number];
type Chain = Report['chains'][number];

export function describeReport({ source, tokens, chains, refreshes, findings }: Report): string[] {
  return [
    `${source.exchanges} exchanges, ${tokens.length} tokens`,
    '',
    'Refreshes',
    ...orNone(refreshes.map(describeRefresh)),
    '',
    'Chains',
    ...orNone(chains.map(describeChain)),
    '',
    'Findings',
    ...orNone(findings.map(({ label, severity, rule, message }) => `${label}  ${severity}  ${rule}\n      ${message}`)),
  ].map((line) => line.trimEnd());
}

function describeRefresh(refresh: Refresh): string {
  const { label, outcome, presented, issued, latencySeconds, errorCode } = refresh;
  const tokens =
    issued.length > 0
      ? `${presented ?? 'a token'} gave ${issued.join(' and ')}`
      : `${presented ?? 'a token'} gave nothing`;
  const result = outcome === 'success' ? 'accepted' : `refused${errorCode ? ` (${errorCode})` : ''}`;
  const duration = typeof latencySeconds === 'number' ? `, ${latencySeconds.toFixed(1)} s` : '';
  return `${label}  ${describeTrigger(refresh)}: ${tokens}, ${result}${duration}`;
}

function describeTrigger({ trigger, remainingSeconds, unauthorizedRequests, retriedRequests }: Refresh): string {
  if (trigger.startsWith('reactive')) {
    return `after ${unauthorizedRequests ?? 0} × 401, retried ${retriedRequests ?? 0} ×`;
  }
  if (typeof remainingSeconds !== 'number') return trigger;
  const seconds = Math.abs(Math.round(remainingSeconds));
  return `${trigger}, ${seconds} s ${remainingSeconds < 0 ? 'after' : 'before'} expiry`;
}

function describeChain({ label, regime, state, edges }: Chain): string {
  const steps = edges.map(({ from, to, evidence }) => `${from} → ${to} (${evidence})`);
  return `${label}  ${regime}, ${state}: ${steps.join(', ') || 'no rotation yet'}`;
}

function orNone(lines: string[]): string[] {
  return lines.length > 0 ? lines.map((line) => `  ${line}`) : ['  none'];
}
