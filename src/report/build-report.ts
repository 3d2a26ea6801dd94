// ToldState and findings → the report document. Pure: the same state gives the same report.

import { estimateSkewMs } from '../engine/clock';
import { readLog } from '../engine/create-state';
import type { ToldState } from '../engine/state';
import type { Analysis } from '../rules/analysis';
import { listFindings } from '../rules/findings';
import type { Muted } from '../rules/muted';
import { listNotEvaluable } from '../rules/not-evaluable';
import { describeChain } from './describe-chain';
import { describeFinding } from './describe-finding';
import { describeRefresh } from './describe-refresh';
import { describeToken } from './describe-token';
import { toInstant } from './instant';
import { judgeSilentRefresh } from './judge-silent';
import { REPORT_VERSION, type Report } from './report';

/** `skipped`: entries of a file that could not be read; faults that the state itself has counted are added. */
export type ReportSource = {
  readonly kind: 'live' | 'har';
  readonly skipped: number;
  readonly isSanitised?: boolean;
  readonly version: string;
  /** Findings that the user put aside: they are in the report, and marked. */
  readonly muted?: Muted;
};

export function buildReport(analysis: Analysis, source: ReportSource): Report {
  const { state, policy, findings } = analysis;
  const { muted = [] } = source;
  const log = readLog(state);
  const nowMs = log.toMs ?? 0;
  return {
    version: REPORT_VERSION,
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
    refreshes: byLabel([...state.refresh.values()])
      .toSorted((a, b) => a.startMs - b.startMs)
      .map((refresh) => describeRefresh(state, refresh)),
    findings: listFindings(findings).map((finding) => describeFinding(state, finding, muted)),
    notEvaluable: listNotEvaluable(analysis).map(({ rule, reason }) => ({ rule, reason })),
    muted,
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

function listClocks(state: ToldState): Report['clocks'] {
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

/** Labels are numbered in order of first sight; AT2 stands before AT10. */
function byLabel<Labelled extends { readonly label: string }>(items: readonly Labelled[]): readonly Labelled[] {
  const numberOf = ({ label }: Labelled): number => Number(/\d+$/.exec(label)?.[0] ?? 0);
  const prefixOf = ({ label }: Labelled): string => label.replace(/\d+$/, '');
  const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);
  return [...items].sort((a, b) => compare(prefixOf(a), prefixOf(b)) || numberOf(a) - numberOf(b));
}
