// rules.md 10 A. A send that leads to a refresh is the normal reactive flow and no finding; nor is a single one that leads to
// nothing: the user may just have gone. So the newest send counts whatever came of it, earlier ones where no refresh came
// before the next send: what a longer observation shows then takes nothing back. Sends at one moment count once (T3).

import { writeSpan } from '../../base/write-duration';
import { findSkewMs } from '../../engine/clock';
import type { Refresh } from '../../engine/refresh';
import type { ExpiredBurst, Token } from '../../engine/token';
import { createVerdict, gradeConfidence } from '../create-verdict';
import { capByGap, hasGap, issuerOfToken, listRefreshesOfHolder, originOfToken, stepsOfLifetime } from '../facts';
import { defineRule, type Look } from '../rule';

const REFRESH_WITHIN_MS = 10_000;
const REPORTED_BURSTS = 2;
const LOW_BURSTS = 3;
const NOT_JUDGED: ReadonlySet<Token['role']> = new Set(['refresh', 'id', 'dpop-proof', 'publishable-key']);

export const expiredTokenSent = defineRule({
  id: 'expired-token-sent',
  title: 'Client keeps sending an expired token',
  category: 'lifetime',
  subject: 'token',
  remediation: 'Refresh shortly before expiry, and hold requests while a refresh is pending.',
  references: ['RFC 6749 §1.5'],
  evaluate(token, look) {
    if (NOT_JUDGED.has(token.role) || token.expiredBursts.length < REPORTED_BURSTS) return null;
    const refreshes = listRefreshesOfHolder(look, token);
    const bursts = [...token.expiredBursts].sort((a, b) => a.startMs - b.startMs);
    const idle = bursts.filter((burst, index) => !isAnswered(burst, bursts[index + 1], refreshes, look));
    const first = idle[0];
    const last = idle.at(-1);
    if (first === undefined || last === undefined || idle.length < REPORTED_BURSTS) return null;
    const origin = originOfToken(look, token);
    const { isVerified } = findSkewMs(look.state, token);
    const rejected = idle.filter((burst) => burst.isRejected).length;
    const over = writeSpan((last.endMs - first.startMs) / 1000);
    return createVerdict({
      severity: rejected >= LOW_BURSTS ? 'low' : 'info',
      steps: stepsOfLifetime(token, origin),
      confidence: capByGap(look, gradeConfidence(isVerified ? 0 : 2), first.startMs, last.endMs),
      message: `The browser sent ${token.label} ${idle.length} times after it had expired, over ${over}, without a refresh; the server refused ${rejected} of them.`,
      atMs: first.startMs,
      lastMs: last.endMs,
      count: idle.length,
      tokens: [token.id],
      chain: token.chain,
      origin,
      scope: issuerOfToken(token),
      evidence: idle.map((burst) => ({
        atMs: burst.startMs,
        what: `${token.label} sent past its expiry: ${burst.isRejected ? 'refused' : 'not refused'}`,
      })),
      alternatives: ['the tab had slept, and its timers came late'],
    });
  },
  explainSilence({ state }) {
    const judged = [...state.token.values()].filter(({ role }) => !NOT_JUDGED.has(role));
    const isKnown = judged.some(({ expSec, announcedSec }) => expSec !== null || announcedSec !== null);
    return judged.length > 0 && !isKnown ? 'no token that was seen says when it ends' : null;
  },
});

/** A refresh was under way, or began before the next send; or nobody watched meanwhile. */
function isAnswered(
  burst: ExpiredBurst,
  next: ExpiredBurst | undefined,
  refreshes: readonly Refresh[],
  look: Look,
): boolean {
  const untilMs = next === undefined ? burst.startMs : Math.min(burst.endMs + REFRESH_WITHIN_MS, next.startMs);
  const isRefreshed = refreshes.some(
    ({ startMs, endMs }) => startMs <= untilMs && Math.max(startMs, endMs ?? startMs) >= burst.startMs,
  );
  return isRefreshed || (next !== undefined && hasGap(look, burst.startMs, untilMs));
}
