// An answer, or more of it, arrived for a refresh: what came of it. Computed anew each time, so that the second sensor's
// view of the same answer completes the first and never counts twice.

import { isBridge } from './chain';
import { isAccessLike } from './contexts';
import { beginDeadSession, forgetDeadSession } from './dead-session';
import type { Draft } from './draft';
import { joinChain } from './families';
import { type Growth, growChain } from './grow-chain';
import type { ChainId, TokenId } from './ids';
import { findFamilyBegunBy, graftFamily } from './join-families';
import { judgeRefresh } from './judge-refresh';
import { readDraftLog } from './log';
import { noteEarlierUses } from './note-earlier-uses';
import { noteBranchUse, noteOutlived } from './note-family-use';
import { takeBackBridges } from './part-family';
import { reviewLogout } from './record-logout';
import { dialectOf, isSelfRenewal, isSpending, isUnread, type Refresh } from './refresh';
import { rejudge } from './rejudge';
import { replaceAccessToken } from './replace-access-token';
import { resolveFailure, resolveFailures, resolveRivals } from './resolve-failures';
import { isYesUnread, type Send } from './send';
import { isLostRace, isRefusal, reviewRefusals, settleRefusal, takeBackRefusal } from './settle-refusal';
import { isSameTarget } from './target';
import type { Token } from './token';

export function settleRefresh(draft: Draft, send: Send): void {
  const refresh = draft.get('refresh', send.id);
  if (refresh === undefined) return;
  const delivered = send.issued.filter((id) => id !== refresh.presented);
  const presented = draft.get('token', refresh.presented);
  const renewals = delivered.filter((id) => isRenewal(draft, refresh, id));
  const known = renewals.filter((id) => isKnownSuccessor(draft, presented, id, send));
  const renewal = renewals.length > known.length ? 'new' : known.length > 0 ? 'known' : 'none';
  const judgedNow = judgeRefresh(send, delivered.length > 0, renewal);
  const bridged = findBridged(draft, refresh, send);
  const isBridged = bridged !== null && judgedNow.answer === null;
  const verdict = isBridged ? BRIDGED : judgedNow;
  const isFailure = verdict.outcome.startsWith('failure');
  const settled: Refresh = {
    ...refresh,
    ...verdict,
    endMs: send.endMs,
    issued: isBridged ? [...delivered, bridged] : delivered,
    status: send.status,
    errorCode: send.error?.code ?? null,
    reading: send.error?.reading ?? null,
    repeatCause: send.repeatCause,
    dialect: refresh.dialect ?? dialectOf(send),
    ...(isFailure ? resolveFailure(refresh, hasOtherSuccess(presented, refresh.id)) : { isResolved: null }),
  };
  draft.put('refresh', refresh.id, settled);
  if (presented !== undefined && refresh.type !== 'silent_authz') {
    settleUse(draft, presented, settled, send, renewals.find((id) => !known.includes(id)) ?? null);
    rejudge(draft, presented.id);
    if (isRefusal(refresh) && !isRefusal(settled)) takeBackRefusal(draft, refresh);
  }
  if (settled.chain !== null && send.body === 'full')
    takeBackBridges(draft, settled.chain, (bridge) => bridge.refresh === refresh.id && !renewals.includes(bridge.to));
  const judged = draft.get('refresh', refresh.id) ?? settled;
  if (judged.outcome === 'success') {
    settleSuccess(draft, judged, renewals);
    noteEarlierUses(draft, judged, refresh.issued);
  } else if (judged.outcome === 'failure.terminal') {
    // The same refusal read once more says nothing new of a family that may have gone on since.
    const isNews = refresh.outcome !== judged.outcome || refresh.answer !== judged.answer;
    if (isNews || refresh.position !== judged.position) {
      settleRefusal(draft, judged);
      // A race whose every member is refused by now was none.
      if (presented !== undefined) reviewRefusals(draft, presented.id);
    }
    if (!isLostRace(draft, judged)) beginDeadSession(draft, judged);
  }
  if (judged.outcome !== 'failure.terminal') forgetDeadSession(draft, judged);
  if (isUnread(judged)) awaitSuccessor(draft, judged, send);
}

const BRIDGED = { outcome: 'success', answer: 'A+' } as const;

/** What is taken for its successor as long as no sensor has read the answer: another view without a body takes nothing back. */
function findBridged(draft: Draft, { id, chain, issued }: Refresh, { body, issued: delivered }: Send): TokenId | null {
  const guess = body === 'full' ? undefined : issued.find((one) => !delivered.includes(one));
  if (guess === undefined) return null;
  const edge = draft.get('chain', chain)?.edges.findLast(({ to }) => to === guess);
  return edge?.refresh === id && isBridge(edge) ? guess : null;
}

const isRenewal = (draft: Draft, refresh: Refresh, id: TokenId): boolean =>
  draft.get('token', id)?.role === 'refresh' || isOfItself(draft, refresh);

/** One token in both roles is renewed by itself; a refresh token that comes along is none of that. */
const isOfItself = (draft: Draft, refresh: Refresh): boolean =>
  isSelfRenewal(refresh) && draft.get('token', refresh.presented)?.role !== 'refresh';

/** Issued before by another send, as the successor of the same credential or elsewhere in its family. */
function isKnownSuccessor(draft: Draft, presented: Token | undefined, id: TokenId, send: Send): boolean {
  const token = draft.get('token', id);
  if (token === undefined || presented === undefined || token.issuedBy === send.id) return false;
  return (
    presented.uses.some((use) => use.successor === id) ||
    (token.chain !== null && token.chain === presented.chain && token.issuedBy !== null)
  );
}

const hasOtherSuccess = (presented: Token | undefined, refreshId: string): boolean =>
  presented?.uses.some((use) => use.isAccepted && use.refresh !== refreshId) === true;

function settleUse(draft: Draft, presented: Token, refresh: Refresh, send: Send, successor: TokenId | null): void {
  const isRefused = isRefusal(refresh);
  const isOk = send.status !== null && send.status > 0 && send.status < 400 && refresh.outcome !== 'failure.terminal';
  const uses = presented.uses.map((use) =>
    use.refresh === refresh.id
      ? {
          ...use,
          endMs: refresh.endMs,
          isLost: send.failure !== null,
          successor,
          isAccepted: refresh.outcome === 'success' || isOk,
          isRefused,
          isBodyRead: send.body === 'full' || send.body === 'none',
        }
      : use,
  );
  // The loser of a race is refused; its token may well have been accepted a moment before, or as an access token since.
  const isSince = isAccessLike(draft, presented.id) && (presented.lastAcceptedMs ?? 0) > refresh.startMs;
  const isToken = isRefused && !isSince && !isLostRace(draft, refresh);
  const refusedAtMs = isToken ? (presented.refusedAtMs ?? refresh.endMs) : presented.refusedAtMs;
  draft.put('token', presented.id, { ...presented, uses, refusedAtMs });
  if (uses.some((use) => use.refresh === refresh.id && use.isAccepted)) resolveRivals(draft, presented.id, refresh.id);
}

function settleSuccess(draft: Draft, refresh: Refresh, renewals: readonly TokenId[]): void {
  const { chain: chainId, presented: from } = refresh;
  if (chainId !== null) {
    for (const id of refresh.issued) if (!renewals.includes(id)) joinChain(draft, chainId, id);
    if (from !== null && refresh.type !== 'silent_authz')
      for (const to of renewals) grow(draft, chainId, from, to, refresh);
    for (const id of renewals) joinChain(draft, chainId, id);
    const end = draft.get('chain', chainId)?.end ?? null;
    if (end !== null && end.atMs <= (refresh.endMs ?? refresh.startMs)) draft.patch('chain', chainId, { end: null });
    if (refresh.answer !== 'A+' && refresh.answer !== null) clearAwaited(draft, chainId, refresh.id);
    noteBranchUse(draft, chainId, refresh);
    noteOutlived(draft, chainId, refresh);
  }
  for (const id of refresh.issued) replaceAccessToken(draft, refresh, id);
  // Known for a refresh by its body only: what was refused beside it belongs to a race.
  if (from !== null) reviewRefusals(draft, from);
  if (chainId !== null) reviewLogout(draft, chainId);
  resolveFailures(draft, refresh);
}

function grow(draft: Draft, chainId: ChainId, from: TokenId, to: TokenId, refresh: Refresh): void {
  const parent = draft.get('token', from);
  const earlier =
    parent?.uses.filter((use) => use.refresh !== refresh.id && isSameTarget(use.target, refresh.target)) ?? [];
  const rivals = isSpending(refresh) ? earlier : [];
  const siblings = rivals.flatMap((use) => (use.successor === null || use.successor === to ? [] : [use.successor]));
  // What had been issued further down this family already is no second branch, and has its place (rules.md 3.4).
  const isGivenAgain = refresh.answer === 'A=' && siblings.length > 0;
  const isWithinGrace = refresh.sinceReplacedSec === null || refresh.sinceReplacedSec <= draft.thresholds['rt.grace'];
  const growth: Growth = {
    from,
    to,
    evidence: isShown(draft, refresh, from) ? 'E1' : 'E2',
    refresh: refresh.id,
    siblings,
    isWithinGrace,
    atMs: refresh.startMs,
    sinceReplacedSec: refresh.sinceReplacedSec,
  };
  const placed = draft.get('token', to)?.chain ?? null;
  if (placed !== null) takeBackBridges(draft, placed, (bridge) => bridge.to === to && bridge.from !== from);
  const begun = findFamilyBegunBy(draft, to);
  if (begun !== null && begun.id !== chainId) graftFamily(draft, chainId, begun, growth);
  else {
    joinChain(draft, chainId, to);
    if (!isGivenAgain) growChain(draft, chainId, growth);
  }
  reviewAncestors(draft, from, to, refresh);
}

/** Else it is inferred: the cookie that its answer replaced was hidden from the sensor. */
const isShown = (draft: Draft, refresh: Refresh, from: TokenId): boolean =>
  draft.get('send', refresh.send)?.presented.some(({ token }) => token === from) !== false;

/** How far back news of a rotation that comes late may change what earlier presentations were. */
const REVIEWED = 8;

/** What was presented since this refresh was answered, but before its body was read, was judged without knowing of it. */
function reviewAncestors(draft: Draft, from: TokenId, to: TokenId, refresh: Refresh): void {
  const isLate = refresh.endMs !== null && (readDraftLog(draft).toMs ?? 0) > refresh.endMs;
  if (!isLate) return;
  let id: TokenId | null = to;
  for (let count = 0; id !== null && count < REVIEWED; count += 1) {
    rejudge(draft, id);
    reviewRefusals(draft, id);
    const issuedBy: string | null = draft.get('token', id)?.issuedBy ?? null;
    id = id === to ? from : (draft.get('refresh', issuedBy)?.presented ?? null);
  }
}

function clearAwaited(draft: Draft, chainId: ChainId, refreshId: string): void {
  if (draft.get('chain', chainId)?.awaited?.refresh === refreshId) draft.patch('chain', chainId, { awaited: null });
}

/** The server said yes, but no sensor read what it issued: the successor will show itself (E3, E4). */
function awaitSuccessor(draft: Draft, refresh: Refresh, send: Send): void {
  if (refresh.chain === null || refresh.presented === null || refresh.endMs === null || !isYesUnread(send)) return;
  draft.patch('chain', refresh.chain, {
    awaited: { from: refresh.presented, atMs: refresh.endMs, refresh: refresh.id },
  });
}
