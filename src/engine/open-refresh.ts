// A refresh request was recognised: where did its credential stand, and what led to it (rules.md 3.3, 4.1).

import { MAX_RENEWAL_USES } from '../base/limits';
import { findSkewMs, SET_BY_MS, sampleClock } from './clock';
import { noteRefreshConflict } from './clock-conflict';
import { findCurrentAccessToken, isAccessLike, noteClientRefresh, readContext } from './contexts';
import type { Draft } from './draft';
import type { ClockSample } from './endpoint';
import { findDistance } from './families';
import { findFamilyOfCredential } from './family-of-credential';
import type { RefreshId, SendId, TokenId } from './ids';
import { countRotations } from './join-families';
import { readDraftLog, takeLabel } from './log';
import { judgeUse } from './position';
import { dialectOf, isSelfRenewal, isSpending, type Refresh, type RefreshType } from './refresh';
import { findExpiryLocalMs, readLifetime, remainingSec, remainingSoftSec } from './select';
import type { Send } from './send';
import type { Token, Use } from './token';
import { findTrigger } from './trigger';

/** Bodies come late by seconds: what they tell of rotations changes the newest presentations only. */
const RECENT_USES = 8;
const SAME_SEQUENCE_MS = 60_000;

export type Opening = {
  readonly type: RefreshType;
  readonly presented: TokenId | null;
  /** Given when an opened refresh is opened anew, because its credential became known. */
  readonly label?: string;
};

/** Makes the refresh of a send, once; a second call for the same send changes nothing. */
export function openRefresh(draft: Draft, send: Send, opening: Opening): void {
  if (draft.get('refresh', send.id) !== undefined) return;
  const { type, presented: presentedId } = opening;
  const chain = presentedId === null ? null : findFamilyOfCredential(draft, send, presentedId);
  const label = opening.label ?? takeLabel(draft, 'R');
  const refresh: Refresh = {
    id: send.id,
    label,
    send: send.id,
    startMs: send.startMs,
    endMs: null,
    endpoint: send.endpoint,
    context: send.context,
    client: send.client,
    sequence: findSequence(draft, send),
    type,
    ...findOccasion(draft, send, { type, presented: presentedId, chain }),
    position: null,
    generationDistance: null,
    sinceReplacedSec: null,
    answer: null,
    outcome: 'unknown',
    isResolved: null,
    isInterrupted: false,
    isSettledSilently: false,
    presented: presentedId,
    issued: [],
    retried: [],
    status: null,
    errorCode: null,
    reading: null,
    repeatCause: null,
    target: send.target,
    dialect: dialectOf(send),
    chain,
  };
  draft.put('refresh', refresh.id, refresh);
  noteRefreshConflict(draft, send, refresh);
  draft.patch('send', send.id, { refresh: refresh.id });
  if (send.client !== null) noteClientRefresh(draft, send.client, send.context, refresh.id);
  if (presentedId !== null && type !== 'silent_authz') addUse(draft, presentedId, refresh);
  if (presentedId !== null) rejudge(draft, presentedId);
}

/** What an answer replaces is the access token in question: presented to be renewed, or beside its refresh token. */
function findOwn(draft: Draft, send: Send, type: RefreshType, presentedId: TokenId | null): TokenId | null {
  if (!isSelfRenewal({ type })) return null;
  const isRefresh = presentedId !== null && draft.get('token', presentedId)?.role === 'refresh';
  return isRefresh ? (send.presented.find(({ token }) => isAccessLike(draft, token))?.token ?? null) : presentedId;
}

/** Goes on where the client's refresh before it is not long past. */
function findSequence(draft: Draft, send: Send): RefreshId {
  const ids = draft.get('client', send.client)?.refreshes ?? [];
  const before = ids.filter((id) => id !== send.id).at(-1);
  const last = draft.get('refresh', before);
  return last !== undefined && send.startMs - last.startMs <= SAME_SEQUENCE_MS ? last.sequence : send.id;
}

type Occasion = Pick<Refresh, 'trigger' | 'remainingSec' | 'renewed' | 'unauthorized'>;

/** A token that renews itself is the access token in question. */
function findOccasion(
  draft: Draft,
  send: Send,
  { type, presented, chain }: Pick<Refresh, 'type' | 'presented' | 'chain'>,
  clock: ClockSample | null = null,
): Occasion {
  if (send.client === null) return { trigger: 'unknown', remainingSec: null, renewed: null, unauthorized: [] };
  const context = readContext(draft.get('client', send.client), send.context);
  const ownId = findOwn(draft, send, type, presented);
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
  const trigger = findTrigger({
    remainingSec: leftSec,
    remainingSoftSec: token === null ? null : remainingSoftSec(draft.view, token, atMs),
    lifetimeSec: token === null ? null : readLifetime(draft.view, token).lifetimeSec,
    hasAccessToken: token !== null,
    isOwnToken: token !== null && (ownId !== null || context.accessTokens.includes(token.id)),
    wasRejected: rejections.length > 0,
    documentAgeSec: context.documentAtMs === null ? null : (send.startMs - context.documentAtMs) / 1000,
    proactiveWindowSec: draft.thresholds['refresh.proactive.window'],
  });
  const unauthorized: SendId[] = rejections.map(({ send: id }) => id);
  return {
    trigger,
    remainingSec: leftSec === null ? null : Math.round(leftSec * 1000) / 1000,
    renewed: token?.id ?? null,
    unauthorized,
  };
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

/** It began at another time than its request was first taken to: what stood and what led to it is said anew. False: it is none. */
export function redateRefresh(draft: Draft, send: Send): boolean {
  const refresh = draft.get('refresh', send.id);
  if (refresh === undefined) return false;
  const occasion = findOccasion(draft, send, refresh);
  draft.put('refresh', refresh.id, { ...refresh, ...occasion, startMs: send.startMs });
  const token = draft.get('token', refresh.presented);
  if (token === undefined) return true;
  const uses = token.uses.map((use) => (use.refresh === refresh.id ? { ...use, startMs: send.startMs } : use));
  draft.put('token', token.id, { ...token, uses: uses.sort((a, b) => a.startMs - b.startMs) });
  rejudge(draft, token.id);
  return true;
}

function addUse(draft: Draft, tokenId: TokenId, refresh: Refresh): void {
  const token = draft.get('token', tokenId);
  if (token === undefined) return;
  const chain = draft.get('chain', token.chain);
  const use: Use = {
    refresh: refresh.id,
    startMs: refresh.startMs,
    endMs: null,
    isLost: false,
    target: refresh.target,
    successor: null,
    isAccepted: false,
    isRefused: false,
    isBodyRead: false,
    distance: findDistance(chain, token) - countRotationsSince(draft, tokenId, refresh.startMs),
  };
  // What renews itself shows as a renewal by its answer only: a later one may have been answered first.
  const uses = [...token.uses, use].sort((a, b) => a.startMs - b.startMs);
  draft.put('token', tokenId, { ...token, uses: uses.slice(-MAX_RENEWAL_USES) });
}

/** Known by its answer only, a presentation may be noted after rotations that were not yet when it began. */
const countRotationsSince = (draft: Draft, id: TokenId, atMs: number): number =>
  countRotations(draft, id, Number.POSITIVE_INFINITY) - countRotations(draft, id, atMs);

/** Judges every presentation of a credential anew: news of one may change what another was. */
export function rejudge(draft: Draft, tokenId: TokenId): void {
  const token = draft.get('token', tokenId);
  if (token === undefined) return;
  const chain = draft.get('chain', token.chain);
  const around = {
    graceSec: draft.thresholds['rt.grace'],
    logoutMarginSec: draft.thresholds['logout.margin'],
    loggedOutAtMs: chain?.logout?.atMs ?? null,
    expiresAtMs: findExpiryLocalMs(draft.view, token),
    gaps: readDraftLog(draft).gaps,
  };
  // What came before the oldest of many is forgotten: they stay as they were judged while it was known.
  const isFull = token.uses.length >= MAX_RENEWAL_USES;
  for (const [index, known] of token.uses.entries()) {
    const refresh = draft.get('refresh', known.refresh);
    if (refresh === undefined || !isSpending(refresh) || (isFull && index < MAX_RENEWAL_USES / 2)) continue;
    const isRecent = token.uses.length - index <= RECENT_USES;
    const rotations = isRecent ? countRotations(draft, tokenId, known.startMs) : 0;
    const use = rotations > known.distance ? { ...known, distance: rotations } : known;
    const { position, sinceReplacedSec } = judgeUse(token, use, around);
    const generationDistance = sinceReplacedSec === null ? null : Math.max(1, use.distance);
    const isSame = refresh.position === position && refresh.sinceReplacedSec === sinceReplacedSec;
    if (isSame && refresh.generationDistance === generationDistance) continue;
    draft.put('refresh', refresh.id, { ...refresh, position, sinceReplacedSec, generationDistance });
  }
}
