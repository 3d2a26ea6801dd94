// rules.md 10 B, position P1. Grouped by the refresh token, so that tabs that share storage are one client (T1, T3).

import { writeSpan } from '../../base/write-duration';
import type { Edge } from '../../engine/chain';
import { LOST_AFTER_MS } from '../../engine/position';
import type { Refresh } from '../../engine/refresh';
import { isSameTarget } from '../../engine/target';
import type { Token, Use } from '../../engine/token';
import { createVerdict, gradeConfidence } from '../create-verdict';
import {
  chainOf,
  hasGap,
  inferencesOfEdges,
  labelOf,
  lowerIfBound,
  lowerOnLoopback,
  originOfToken,
  refreshOf,
  sendOf,
} from '../facts';
import { defineRule, type Look } from '../rule';

const LOGIN_WITHIN_MS = 30_000;

export const refreshUncoordinatedParallel = defineRule({
  id: 'refresh-uncoordinated-parallel',
  title: 'Several refreshes of one token at once',
  category: 'refresh-flow',
  subject: 'token',
  isSticky: true,
  remediation:
    'Make refresh single-flight: one promise in flight per tab, and a lock across tabs (Web Locks) or a shared worker; others wait and use the result.',
  references: ['RFC 9700 §4.14.2', 'RFC 6749 §6'],
  evaluate(token, look) {
    const raced = token.uses.filter((use) => refreshOf(look, use.refresh)?.position === 'P1');
    const burst = token.uses.filter((use) => token.uses.some((other) => isRacing(look, token, raced, use, other)));
    const first = raced.find((use) => burst.includes(use));
    if (first === undefined) return null;
    const refreshes = burst.flatMap((use) => refreshOf(look, use.refresh) ?? []);
    const lastMs = Math.max(...burst.map((use) => use.endMs ?? use.startMs));
    const origin = originOfToken(look, token);
    // Where the server took none of them, the token was dead before: the race ended nothing.
    const isOver = refreshes.some(({ answer }) => !isRefused(answer)) && endedSession(look, token, lastMs);
    const places = new Set(refreshes.map(({ context }) => context));
    return createVerdict({
      severity: isOver ? 'medium' : 'low',
      steps: [lowerIfBound(token), lowerOnLoopback(origin)],
      // Which token a hidden cookie held is inferred.
      confidence: gradeConfidence(inferencesOfEdges(look, token.chain, (edge) => isAmong(refreshes, edge))),
      message: `The browser presented refresh token ${token.label} ${burst.length} times at once${places.size > 1 ? `, from ${places.size} tabs or workers` : ''}; ${describeAnswers(refreshes)}.${isOver ? ' The session ended by it.' : ''}`,
      atMs: Math.min(...burst.map((use) => use.startMs)),
      lastMs,
      count: burst.length,
      tokens: [token.id],
      refreshes: refreshes.map(({ id }) => id),
      chain: token.chain,
      origin,
      scope: refreshes[0]?.endpoint ?? null,
      evidence: refreshes.map((refresh) => ({ atMs: refresh.startMs, what: describeSend(look, refresh) })),
      instance: first.refresh,
    });
  },
  // It came after another answer, or beside one whose end a gap hid; or it never left the browser. One that is forgotten
  // with its request stays.
  isDisproved({ instance }, token, look) {
    const refresh = refreshOf(look, instance);
    if (refresh === undefined) return sendOf(look, instance) !== undefined;
    return (refresh.position ?? 'P1') !== 'P1' || isUnclear(look, token, instance);
  },
});

function isUnclear(look: Look, token: Token, instance: string | null): boolean {
  const use = token.uses.find(({ refresh }) => refresh === instance);
  if (use === undefined || !token.uses.some((other) => other !== use && isUnheard(look, other))) return false;
  return !token.uses.some((other) => isRacing(look, token, [use], use, other));
}

/** Nobody saw what became of it: it may have failed, and what came beside it is its retry (T4). */
const isUnheard = (look: Look, { startMs, endMs }: Use): boolean =>
  endMs === null && hasGap(look, startMs, startMs + LOST_AFTER_MS);

const isAmong = (refreshes: readonly Refresh[], { refresh, evidence }: Edge): boolean =>
  evidence === 'E2' && refreshes.some(({ id }) => id === refresh);

const isRefused = (answer: Refresh['answer']): boolean => answer === 'Rr' || answer === 'Rg';

/**
 * They overlapped, and one of them came while the other was under way. The later one may have failed on its way: it was
 * sent beside the other all the same. What comes after one that failed is a retry (T4).
 */
function isRacing(look: Look, { uses }: Token, raced: readonly Use[], a: Use, b: Use): boolean {
  if (a === b || !(raced.includes(a) || raced.includes(b)) || !isSameTarget(a.target, b.target)) return false;
  const [first, later] = uses.indexOf(a) < uses.indexOf(b) ? [a, b] : [b, a];
  if (first.isLost || isUnheard(look, first)) return false;
  return first.startMs <= findEndMs(later) && later.startMs <= findEndMs(first);
}

/** Without an answer it was under way for a while. */
const findEndMs = ({ startMs, endMs }: Use): number => endMs ?? startMs + LOST_AFTER_MS;

/** The newest credential was refused afterwards, or the user met a login at once. */
function endedSession(look: Look, token: Token, lastMs: number): boolean {
  const chain = chainOf(look, token.chain);
  const logins = chain?.client == null ? [] : (look.state.client.get(chain.client)?.loginNavigationsMs ?? []);
  return chain?.end?.cause === 'race' || logins.some((atMs) => atMs >= lastMs && atMs - lastMs <= LOGIN_WITHIN_MS);
}

function describeAnswers(refreshes: readonly Refresh[]): string {
  const accepted = refreshes.filter(({ outcome }) => outcome === 'success').length;
  const refused = refreshes.filter(({ outcome }) => outcome === 'failure.terminal').length;
  const unread = refreshes.filter(
    ({ outcome, status }) => outcome === 'unknown' && status !== null && status < 300,
  ).length;
  const open = refreshes.length - accepted - refused - unread;
  const parts = [
    accepted > 0 ? `${accepted} accepted` : '',
    refused > 0 ? `${refused} refused` : '',
    unread > 0 ? `${unread} answered 200, its body not seen` : '',
    open > 0 ? `${open} without an answer` : '',
  ];
  return `the server's answers: ${parts.filter((part) => part !== '').join(', ')}`;
}

function describeSend(look: Look, refresh: Refresh): string {
  const issued = refresh.issued.map((id) => labelOf(look, id)).join(', ');
  const result = refresh.outcome === 'success' ? `issued ${issued}` : (refresh.errorCode ?? refresh.outcome);
  const tookSec = refresh.endMs === null ? '' : ` in ${writeSpan((refresh.endMs - refresh.startMs) / 1000)}`;
  return `${refresh.label} from ${refresh.context}: ${result}${tookSec}`;
}
