// rules.md 10 B, 14.11. After a refresh the refused request is sent again: once.
//
// Who fetches the same thing every few seconds anyway is not retrying. An accepted repeat counts only when it follows
// sooner than that habit, and soon after the one before.

import { writeSpan } from '../../base/write-duration';
import { isRejected } from '../../engine/classify-answer';
import type { Send } from '../../engine/send';
import { createVerdict, gradeConfidence } from '../create-verdict';
import { chainOfSend, hasGap, labelOf, lowerOnLoopback, originOfSend, refreshOf, sendOf, tokenOf } from '../facts';
import { defineRule, type Look } from '../rule';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** A safe request that was answered is no retry any more when it comes again later than this. */
const ANSWERED_AGAIN_MS = 10_000;
const SAME_BURST_MS = 500;

export const requestRetryExceedsOnce = defineRule({
  id: 'request-retry-exceeds-once',
  title: 'Request repeated more than once after refresh',
  category: 'refresh-flow',
  subject: 'send',
  remediation: 'Mark repeated requests and repeat once only; give unsafe requests an idempotency key.',
  references: ['RFC 9110 §9.2.2'],
  evaluate(send, look) {
    const repeats = listRepeats(send, look);
    const last = repeats.at(-1);
    if (last === undefined || repeats.length <= look.policy.thresholds['retry.after.refresh']) return null;
    // A loop shows itself by its whole course.
    if (isInSuccessLoop(send, repeats, look) || hasGap(look, send.startMs, last.startMs)) return null;
    const isSafe = SAFE.has(send.method);
    const origin = originOfSend(look, send);
    const refreshes = [...new Set(repeats.flatMap((repeat) => listRefreshes(repeat, look)))];
    const isAccepted = last.answer === 'accepted';
    return createVerdict({
      severity: isSafe ? 'low' : 'medium',
      steps: [lowerOnLoopback(origin)],
      // Where a body was not seen, it is inferred that the requests are the same.
      confidence: gradeConfidence(!isSafe && send.bodyFp === null ? 1 : 0),
      message: `${send.endpoint} was refused; after the refresh the app sent the same request ${repeats.length} times in ${writeSpan((last.startMs - send.startMs) / 1000)}, ${isAccepted ? 'each accepted' : 'each refused'}.`,
      atMs: send.startMs,
      lastMs: last.startMs,
      count: repeats.length,
      tokens: [...new Set([send, ...repeats].flatMap(({ presented }) => presented.map(({ token }) => token)))],
      refreshes,
      chain: chainOfSend(look, send)?.id ?? null,
      origin,
      scope: send.endpoint,
      evidence: [
        {
          send: send.id,
          atMs: send.startMs,
          what: `${send.endpoint} with ${describeTokens(send, look)}: refused (${send.status})`,
        },
        ...refreshes
          .flatMap((id) => refreshOf(look, id) ?? [])
          .map(({ startMs, label }) => ({ atMs: startMs, what: `${label} succeeded` })),
        ...repeats.map((repeat) => ({
          send: repeat.id,
          atMs: repeat.startMs,
          what: `the same request with ${describeTokens(repeat, look)}: ${repeat.status}`,
        })),
      ],
      alternatives: ['the user clicked again'],
    });
  },
});

/** The decided repeats, all accepted or all refused; one without an answer was rightly sent again (T9). */
function listRepeats(send: Send, look: Look): readonly Send[] {
  const decided = send.repeats
    .flatMap((id) => sendOf(look, id) ?? [])
    .filter(({ answer }) => answer === 'accepted' || isRejected(answer))
    .sort((a, b) => a.startMs - b.startMs);
  if (decided.every(({ answer }) => isRejected(answer))) return decided;
  if (decided.some(({ answer }) => isRejected(answer))) return [];
  return SAFE.has(send.method) ? takeHasty(send, decided, look) : decided;
}

/** Up to the first one that comes no sooner than this request does anyway. */
function takeHasty(send: Send, accepted: readonly Send[], look: Look): readonly Send[] {
  const habitMs = findHabitMs(send, look);
  const end = accepted.findIndex((repeat, index) => {
    const before = accepted[index - 1];
    if (before === undefined) return false;
    const afterMs = repeat.startMs - before.startMs;
    return afterMs > ANSWERED_AGAIN_MS || afterMs >= habitMs / 2;
  });
  return end < 0 ? accepted : accepted.slice(0, end);
}

/** The shortest time between two of these requests before the refusal; without earlier ones there is no habit. */
function findHabitMs(send: Send, look: Look): number {
  const ids = look.state.endpoint.get(send.endpoint)?.recentSends ?? [];
  const starts = ids
    .flatMap((id) => sendOf(look, id) ?? [])
    .filter((other) => other.urlFp === send.urlFp && other.bodyFp === send.bodyFp && other.startMs <= send.startMs)
    .map(({ startMs }) => startMs)
    .sort((a, b) => a - b);
  const pauses = starts.slice(1).map((startMs, index) => startMs - (starts[index] ?? startMs));
  return Math.min(Number.POSITIVE_INFINITY, ...pauses.filter((pauseMs) => pauseMs > SAME_BURST_MS));
}

const listRefreshes = (send: Send, look: Look): readonly string[] =>
  send.presented.flatMap(({ token }) => refreshOf(look, tokenOf(look, token)?.issuedBy ?? null)?.id ?? []);

/** There each refused repeat leads to the next refresh: refresh-success-loop tells it. */
function isInSuccessLoop(send: Send, repeats: readonly Send[], look: Look): boolean {
  const count = look.policy.thresholds['refresh.loop.count'];
  const refused = new Set(
    repeats.filter(({ answer }) => isRejected(answer)).flatMap((repeat) => listRefreshes(repeat, look)),
  );
  const loop = send.client === null ? [] : (look.state.client.get(send.client)?.successLoop ?? []);
  return refused.size >= count || (loop.length >= count && [...refused].some((id) => loop.includes(id)));
}

const describeTokens = (send: Send, look: Look): string =>
  send.presented.map(({ token }) => labelOf(look, token)).join(', ');
