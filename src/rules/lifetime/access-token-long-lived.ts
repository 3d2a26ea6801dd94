// rules.md 10 A. A bearer token works for whoever holds it until it ends.

import { writeSpan } from '../../base/write-duration';
import type { PolicyThresholds } from '../../engine/policy';
import { readLifetime } from '../../engine/select';
import type { Token } from '../../engine/token';
import { createVerdict, gradeConfidence, inferencesOf } from '../create-verdict';
import { lowerIfBound, lowerOnLoopback, originOfToken, raiseIfAdmin } from '../facts';
import type { Severity } from '../finding';
import { defineRule } from '../rule';

const ROLES = new Set(['access', 'single', 'session']);

export const accessTokenLongLived = defineRule({
  id: 'access-token-long-lived',
  title: 'Access token lives long',
  category: 'lifetime',
  subject: 'token',
  remediation:
    'Issue access tokens for 5 to 15 minutes and renew them with a rotating or sender-constrained refresh token. If a long life is a business need, bind the token (DPoP, mTLS) or keep it on the server, and make it revocable.',
  references: ['RFC 6750 §5.3', 'RFC 9700 §4.14', 'draft-ietf-oauth-browser-based-apps §9.1', 'WSTG-ATHZ-05.1', 'ASVS 7.3.2'],
  evaluate(token, look) {
    if (!ROLES.has(token.role)) return null;
    const { lifetimeSec, method } = readLifetime(look.state, token);
    if (lifetimeSec === null) return null;
    const severity = gradeLifetime(lifetimeSec, look.policy.thresholds);
    if (severity === null) return null;
    const origin = originOfToken(look, token);
    const name = token.role === 'session' ? 'Session token' : 'Access token';
    const atLeast = method === 'observed:first-seen' ? 'at least ' : '';
    return createVerdict({
      severity,
      steps: [lowerIfBound(token), lowerOnLoopback(origin), raiseIfAdmin(token)],
      confidence: gradeConfidence(inferencesOf(token.roleStrength)),
      message: `${name} ${token.label} is valid for ${atLeast}${writeSpan(lifetimeSec)}${describeCompanion(token, look.state.chain.get(token.chain ?? '')?.branches.length ?? 0)}.`,
      atMs: token.issuedAtMs ?? token.firstSeenMs,
      tokens: [token.id],
      chain: null,
      origin,
      scope: token.identity.issuer,
      evidence: [
        { atMs: token.issuedAtMs ?? token.firstSeenMs, what: `${token.label}: ${atLeast}${writeSpan(lifetimeSec)} by ${method}${token.boundTo === null ? '' : ', bound to a key'}` },
      ],
    });
  },
});

function gradeLifetime(lifetimeSec: number, limits: PolicyThresholds): Severity | null {
  if (lifetimeSec >= limits['at.extreme']) return 'high';
  if (lifetimeSec > limits['at.long']) return 'medium';
  if (lifetimeSec > limits['at.max']) return 'low';
  return lifetimeSec > limits['at.recommended'] ? 'info' : null;
}

/** A long access token beside a refresh token defeats the pair; without `jti` nobody can end it alone. */
function describeCompanion(token: Token, branches: number): string {
  const beside = branches > 0 && token.role === 'access' ? ', although a refresh token could renew it' : '';
  return token.jti === null ? `${beside}; it has no jti, so there is no handle to revoke it alone` : beside;
}
