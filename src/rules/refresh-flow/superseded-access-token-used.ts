// rules.md 10 B, 3.5. Legal, for nothing obliges a server to end the old access token; but somewhere a second copy lives on,
// and will outlive a sign-out too. Sends at the same moment are one occasion (T5, T6).

import { writeRoughSpan } from '../../base/write-duration';
import { isRejected } from '../../engine/classify-answer';
import type { NotedUse, Token } from '../../engine/token';
import { createVerdict } from '../create-verdict';
import {
  capByGap,
  explainUnreadBodies,
  issuerOfToken,
  labelOf,
  lowerIfBound,
  lowerOnLoopback,
  originOfToken,
  SHARED_ALTERNATIVES,
} from '../facts';
import { defineRule } from '../rule';

const LATE_MS = 60_000;
const LOW_OCCASIONS = 3;
const SAME_OCCASION_MS = 1000;
const ROLES: ReadonlySet<Token['role']> = new Set(['access', 'single', 'session']);

export const supersededAccessTokenUsed = defineRule({
  id: 'superseded-access-token-used',
  title: 'Old access token still used after refresh',
  category: 'refresh-flow',
  subject: 'token',
  remediation: 'Keep one token store, and tell all tabs and workers of a new token.',
  references: ['RFC 6749 §6'],
  evaluate(token, look) {
    const { replacedAtMs } = token;
    const uses = ROLES.has(token.role) ? listOccasions(token.lateUses) : [];
    const first = uses[0];
    const last = uses.at(-1);
    if (replacedAtMs === null || first === undefined || last === undefined) return null;
    const origin = originOfToken(look, token);
    const late = uses.filter(({ atMs }) => atMs - replacedAtMs > LATE_MS);
    const accepted = uses.filter(({ answer }) => answer === 'accepted').length;
    const places = [...new Set(uses.map(({ context }) => context))];
    return createVerdict({
      severity: late.length >= LOW_OCCASIONS ? 'low' : 'info',
      steps: [lowerIfBound(token), lowerOnLoopback(origin)],
      confidence: capByGap(look, 'confirmed', replacedAtMs, last.atMs),
      message: `The app still presented ${token.label} up to ${writeRoughSpan((last.atMs - replacedAtMs) / 1000)} after ${labelOf(look, token.replacedBy)} had replaced it, from ${places.join(', ')}; the server accepted it ${accepted} of ${uses.length} times.`,
      atMs: first.atMs,
      lastMs: last.atMs,
      count: uses.length,
      tokens: token.replacedBy === null ? [token.id] : [token.id, token.replacedBy],
      chain: token.chain,
      origin,
      scope: issuerOfToken(token),
      evidence: [
        { atMs: replacedAtMs, what: `${token.label} replaced by ${labelOf(look, token.replacedBy)}` },
        ...uses.map((use) => ({
          send: use.send,
          atMs: use.atMs,
          what: `${use.endpoint} from ${use.context}: ${isRejected(use.answer) ? 'refused' : use.answer}`,
        })),
      ],
      alternatives: [SHARED_ALTERNATIVES.staleCopy, 'a request that was queued before the refresh'],
    });
  },
  explainSilence: (look) => (look.state.refresh.size > 0 ? explainUnreadBodies(look) : null),
});

function listOccasions(uses: readonly NotedUse[]): readonly NotedUse[] {
  const inOrder = [...uses].sort((a, b) => a.atMs - b.atMs);
  return inOrder.filter(
    (use, index) => use.atMs - (inOrder[index - 1]?.atMs ?? Number.NEGATIVE_INFINITY) > SAME_OCCASION_MS,
  );
}
