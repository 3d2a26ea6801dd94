// rules.md 10 G. By nbf alone: the matrix of 4.2 also names iat, but a future iat makes no token invalid (RFC 7519 §4.1.6),
// and token-issued-in-future tells of it.

import { writeSpan } from '../../base/write-duration';
import type { Send } from '../../engine/send';
import type { Token } from '../../engine/token';
import { createVerdict, gradeConfidence } from '../create-verdict';
import { explainUndatedUses, type Honour, isAboutToken, readHonour } from '../enforcement';
import { isCredential, lowerIfBound, lowerOnLoopback, originOfToken, tokenOf } from '../facts';
import type { Verdict } from '../finding';
import { defineRule, type Look } from '../rule';

export const tokenNotYetValidAccepted = defineRule({
  id: 'token-not-yet-valid-accepted',
  title: 'Token accepted before nbf',
  category: 'clock',
  subject: 'send',
  remediation: 'Check nbf, with at most a few minutes of leeway.',
  references: ['RFC 7519 §4.1.5', 'ASVS 9.2.1'],
  evaluate(send, look) {
    if (send.answer !== 'accepted' || send.serverDateMs === null || isAboutToken(send)) return null;
    for (const { token: id, carrier } of send.presented) {
      const token = tokenOf(look, id);
      if (token === undefined || token.nbfSec === null || !isCredential(token)) continue;
      if (token.role === 'id' && carrier !== 'authorization') continue;
      const aheadSec = token.nbfSec - send.serverDateMs / 1000;
      const honour = aheadSec > look.policy.thresholds['clock.leeway'] ? readHonour(look, send, token) : null;
      if (honour !== null) return judge(send, token, aheadSec, honour, look);
    }
    return null;
  },
  explainSilence: (look) => explainUndatedUses(look, (token) => token.nbfSec !== null && isCredential(token)),
});

function judge(send: Send, token: Token, aheadSec: number, honour: Honour, look: Look): Verdict {
  const origin = originOfToken(look, token);
  return createVerdict({
    severity: 'medium',
    steps: [lowerIfBound(token), lowerOnLoopback(origin)],
    confidence: gradeConfidence(honour.inferences),
    message: `The server accepted ${token.label} ${writeSpan(aheadSec)} before its nbf.`,
    atMs: send.startMs,
    tokens: [token.id],
    chain: token.chain,
    origin,
    scope: send.endpoint,
    evidence: [
      {
        send: send.id,
        atMs: send.startMs,
        what: `${send.endpoint} answered ${send.status} to ${token.label}, ${writeSpan(aheadSec)} before its nbf by the answer's Date`,
      },
      { send: send.id, atMs: send.startMs, what: honour.ground },
    ],
    alternatives: honour.alternatives,
  });
}
