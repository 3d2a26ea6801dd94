// rules.md 10 C, 3.5. A proof is made for one request; servers may, but need not, decline it the second time.

import { writeSpan } from '../../base/write-duration';
import { proofKeyOf } from '../../engine/record-once';
import type { Send } from '../../engine/send';
import { readServerVerdict, type ServerVerdict } from '../answers';
import { createVerdict, gradeConfidence } from '../create-verdict';
import { chainOfSend, labelOf, lowerOnLoopback, originOfSend, SHARED_ALTERNATIVES, sendOf } from '../facts';
import type { Severity } from '../finding';
import { defineRule, type Look } from '../rule';

export const dpopProofReused = defineRule({
  id: 'dpop-proof-reused',
  title: 'DPoP proof sent twice',
  category: 'rotation-and-replay',
  subject: 'send',
  remediation:
    'Client: create a proof for each request, also for a repeated one. Server: decline a jti that it has seen for this URI within its window, or require nonces.',
  references: ['RFC 9449 §4.3', 'RFC 9449 §7.3', 'RFC 9449 §11.1'],
  evaluate(send, look) {
    const { proof } = send;
    const first = findFirst(send, look);
    const verdict = readServerVerdict(look, send);
    if (proof === null || first === null || verdict === null) return null;
    const origin = originOfSend(look, send);
    const isNetworkRetry = first.failure !== null || first.endMs === null;
    const label = labelOf(look, proof.fp);
    const outcome = `The server ${verdict.isAccepted ? 'accepted' : 'refused'} it`;
    return createVerdict({
      severity: gradeReuse(verdict, isNetworkRetry),
      steps: [lowerOnLoopback(origin)],
      confidence: gradeConfidence(verdict.isEnforced ? 0 : 1),
      message: `The browser sent DPoP proof ${label} again to ${send.endpoint}, ${writeSpan((send.startMs - first.startMs) / 1000)} after its first use. ${outcome}${isNetworkRetry ? '; the first request had brought no answer' : ''}.`,
      atMs: send.startMs,
      tokens: [proof.fp, ...send.presented.map(({ token }) => token).filter((id) => id !== proof.fp)],
      chain: chainOfSend(look, send)?.id ?? null,
      origin,
      scope: send.endpoint,
      evidence: [
        {
          send: first.id,
          atMs: first.startMs,
          what: `${label} in ${first.endpoint}: ${first.failure ?? `answered ${first.status}`}`,
        },
        { send: send.id, atMs: send.startMs, what: `${label} again${describeAge(send)}: answered ${send.status}` },
      ],
      alternatives: ['the request was sent again by a retry that copies its headers', SHARED_ALTERNATIVES.tester],
    });
  },
});

/** The first request with this proof to the same method and URL. A redirect hop resends its headers by itself (T12). */
function findFirst({ proof, id, startMs, endpoint, redirectOf }: Send, look: Look): Send | null {
  if (proof === null || redirectOf !== null || isElsewhere(proof.mismatches)) return null;
  const uses = (look.state.proof.get(proofKeyOf(proof))?.sends ?? []).flatMap((use) => sendOf(look, use) ?? []);
  const earlier = uses.slice(
    0,
    uses.findIndex((use) => use.id === id),
  );
  const isSame = (use: Send): boolean =>
    use.endpoint === endpoint && use.startMs <= startMs && !isElsewhere(use.proof?.mismatches ?? []);
  return earlier.find(isSame) ?? null;
}

const isElsewhere = (mismatches: readonly string[]): boolean =>
  mismatches.includes('htu') || mismatches.includes('htm');

/** A request without an answer may be sent again by the network stack itself (T8). */
function gradeReuse({ isAccepted }: ServerVerdict, isNetworkRetry: boolean): Severity {
  if (isNetworkRetry) return 'info';
  return isAccepted ? 'medium' : 'low';
}

function describeAge({ proof, serverDateMs }: Send): string {
  if (proof?.iatSec == null || serverDateMs === null) return '';
  return `, ${writeSpan(serverDateMs / 1000 - proof.iatSec)} after its iat`;
}
