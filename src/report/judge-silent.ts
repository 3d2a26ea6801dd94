// Silent refresh, judged against the policy. Pure: the command line, the exports and the panel print the same.

import { readLog } from '../engine/create-state';
import { measureUnwatchedMs } from '../engine/gaps';
import type { Policy } from '../engine/policy';
import type { Refresh } from '../engine/refresh';
import type { ToldState } from '../engine/state';
import type { Token } from '../engine/token';
import { checkSilent } from './check-silent';
import { findLapsed } from './find-lapsed';
import { measureLeadTimes } from './lead-times';
import type { SilentRefresh } from './silent-refresh';
import { classifyRenewal, joinFailedTries, type SilentTally, tallySilent } from './silent-tally';

export type SilentEvidence = {
  readonly state: ToldState;
  readonly policy: Policy;
  /** Those to be judged: all, or those of one tab's apps. */
  readonly refreshes: readonly Refresh[];
  readonly tokens: readonly Token[];
  /** Ids of the rules that found something about them. */
  readonly foundRules: ReadonlySet<string>;
  /** The source was written without its credentials. */
  readonly isSanitised: boolean;
};

const SUCCEEDED: ReadonlySet<string> = new Set(['inTime', 'after401', 'late', 'untimed']);

export function judgeSilentRefresh(evidence: SilentEvidence): SilentRefresh {
  const { state, policy, refreshes, tokens } = evidence;
  const log = readLog(state);
  const nowMs = log.toMs ?? 0;
  const reactiveSec = policy.thresholds['refresh.reactive.window'];
  const tally = tallySilent(refreshes);
  const lapsed = findLapsed(state, tokens, refreshes, nowMs, reactiveSec);
  const succeeded = refreshes.filter((refresh) => SUCCEEDED.has(classifyRenewal(refresh)));
  const settledMs = nowMs - reactiveSec * 1000;
  const counted = {
    profile: policy.profile,
    tally,
    expiries: tally.total + lapsed.used + lapsed.unused,
    lapsed,
    leadTimes: measureLeadTimes(refreshes),
    retries: countRetries(succeeded),
    rotation: countRotations(succeeded),
    contexts: countContexts(succeeded),
    noticed: countNoticed(joinFailedTries(refreshes), succeeded, settledMs),
    unwatchedSec: measureUnwatchedMs(log.gaps) / 1000,
  };
  const checks = checkSilent(counted, policy.thresholds, evidence.foundRules);
  const broken = checks.find(({ isMet }) => !isMet);
  const open = explainDoubt(tally, evidence.isSanitised);
  if (broken !== undefined)
    return { verdict: 'fail', reason: `${broken.words}.`, decidedBy: broken.name, checks, ...counted };
  if (open !== null) return { verdict: 'cannot-tell', reason: open, decidedBy: null, checks, ...counted };
  return { verdict: 'pass', reason: `${checks[0].words}.`, decidedBy: checks[0].name, checks, ...counted };
}

/** Why a clean record proves nothing; null when it does. */
function explainDoubt(tally: SilentTally, isSanitised: boolean): string | null {
  if (isSanitised) return 'The file holds no credentials: what the requests carried cannot be seen.';
  if (tally.total === 0 && tally.pending > 0) return 'The first renewal is still under way.';
  if (tally.total === 0 && tally.onLoad > 0) return 'Tokens were renewed on page load only: none was about to expire.';
  if (tally.total === 0) return 'No renewal was seen.';
  if (tally.untimed === tally.total)
    return 'When the renewed access tokens end is not known, so nobody can say whether they were renewed in time.';
  return null;
}

function countRetries(succeeded: readonly Refresh[]): SilentRefresh['retries'] {
  return {
    refused: succeeded.reduce((sum, { unauthorized }) => sum + unauthorized.length, 0),
    repeated: succeeded.reduce((sum, { retried }) => sum + retried.length, 0),
  };
}

function countRotations(succeeded: readonly Refresh[]): SilentRefresh['rotation'] {
  const count = (answer: Refresh['answer']): number => succeeded.filter((refresh) => refresh.answer === answer).length;
  const [rotated, kept, sameSuccessor] = [count('A+'), count('A0'), count('A=')];
  return { rotated, kept, sameSuccessor, unknown: succeeded.length - rotated - kept - sameSuccessor };
}

function countContexts(succeeded: readonly Refresh[]): SilentRefresh['contexts'] {
  const counts = new Map<string, number>();
  for (const { context } of succeeded) counts.set(context, (counts.get(context) ?? 0) + 1);
  return [...counts].map(([context, count]) => ({ context, count })).sort((a, b) => b.count - a.count);
}

/** A request that was refused only just now may still be sent again. */
function countNoticed(
  refreshes: readonly Refresh[],
  succeeded: readonly Refresh[],
  settledMs: number,
): SilentRefresh['noticed'] {
  const failed = refreshes.filter((refresh) => classifyRenewal(refresh) === 'failed');
  const settled = succeeded.filter(({ endMs }) => endMs !== null && endMs <= settledMs);
  return {
    signIns: failed.filter(({ isInterrupted, isResolved }) => isInterrupted || isResolved === true).length,
    unresolved: failed.filter(({ isInterrupted, isResolved }) => !isInterrupted && isResolved === false).length,
    lostRequests: settled.reduce(
      (sum, { unauthorized, retried }) => sum + Math.max(0, unauthorized.length - retried.length),
      0,
    ),
  };
}
