// rules.md 10 C. The checks of RFC 9449 4.3 that can be made from outside; those on raw values were made by normalise.

import { writeSpan } from '../../base/write-duration';
import type { Send } from '../../engine/send';
import { readServerVerdict, type ServerVerdict } from '../answers';
import { createVerdict, gradeConfidence } from '../create-verdict';
import { chainOfSend, lowerOnLoopback, originOfSend, tokenOf } from '../facts';
import type { Severity } from '../finding';
import { defineRule, type Look } from '../rule';

/** The words of normalise for a failed check, as clauses of a sentence. */
const FAILED: ReadonlyMap<string, string> = new Map([
  ['unreadable', 'it is no JWT'],
  ['more than one DPoP header', 'the request has more than one DPoP header'],
  ['typ', 'its typ is not dpop+jwt'],
  ['alg', 'its alg is none or symmetric'],
  ['jwk', 'it carries no public key'],
  ['private key', 'its jwk holds a private key'],
  ['htm', 'its htm is not the method of the request'],
  ['htu', 'its htu is not the URL of the request'],
  ['ath', 'its ath is not the hash of the access token'],
]);

export const dpopProofMismatch = defineRule({
  id: 'dpop-proof-mismatch',
  title: 'DPoP proof does not fit the request',
  category: 'rotation-and-replay',
  subject: 'send',
  remediation: 'Client: let a library make the proofs. Server: make all checks of RFC 9449 §4.3.',
  references: ['RFC 9449 §4.2', 'RFC 9449 §4.3', 'RFC 9449 §6.1'],
  evaluate(send, look) {
    const { proof } = send;
    if (proof === null) return null;
    const failed = [...proof.mismatches.map((name) => FAILED.get(name) ?? name), ...listBindingMismatches(send, look)];
    const verdict = readServerVerdict(look, send);
    const isKeyExposed = proof.mismatches.includes('private key');
    if (failed.length === 0 || (verdict === null && !isKeyExposed)) return null;
    const origin = originOfSend(look, send);
    const label = tokenOf(look, proof.fp)?.label ?? '(unreadable)';
    const isProven = isKeyExposed || verdict?.isEnforced === true;
    const outcome = verdict === null ? '' : ` The server ${verdict.isAccepted ? 'accepted' : 'refused'} the request.`;
    return createVerdict({
      severity: gradeMismatch(verdict, isKeyExposed),
      steps: [lowerOnLoopback(origin)],
      confidence: gradeConfidence(isProven ? 0 : 1),
      message: `DPoP proof ${label} does not fit its request to ${send.endpoint}: ${failed.join('; ')}.${outcome}`,
      atMs: send.startMs,
      tokens: [proof.fp, ...send.presented.map(({ token }) => token).filter((id) => id !== proof.fp)],
      chain: chainOfSend(look, send)?.id ?? null,
      origin,
      scope: send.endpoint,
      evidence: [
        ...failed.map((what) => ({ send: send.id, atMs: send.startMs, what: `${label}: ${what}` })),
        {
          send: send.id,
          atMs: send.endMs ?? send.startMs,
          what: `${send.endpoint} answered ${send.status ?? 'not at all'}`,
        },
      ],
      alternatives: send.redirectOf === null ? [] : ['the browser followed a redirect and sent the same headers again'],
    });
  },
});

/** Checks against what is known of the token and of the server's clock. An opaque token shows no key: nothing to compare. */
function listBindingMismatches(send: Send, look: Look): readonly string[] {
  const { proof, serverDateMs } = send;
  if (proof === null) return [];
  const bearer = send.presented.find(({ carrier }) => carrier === 'authorization');
  const boundTo = tokenOf(look, bearer?.token ?? null)?.boundTo ?? null;
  const isOtherKey = proof.jkt !== null && isThumbprint(boundTo) && boundTo !== proof.jkt;
  const ageSec = proof.iatSec === null || serverDateMs === null ? null : serverDateMs / 1000 - proof.iatSec;
  const maxSec = look.policy.thresholds['dpop.proof.age'];
  const isStale = ageSec !== null && !proof.hasNonce && Math.abs(ageSec) > maxSec;
  return [
    ...(isOtherKey ? ['its key is not the one that the access token is bound to'] : []),
    ...(isStale ? [`its iat is ${writeSpan(ageSec)} ${ageSec < 0 ? 'ahead of' : 'before'} the answer’s Date`] : []),
  ];
}

const isThumbprint = (boundTo: string | null): boolean =>
  boundTo !== null && boundTo !== 'announced' && boundTo !== 'x5t#S256';

function gradeMismatch(verdict: ServerVerdict | null, isKeyExposed: boolean): Severity {
  if (isKeyExposed) return 'critical';
  return verdict?.isAccepted === true ? 'medium' : 'low';
}
