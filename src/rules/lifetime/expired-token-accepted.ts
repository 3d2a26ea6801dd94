// rules.md 10 A. Judged by the answer's own Date, and only where the endpoint has shown that it asks for a credential.

import { writeSpan } from '../../base/write-duration';
import type { Send } from '../../engine/send';
import { isEnforcing } from '../../engine/servers';
import type { Token } from '../../engine/token';
import { createVerdict, gradeConfidence, inferencesOf } from '../create-verdict';
import { lowerIfBound, lowerOnLoopback, originOfToken, tokenOf } from '../facts';
import type { Verdict } from '../finding';
import { defineRule, type Look } from '../rule';

export const expiredTokenAccepted = defineRule({
  id: 'expired-token-accepted',
  title: 'Server accepted an expired token',
  category: 'lifetime',
  subject: 'send',
  remediation: 'Validate exp with at most a few minutes of leeway on every request.',
  references: ['RFC 7519 §4.1.4', 'RFC 9068 §4', 'ASVS 9.2.1', 'WSTG-SESS-10'],
  evaluate(send, look) {
    if (send.answer !== 'accepted' || send.serverDateMs === null || isOtherPurpose(send)) return null;
    if (send.refresh === null && !isEnforcing(look.state, send)) return null;
    for (const { token: id, carrier } of send.presented) {
      const token = tokenOf(look, id);
      if (token === undefined || token.expSec === null || !isJudged(token, send, carrier === 'websocket')) continue;
      const overSec = send.serverDateMs / 1000 - token.expSec;
      if (overSec > look.policy.thresholds['clock.leeway']) return judge(send, token, overSec, look);
    }
    return null;
  },
  explainSilence: (look) =>
    [...look.state.server.values()].some((server) => server.clockMethod === 'date-header') ? null : 'no answer with a Date header was seen, so no expiry could be judged by server time',
});

const isOtherPurpose = ({ purpose }: Send): boolean => purpose.kind === 'logout' || purpose.kind === 'revocation' || purpose.kind === 'introspection';

/** A renewal endpoint may take an expired access token; a refresh token past its own end may not be taken there (P6). */
function isJudged(token: Token, send: Send, isSocket: boolean): boolean {
  if (token.role === 'id' || token.role === 'dpop-proof' || token.role === 'publishable-key' || isSocket) return false;
  const isRenewing = send.refresh !== null || send.purpose.kind === 'refresh-call' || send.purpose.kind === 'token-request';
  return !isRenewing || token.role === 'refresh';
}

function judge(send: Send, token: Token, overSec: number, look: Look): Verdict {
  const origin = originOfToken(look, token);
  const isKnownByEndpoint = (look.state.endpoint.get(send.endpoint)?.rejections ?? 0) > 0 && !send.endpoint.includes(':id');
  const others = send.presented.filter((one) => one.token !== token.id && tokenOf(look, one.token)?.role !== 'dpop-proof');
  const inferences = inferencesOf(token.roleStrength) + (isKnownByEndpoint || send.refresh !== null ? 0 : 1) + (others.length > 0 ? 2 : 0);
  return createVerdict({
    severity: 'high',
    steps: [lowerIfBound(token), lowerOnLoopback(origin)],
    confidence: gradeConfidence(inferences),
    message: `The server accepted ${token.label} ${writeSpan(overSec)} after it had expired.`,
    atMs: send.startMs,
    tokens: [token.id],
    chain: token.chain,
    origin,
    scope: send.endpoint,
    evidence: [
      { atMs: send.startMs, what: `${send.endpoint} answered ${send.status} to ${token.label}, ${writeSpan(overSec)} past its exp by the answer's Date` },
      { atMs: send.startMs, what: isKnownByEndpoint ? 'the same endpoint refuses other requests, so it asks for a credential' : 'its origin challenges for credentials there' },
    ],
    alternatives: others.length > 0 ? ['another credential of the same request may have authorised it'] : [],
  });
}
