// A refresh request was recognised: the refresh is made, and noted with its client and its credential (rules.md 3.3).

import { MAX_RENEWAL_USES } from '../base/limits';
import type { Chain } from './chain';
import { noteRefreshConflict } from './clock-conflict';
import { noteClientRefresh } from './contexts';
import type { Draft } from './draft';
import { findFamilyOfCredential } from './family-of-credential';
import type { RefreshId, TokenId } from './ids';
import { countRotations } from './join-families';
import { takeLabel } from './log';
import { findOccasion } from './occasion';
import { dialectOf, type Refresh, type RefreshType } from './refresh';
import { rejudge } from './rejudge';
import type { Send } from './send';
import type { Token, Use } from './token';

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

/** Goes on where the client's refresh before it is not long past. */
function findSequence(draft: Draft, send: Send): RefreshId {
  const ids = draft.get('client', send.client)?.refreshes ?? [];
  const before = ids.filter((id) => id !== send.id).at(-1);
  const last = draft.get('refresh', before);
  return last !== undefined && send.startMs - last.startMs <= SAME_SEQUENCE_MS ? last.sequence : send.id;
}

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

/** Rotations from a credential to the head of its line. */
function findDistance(chain: Chain | undefined, token: Token): number {
  const branch = chain?.branches[token.branch];
  return branch === undefined ? 0 : Math.max(0, branch.headGeneration - token.generation);
}

/** Known by its answer only, a presentation may be noted after rotations that were not yet when it began. */
const countRotationsSince = (draft: Draft, id: TokenId, atMs: number): number =>
  countRotations(draft, id, Number.POSITIVE_INFINITY) - countRotations(draft, id, atMs);
