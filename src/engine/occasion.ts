// What led to a refresh, and which access token it renews (rules.md 3.3): said when it is opened, and anew when its clock or its
// start turns out to be another.

import { findSkewMs, SET_BY_MS, sampleClock } from './clock';
import { findCurrentAccessToken, isAccessLike, readContext } from './contexts';
import type { Draft } from './draft';
import type { ClockSample } from './endpoint';
import type { TokenId } from './ids';
import { isSelfRenewal, type Refresh } from './refresh';
import { readLifetime, remainingSec, remainingSoftSec } from './select';
import type { Send } from './send';
import type { Token } from './token';
import { findTrigger } from './trigger';

type Occasion = Pick<Refresh, 'trigger' | 'remainingSec' | 'renewed' | 'unauthorized'>;

type Renewal = Pick<Refresh, 'type' | 'presented' | 'chain'>;

/** `clock`: the reading of its own answer, where that is to be measured by. */
export function findOccasion(draft: Draft, send: Send, renewal: Renewal, clock: ClockSample | null = null): Occasion {
  if (send.client === null) return { trigger: 'unknown', remainingSec: null, renewed: null, unauthorized: [] };
  const { chain, presented } = renewal;
  const context = readContext(draft.get('client', send.client), send.context);
  const ownId = findOwn(draft, send, renewal);
  const token =
    draft.get('token', ownId) ??
    findCurrentAccessToken(draft, send.client, send.context, { chain, presented, atMs: send.startMs });
  const sinceMs = send.startMs - draft.thresholds['refresh.reactive.window'] * 1000;
  const rejections = context.rejections.filter(
    ({ token: id, atMs }) => id === token?.id && atMs >= sinceMs && atMs <= send.startMs,
  );
  const isByIssuer = clock !== null && token !== null && isFromThere(token, send);
  const atMs = send.startMs + (isByIssuer ? clock.offsetMs - findSkewMs(draft.view, token).skewMs : 0);
  const leftSec = token === null ? null : remainingSec(draft.view, token, atMs);
  const { documentAtMs } = context;
  // A later document has taken the place of the one that began it.
  const isThere = documentAtMs !== null && documentAtMs <= send.startMs;
  const trigger = findTrigger({
    remainingSec: leftSec,
    remainingSoftSec: token === null ? null : remainingSoftSec(draft.view, token, atMs),
    lifetimeSec: token === null ? null : readLifetime(draft.view, token).lifetimeSec,
    hasAccessToken: token !== null,
    isOwnToken: token !== null && (ownId !== null || context.held.some((one) => one.token === token.id)),
    wasRejected: rejections.length > 0,
    documentAgeSec: isThere ? (send.startMs - documentAtMs) / 1000 : null,
    proactiveWindowSec: draft.thresholds['refresh.proactive.window'],
  });
  return {
    trigger,
    remainingSec: leftSec === null ? null : Math.round(leftSec * 1000) / 1000,
    renewed: token?.id ?? null,
    unauthorized: rejections.map(({ send: id }) => id),
  };
}

/** What an answer replaces is the access token in question: presented to be renewed, or beside its refresh token. */
function findOwn(draft: Draft, send: Send, { type, presented }: Renewal): TokenId | null {
  if (!isSelfRenewal({ type })) return null;
  const isRefresh = draft.get('token', presented)?.role === 'refresh';
  return isRefresh ? (send.presented.find(({ token }) => isAccessLike(draft, token))?.token ?? null) : presented;
}

/**
 * Where the answer's own Date says otherwise than the estimate that its request was measured by, the local clock had been
 * set: what led to the refresh is said anew (rules.md 3.8).
 */
export function remeasureRefresh(draft: Draft, send: Send): void {
  const refresh = draft.get('refresh', send.id);
  const clock = readOwnClock(send);
  if (refresh === undefined || refresh.remainingSec === null || clock === null) return;
  const renewed = draft.get('token', refresh.renewed);
  if (renewed === undefined || !isFromThere(renewed, send)) return;
  const occasion = findOccasion(draft, send, refresh, clock);
  if (occasion.renewed !== refresh.renewed || occasion.remainingSec === null) return;
  if (Math.abs(occasion.remainingSec - refresh.remainingSec) * 1000 > SET_BY_MS)
    draft.put('refresh', refresh.id, { ...refresh, ...occasion });
}

/** Where nobody saw who issued it, it is who renews it. */
const isFromThere = ({ issuedBy, origins }: Token, { origin }: Send): boolean =>
  issuedBy === null || origins[0] === origin;

/** By the answer that the network gave, whichever sensor told of it. */
const readOwnClock = ({ startMs, endMs, serverDateMs, source }: Send): ClockSample | null =>
  endMs === null || serverDateMs === null || source !== 'network' ? null : sampleClock(startMs, endMs, serverDateMs);
