// A report → a state that the views can show: what a report holds, and nothing that it does not.

import { MAX_TOLD_REQUESTS } from '../base/limits';
import type { Chain } from '../engine/chain';
import { createState } from '../engine/create-state';
import type { Server } from '../engine/endpoint';
import { EMPTY_LOG } from '../engine/log';
import type { Refresh } from '../engine/refresh';
import { createServer } from '../engine/servers';
import { LOG_ID, type Log } from '../engine/state';
import type { FindingGroup } from '../rules/finding';
import type { Snapshot } from '../rules/snapshot';
import type { Report, ReportChain, ReportFinding, ReportRefresh } from './report';
import { createNames, type Names, restoreTokens, toMs } from './restore-tokens';

export function restoreSnapshot(report: Report): Snapshot {
  const names = createNames(report);
  const byId = <Item extends { readonly id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> =>
    new Map(items.map((item) => [item.id, item]));
  return {
    state: createState({
      ...createState(),
      log: new Map([[LOG_ID, restoreLog(report)]]),
      token: byId(restoreTokens(report, names)),
      refresh: byId(report.refreshes.map((refresh) => restoreRefresh(refresh, names))),
      chain: byId(report.chains.map((chain) => restoreChain(chain, report, names))),
      server: new Map(report.clocks.map((clock) => [clock.origin, restoreServer(clock, report)])),
    }),
    findings: new Map(report.findings.map((finding) => [finding.label, restoreFinding(finding, names)])),
  };
}

function restoreLog({ source }: Report): Log {
  return {
    ...EMPTY_LOG,
    fromMs: source.from === null ? null : toMs(source.from),
    toMs: source.to === null ? null : toMs(source.to),
    exchanges: source.exchanges,
    gaps: source.gaps.map(({ from, to, reason }) => ({ fromMs: toMs(from), toMs: toMs(to), reason })),
  };
}

function restoreRefresh(from: ReportRefresh, names: Names): Refresh {
  const startMs = toMs(from.at);
  /** The report counts these requests; it does not name them. */
  const count = (total: number): readonly string[] =>
    Array.from({ length: Math.min(total, MAX_TOLD_REQUESTS) }, (_, index) => `${from.label}:${index}`);
  return {
    id: from.label,
    label: from.label,
    send: from.label,
    startMs,
    endMs: from.latencySeconds === null ? null : startMs + from.latencySeconds * 1000,
    endpoint: from.endpoint,
    context: from.context,
    client: null,
    sequence: from.label,
    type: from.type,
    trigger: from.trigger,
    remainingSec: from.remainingSeconds,
    renewed: names.token(from.renewed),
    position: from.position,
    generationDistance: from.generationDistance,
    sinceReplacedSec: null,
    answer: from.answer,
    outcome: from.outcome,
    isResolved: from.resolved,
    isInterrupted: from.outcome === 'success' && from.silent === 'failure',
    isSettledSilently: from.settledSilently,
    presented: names.token(from.presented),
    issued: from.issued.flatMap((label) => names.token(label) ?? []),
    unauthorized: count(from.unauthorizedRequests),
    retried: count(from.retriedRequests),
    status: from.status,
    errorCode: from.errorCode,
    reading: null,
    repeatCause: null,
    target: '',
    dialect: from.dialect,
    chain: names.chain(from.chain),
  };
}

function restoreChain(from: ReportChain, report: Report, names: Names): Chain {
  const tokens = report.tokens.filter(({ chain }) => chain === from.label);
  const nameAll = (labels: readonly string[]): Chain['credentials'] => [
    ...new Set(labels.flatMap((label) => names.token(label) ?? [])),
  ];
  const isRenewal = (role: string): boolean => role === 'refresh' || role === 'single';
  const isAccess = (role: string): boolean => role === 'access' || role === 'session' || role === 'single';
  const edges = from.edges.flatMap(({ evidence, refresh, ...edge }) => {
    const [parent, child] = [names.token(edge.from), names.token(edge.to)];
    return parent === null || child === null ? [] : [{ from: parent, to: child, evidence, refresh }];
  });
  const renewals = tokens.filter(({ role }) => isRenewal(role)).map(({ label }) => label);
  const at = (label: string): number =>
    toMs(
      report.refreshes.find((refresh) => refresh.label === label)?.at ??
        from.root.at ??
        report.source.to ??
        new Date(0).toISOString(),
    );
  const { ended } = from;
  const endMs = ended === null ? null : toMs(ended.at);
  return {
    id: names.chain(from.label) ?? '',
    label: from.label,
    client: null,
    rootKind: from.root.kind,
    rootAtMs: from.root.at === null ? null : toMs(from.root.at),
    rootSend: null,
    credentials: nameAll([...from.edges.flatMap((edge) => [edge.from, edge.to]), ...from.heads, ...renewals]),
    accessTokens: nameAll(tokens.filter(({ role }) => isAccess(role)).map(({ label }) => label)),
    edges,
    trimmedEdges: 0,
    branches: nameAll(from.heads).map((head) => ({ parent: null, head, headGeneration: 0, lastRefreshMs: null })),
    forks: from.forks.flatMap(({ parent, children, kind }) => {
      const id = names.token(parent);
      const split = from.edges.filter((edge) => edge.from === parent).at(-1)?.refresh;
      if (id === null) return [];
      return [
        { parent: id, children: nameAll(children), kind, atMs: at(split ?? ''), sinceReplacedSec: null, branches: [] },
      ];
    }),
    rotations: from.regime === 'rotating' ? Math.max(1, edges.length) : 0,
    logout: endMs !== null && ended?.cause === 'logged-out' ? { atMs: endMs, by: 'L1', send: '', named: [] } : null,
    afterLogout: [],
    reuseRefused: null,
    raceRefused: null,
    outlived: [],
    codeReused: null,
    end:
      endMs === null || ended === null || ended.cause === 'logged-out'
        ? null
        : { atMs: endMs, refresh: '', cause: ended.cause },
    generations: [],
    authTimeSec:
      from.session?.startMethod === 'auth_time' && from.session.startedAt !== null
        ? toMs(from.session.startedAt) / 1000
        : null,
    agedUse: null,
    granted: {},
    firstIdToken: null,
    issuer: tokens.find(({ issuer }) => issuer !== null)?.issuer ?? null,
    clientId: tokens.find(({ clientId }) => clientId !== null)?.clientId ?? null,
    dialect: null,
    awaited: null,
  };
}

/** The reading of a clock is as exact as one `Date` header. */
const CLOCK_ERROR_MS = 1000;

function restoreServer({ origin, skewSeconds, method }: Report['clocks'][number], { source }: Report): Server {
  const atMs = source.to === null ? 0 : toMs(source.to);
  return {
    ...createServer(origin),
    clock: skewSeconds === null ? [] : [{ atMs, offsetMs: skewSeconds * 1000, errorMs: CLOCK_ERROR_MS }],
    clockMethod: method,
  };
}

function restoreFinding(from: ReportFinding, names: Names): FindingGroup {
  return {
    key: from.label,
    label: from.label,
    rule: {
      id: from.rule,
      title: from.title,
      category: from.category,
      remediation: from.remediation,
      references: from.references,
    },
    live: {},
    settled: {
      severity: from.severity,
      confidence: from.confidence,
      message: from.message,
      count: from.count,
      firstMs: toMs(from.firstAt),
      lastMs: toMs(from.lastAt),
      tokens: from.tokens.flatMap((label) => names.token(label) ?? []),
      refreshes: from.refreshes,
      chain: names.chain(from.chain),
      origin: from.origin,
      scope: null,
      evidence: from.evidence.map(({ at, what }) => ({ atMs: toMs(at), what })),
      alternatives: [],
      instance: '',
    },
    pushedOut: [],
  };
}
