// State and findings → the report document. Pure: the same state gives the same report.

import { estimateSkewMs } from '../engine/clock';
import { readLog } from '../engine/create-state';
import type { State } from '../engine/state';
import type { Analysis } from '../rules/analysis';
import { CATALOGUE } from '../rules/catalogue';
import { listFindings } from '../rules/findings';
import { describeChain } from './describe-chain';
import { describeFinding } from './describe-finding';
import { describeRefresh } from './describe-refresh';
import { describeToken } from './describe-token';
import { toInstant } from './instant';
import { judgeSilentRefresh } from './judge-silent';
import type { Report } from './report';

/** `skipped`: entries of a file that could not be read; faults that the state itself has counted are added. */
export type ReportSource = {
  readonly kind: 'live' | 'har';
  readonly skipped: number;
  readonly isSanitised?: boolean;
  readonly version: string;
};

export function buildReport(analysis: Analysis, source: ReportSource): Report {
  const { state, policy, findings } = analysis;
  const log = readLog(state);
  const nowMs = log.toMs ?? 0;
  return {
    version: 1,
    generator: { name: 'token-lifeline', version: source.version },
    source: {
      kind: source.kind,
      from: log.fromMs === null ? null : toInstant(log.fromMs),
      to: log.toMs === null ? null : toInstant(log.toMs),
      exchanges: log.exchanges,
      gaps: log.gaps.map((gap) => ({ from: toInstant(gap.fromMs), to: toInstant(gap.toMs), reason: gap.reason })),
      skipped: source.skipped + log.faultCount,
      sanitised: source.isSanitised ?? false,
    },
    policy,
    clocks: listClocks(state),
    tokens: byLabel([...state.token.values()]).map((token) => describeToken(state, token, nowMs)),
    chains: byLabel([...state.chain.values()]).map((chain) => describeChain(state, chain, nowMs)),
    refreshes: [...state.refresh.values()]
      .sort((a, b) => a.startMs - b.startMs)
      .map((refresh) => describeRefresh(state, refresh)),
    findings: listFindings(findings).map((finding) => describeFinding(state, finding)),
    notEvaluable: listSilent(analysis),
    silentRefresh: judgeSilentRefresh({
      state,
      policy,
      refreshes: [...state.refresh.values()],
      tokens: [...state.token.values()],
      foundRules: new Set(listFindings(findings).map(({ rule }) => rule.id)),
      isSanitised: source.isSanitised ?? false,
    }),
  };
}

function listClocks(state: State): Report['clocks'] {
  return [...state.server.values()].map((server) => {
    const skewMs = estimateSkewMs(server);
    return {
      origin: server.origin,
      skewSeconds: skewMs === null ? null : Math.round(skewMs / 100) / 10,
      method: server.clockMethod,
      samples: server.clock.length,
    };
  });
}

/** Rules that found nothing because their input was never seen: not clear, but not evaluable (rules.md 2.1). */
function listSilent({ state, policy, findings }: Analysis): Report['notEvaluable'] {
  const found = new Set([...findings.values()].map((group) => group.rule.id));
  return CATALOGUE.flatMap((rule) => {
    const reason = found.has(rule.id) ? null : (rule.explainSilence?.({ state, policy }) ?? null);
    return reason === null ? [] : [{ rule: rule.id, reason }];
  });
}

/** Labels are numbered in order of first sight; AT2 stands before AT10. */
function byLabel<Labelled extends { readonly label: string }>(items: readonly Labelled[]): readonly Labelled[] {
  const numberOf = ({ label }: Labelled): number => Number(/\d+$/.exec(label)?.[0] ?? 0);
  const prefixOf = ({ label }: Labelled): string => label.replace(/\d+$/, '');
  return [...items].sort((a, b) => prefixOf(a).localeCompare(prefixOf(b)) || numberOf(a) - numberOf(b));
}
