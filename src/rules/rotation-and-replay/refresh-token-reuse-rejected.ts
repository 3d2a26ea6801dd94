// rules.md 10 C, positions P2 to P4 and P7. The server's control works; somebody here holds a stale copy.
//
// The matrix (4.1) calls P2 low; the rule's own text calls every rejected repeat medium when the session ended by it.
// The user's loss is the same however soon the repeat came, so the rule's text decides.

import type { Refresh } from '../../engine/refresh';
import { createVerdict, gradeConfidence } from '../create-verdict';
import {
  capByGap,
  chainOf,
  inferencesOfEdges,
  lowerIfBound,
  lowerOnLoopback,
  originOfRefresh,
  SHARED_ALTERNATIVES,
  tokenOf,
} from '../facts';
import { defineRule, type Look } from '../rule';
import { describeRepeat, explainUnreadRefreshes, listRepeatEvidence } from './describe-repeat';

export const refreshTokenReuseRejected = defineRule({
  id: 'refresh-token-reuse-rejected',
  title: 'A superseded refresh token was presented and refused',
  category: 'rotation-and-replay',
  subject: 'refresh',
  remediation:
    'Share one token store across tabs, write the new refresh token before the lock is released, and discard the old one (RFC 6749 §6: the client must).',
  references: ['RFC 6749 §6', 'RFC 9700 §4.14.2'],
  evaluate(refresh, look) {
    if (!isRejectedRepeat(refresh)) return null;
    const origin = originOfRefresh(look, refresh);
    const isNamed = refresh.answer === 'Rr';
    const isOver = endedSession(look, refresh);
    const sinceMs = (refresh.sinceReplacedSec ?? 0) * 1000;
    const token = tokenOf(look, refresh.presented);
    const inferred = inferencesOfEdges(look, refresh.chain, ({ from }) => from === refresh.presented);
    return createVerdict({
      severity: isOver ? 'medium' : 'low',
      steps: [lowerIfBound(token), lowerOnLoopback(origin)],
      confidence: capByGap(
        look,
        gradeConfidence((isNamed ? 0 : 1) + inferred),
        refresh.startMs - sinceMs,
        refresh.startMs,
      ),
      message: `The browser presented ${describeRepeat(look, refresh)}. ${describeRefusal(refresh)}${isOver ? '; the session ended' : ''}.`,
      atMs: refresh.startMs,
      tokens: refresh.presented === null ? [] : [refresh.presented],
      refreshes: [refresh.id],
      chain: refresh.chain,
      origin,
      scope: token?.identity.issuer ?? refresh.endpoint,
      evidence: listRepeatEvidence(look, refresh),
      alternatives: [
        SHARED_ALTERNATIVES.staleCopy,
        SHARED_ALTERNATIVES.restart,
        SHARED_ALTERNATIVES.tester,
        ...(isNamed ? [] : ['the token may have expired, or its session may have ended for another reason']),
      ],
    });
  },
  explainSilence: explainUnreadRefreshes,
});

function isRejectedRepeat({ position, answer }: Refresh): boolean {
  if (position === 'P7') return answer === 'Rr';
  return (position === 'P2' || position === 'P3' || position === 'P4') && (answer === 'Rr' || answer === 'Rg');
}

/** The family was refused its newest token after this. */
function endedSession(look: Look, refresh: Refresh): boolean {
  const chain = chainOf(look, refresh.chain);
  return chain?.end?.cause === 'reuse' && chain.reuseRefused !== null && chain.end.atMs >= refresh.startMs;
}

function describeRefusal({ answer, errorCode, position }: Refresh): string {
  const code = errorCode === null ? '' : ` (${errorCode})`;
  if (answer === 'Rr') return `The server refused it and said that it was already used${code}`;
  const grace = position === 'P2' ? 'The server grants no grace: it refused it' : 'The server refused it';
  return `${grace}${code}. This is consistent with reuse detection; the server did not state the reason`;
}
