// rules.md 10 C. An identifier that two tokens share identifies neither: lists of ended tokens and replay checks miss.

import { jtiKeyOf } from '../../engine/record-once';
import type { Token } from '../../engine/token';
import { createVerdict, gradeConfidence, inferencesOf } from '../create-verdict';
import { explainUnreadableClaims, lowerIfBound, lowerOnLoopback, originOfToken, sendOf, tokenOf } from '../facts';
import { defineRule, type Look } from '../rule';

const ACCESS: ReadonlySet<Token['role']> = new Set(['access', 'single']);
const SHOWN_CHARS = 8;

export const jtiNotUnique = defineRule({
  id: 'jti-not-unique',
  title: 'Different tokens share one identifier',
  category: 'rotation-and-replay',
  subject: 'token',
  remediation: 'Give each token a jti of its own: at least 96 random bits, or a UUIDv4.',
  references: ['RFC 7519 §4.1.7', 'RFC 9449 §4.2'],
  evaluate(token, look) {
    const twin = token.role === 'dpop-proof' ? findProofTwin(token, look) : findTwin(token, look);
    if (twin === undefined || token.jti === null) return null;
    const origin = originOfToken(look, token);
    const isListed = [...token.origins, ...twin.origins].some((one) => look.state.server.get(one)?.namesJti === true);
    const inferences = Math.max(inferencesOf(token.roleStrength), inferencesOf(twin.roleStrength));
    return createVerdict({
      severity: isListed ? 'medium' : 'low',
      steps: [lowerIfBound(token), lowerOnLoopback(origin)],
      confidence: gradeConfidence(inferences),
      message: `${twin.label} and ${token.label} are different tokens, but share one identifier (jti)${isListed ? '; the server names jti in its refusals, so it relies on it' : ''}.`,
      atMs: token.firstSeenMs,
      tokens: [twin.id, token.id],
      chain: token.chain,
      origin,
      scope: token.identity.issuer,
      evidence: [twin, token].map((one) => ({ atMs: one.firstSeenMs, what: describe(one, token.jti ?? '') })),
    });
  },
  explainSilence: explainUnreadableClaims,
});

/** An earlier access token with equal issuer and jti. Another signature over the same claims is the same token. */
function findTwin(token: Token, look: Look): Token | undefined {
  const { issuer } = token.identity;
  if (issuer === null || token.jti === null || !ACCESS.has(token.role)) return undefined;
  const ids = look.state.once.get(jtiKeyOf(issuer, token.jti))?.tokens ?? [];
  const earlier = ids.slice(0, Math.max(0, ids.indexOf(token.id))).flatMap((id) => tokenOf(look, id) ?? []);
  return earlier.find((other) => ACCESS.has(other.role) && other.bodyFp !== token.bodyFp);
}

/** An earlier proof with the same key and jti for another target; for the same target it is a reused proof. */
function findProofTwin(token: Token, look: Look): Token | undefined {
  const sends = (look.state.proof.get(token.proofKey ?? '')?.sends ?? []).flatMap((id) => sendOf(look, id) ?? []);
  const own = sends.findIndex(({ proof }) => proof?.fp === token.id);
  const other = sends
    .slice(0, Math.max(0, own))
    .find(({ proof, endpoint }) => proof !== null && proof.fp !== token.id && endpoint !== sends[own]?.endpoint);
  return tokenOf(look, other?.proof?.fp ?? null);
}

function describe(token: Token, jti: string): string {
  const times = [token.iatSec, token.expSec].map((sec) => (sec === null ? 'none' : new Date(sec * 1000).toISOString()));
  const audience = token.identity.audience.join(', ') || 'none';
  return `${token.label} (${token.role}): jti ${jti.slice(0, SHOWN_CHARS)}…, iat ${times[0]}, exp ${times[1]}, aud ${audience}`;
}
