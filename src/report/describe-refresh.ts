import type { Refresh } from '../engine/refresh';
import { readShape, readSilent } from '../engine/select';
import type { ToldState } from '../engine/state';
import { toInstant } from './instant';
import type { ReportRefresh } from './report';

export function describeRefresh(state: ToldState, refresh: Refresh): ReportRefresh {
  const latencyMs = refresh.endMs === null ? null : refresh.endMs - refresh.startMs;
  return {
    label: refresh.label,
    at: toInstant(refresh.startMs),
    endpoint: refresh.endpoint,
    context: refresh.context,
    type: refresh.type,
    trigger: refresh.trigger,
    remainingSeconds: refresh.remainingSec,
    position: refresh.position,
    generationDistance: refresh.generationDistance,
    answer: refresh.answer,
    outcome: refresh.outcome,
    resolved: refresh.isResolved,
    silent: readSilent(refresh),
    shape: readShape(state, refresh),
    presented: state.token.get(refresh.presented ?? '')?.label ?? null,
    issued: refresh.issued.flatMap((id) => state.token.get(id)?.label ?? []),
    latencySeconds: latencyMs === null ? null : Math.max(0, latencyMs) / 1000,
    unauthorizedRequests: refresh.unauthorized.length,
    retriedRequests: refresh.retried.length,
    status: refresh.status,
    errorCode: refresh.errorCode,
    dialect: refresh.dialect,
    renewed: state.token.get(refresh.renewed ?? '')?.label ?? null,
    settledSilently: refresh.isSettledSilently,
    chain: state.chain.get(refresh.chain ?? '')?.label ?? null,
  };
}
