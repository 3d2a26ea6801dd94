// rules.md 10 B, 3.7. A dead refresh token leads to login, once; neither to a loop of refreshes nor of redirects.
//
// No sensor tells a click from a redirect. Nobody signs in three times in half a minute, but that is inferred: the
// redirect loop is likely, not confirmed.

import { writeSpan } from '../../base/write-duration';
import type { Client } from '../../engine/client';
import type { Refresh } from '../../engine/refresh';
import { createVerdict, gradeConfidence } from '../create-verdict';
import { hasGap, labelOf, lowerOnLoopback, refreshOf } from '../facts';
import type { Verdict } from '../finding';
import { defineRule, type Look } from '../rule';

/** Several tabs that fail once each are no loop: so many in one context, or twice as many in the client. */
const CLIENT_FACTOR = 2;
const REDIRECTS_WITHIN_MS = 30_000;

export const refreshFailureLoop = defineRule({
  id: 'refresh-failure-loop',
  title: 'Refresh fails again and again',
  category: 'refresh-flow',
  subject: 'client',
  isSticky: true,
  remediation:
    'On invalid_grant delete the tokens, stop the timers and go to login once; back off on transient errors.',
  references: ['RFC 6749 §5.2', 'draft-ietf-oauth-v2-1 §1.3'],
  evaluate: (client, look) => judgeRun(client, findRun(client, look), look) ?? judgeRedirects(client, look),
  isDisproved: ({ refreshes }, _client, look) =>
    refreshes.flatMap((id) => refreshOf(look, id) ?? []).some((refresh) => !isFailure(refresh)),
});

function judgeRun(client: Client, run: readonly Refresh[], look: Look): Verdict | null {
  const first = run[0];
  const last = run.at(-1);
  if (first === undefined || last === undefined) return null;
  const codes = [...new Set(run.map(({ errorCode, status }) => errorCode ?? `status ${status}`))];
  return createVerdict({
    severity: 'medium',
    steps: [lowerOnLoopback(client.origin)],
    confidence: 'confirmed',
    message: `The app tried to refresh ${run.length} times in ${writeSpan((last.startMs - first.startMs) / 1000)}; the server refused each time (${codes.join(', ')}) and no login came between.`,
    atMs: first.startMs,
    lastMs: last.endMs ?? last.startMs,
    count: run.length,
    tokens: [...new Set(run.flatMap(({ presented }) => presented ?? []))],
    refreshes: run.map(({ id }) => id),
    chain: last.chain,
    origin: client.origin,
    scope: last.endpoint,
    evidence: run.map((refresh) => ({ atMs: refresh.startMs, what: describe(refresh, look) })),
    instance: first.sequence,
  });
}

function describe(refresh: Refresh, look: Look): string {
  const presented = refresh.presented === null ? '' : ` with ${labelOf(look, refresh.presented)}`;
  return `${refresh.label} from ${refresh.context}${presented}: refused (${refresh.errorCode ?? refresh.status})`;
}

/** The newest unbroken run of terminal failures that is dense enough to be a loop; empty when there is none. */
function findRun(client: Client, look: Look): readonly Refresh[] {
  const { 'refresh.loop.count': count, 'refresh.loop.window': windowSec } = look.policy.thresholds;
  const run = takeRun(client, client.refreshes, look);
  if (isDense(run, count * CLIENT_FACTOR, windowSec)) return run;
  for (const context of Object.values(client.contexts)) {
    const own = takeRun(client, context.refreshes, look);
    if (isDense(own, count, windowSec)) return own;
  }
  return [];
}

/**
 * Backwards from the newest: failures until a success, a sign-in, a login page or a pause of a minute; also until a gap,
 * where somebody may have signed in. Losers of a race do not count (P1).
 */
function takeRun(client: Client, ids: readonly string[], look: Look): readonly Refresh[] {
  const run: Refresh[] = [];
  for (const id of [...ids].reverse()) {
    const refresh = refreshOf(look, id);
    if (refresh === undefined) continue;
    const next = run[0];
    const isApart = next !== undefined && next.sequence !== refresh.sequence;
    if (next !== undefined && (isApart || isInterrupted(client, refresh.startMs, next.startMs))) break;
    if (next !== undefined && hasGap(look, refresh.startMs, next.startMs)) break;
    if (refresh.outcome === 'success') break;
    if (isFailure(refresh)) run.unshift(refresh);
  }
  return run;
}

const isFailure = ({ outcome, position }: Refresh): boolean => outcome === 'failure.terminal' && position !== 'P1';

const isInterrupted = (client: Client, fromMs: number, toMs: number): boolean =>
  [...client.loginNavigationsMs, ...client.signInsMs].some((atMs) => atMs > fromMs && atMs < toMs);

function isDense(run: readonly Refresh[], count: number, windowSec: number): boolean {
  return run.some((refresh, index) => {
    const last = run[index + count - 1];
    return last !== undefined && last.startMs - refresh.startMs <= windowSec * 1000;
  });
}

/** App → authorization page → app, over and over (rules.md 3.7, redirect loop). */
function judgeRedirects({ origin, authorizationTripsMs: trips }: Client, look: Look): Verdict | null {
  const count = look.policy.thresholds['refresh.loop.count'];
  const [firstMs, lastMs] = [trips[0], trips.at(-1)];
  const isLoop = trips.some((atMs, index) => (trips[index + count - 1] ?? Infinity) - atMs <= REDIRECTS_WITHIN_MS);
  if (!isLoop || firstMs === undefined || lastMs === undefined) return null;
  return createVerdict({
    severity: 'medium',
    steps: [lowerOnLoopback(origin)],
    confidence: gradeConfidence(hasGap(look, firstMs, lastMs) ? 2 : 1),
    message: `The browser went from the app to its authorization page and back ${trips.length} times in ${writeSpan((lastMs - firstMs) / 1000)}.`,
    atMs: firstMs,
    lastMs,
    count: trips.length,
    origin,
    evidence: trips.map((atMs) => ({ atMs, what: 'back in the app from an authorization page' })),
    alternatives: ['the user may have signed in several times in a row'],
    instance: `redirects ${firstMs}`,
  });
}
