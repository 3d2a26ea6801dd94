// rules.md 10 A. A jti makes it possible to end one token alone; whether the server does is invisible from here (6, 3).

import { jtiKeyOf } from '../../engine/record-once';
import { readLifetime } from '../../engine/select';
import type { Token } from '../../engine/token';
import { createVerdict, gradeConfidence, inferencesOf } from '../create-verdict';
import { chainOf, explainUnreadableClaims, issuerOfToken, originOfToken } from '../facts';
import { defineRule, type Look } from '../rule';
import { describeLength, describeLifetime, nameToken } from './describe-lifetime';

const ROLES: ReadonlySet<Token['role']> = new Set(['access', 'single', 'session', 'refresh']);

export const longLivedTokenWithJti = defineRule({
  id: 'long-lived-token-with-jti',
  title: 'Long-lived token that could be tracked by jti',
  category: 'lifetime',
  subject: 'token',
  remediation:
    'Keep a list of denied or allowed tokens by issuer and jti until exp, offer to end sessions, and prefer short tokens. Do not key the list by the raw token.',
  references: ['RFC 7519 §4.1.7', 'OWASP JWT Cheat Sheet, denylist', 'ASVS 7.4.1', 'ASVS 10.4.9'],
  evaluate(token, look) {
    if (!ROLES.has(token.role) || token.jti === null || isAcceptedAfterLogout(token, look)) return null;
    const lifetime = readLifetime(look.state, token);
    if (lifetime.lifetimeSec === null || lifetime.lifetimeSec < look.policy.thresholds['at.extreme']) return null;
    const sharing = countSharing(token, look);
    if (sharing > 1) return null;
    const { atMs } = describeLifetime(token, lifetime);
    const uniqueness =
      sharing === 1
        ? 'no other token of its issuer showed the same jti'
        : 'its issuer is not named, so uniqueness cannot be told';
    return createVerdict({
      severity: 'info',
      confidence: gradeConfidence(inferencesOf(token.roleStrength)),
      message: `${nameToken(token)} is valid for ${describeLength(lifetime)} and has a jti: the server could end it alone. Whether it does cannot be seen from here.`,
      atMs,
      tokens: [token.id],
      origin: originOfToken(look, token),
      scope: issuerOfToken(token),
      evidence: [describeLifetime(token, lifetime), { atMs, what: `${token.label}: jti present, ${uniqueness}` }],
    });
  },
  explainSilence: (look) => explainUnreadableClaims(look, ({ role }) => ROLES.has(role)),
});

/** Tokens that showed this issuer and jti, itself among them; 0 where no issuer is named. */
function countSharing(token: Token, look: Look): number {
  const { issuer } = token.identity;
  if (issuer === null || token.jti === null) return 0;
  return Math.max(1, look.state.once.get(jtiKeyOf(issuer, token.jti))?.tokens.length ?? 1);
}

/** Then the finding about the logout says more than this one. */
function isAcceptedAfterLogout(token: Token, look: Look): boolean {
  const logoutMs = chainOf(look, token.chain)?.logout?.atMs ?? null;
  const marginMs = look.policy.thresholds['logout.margin'] * 1000;
  return logoutMs !== null && token.lastAcceptedMs !== null && token.lastAcceptedMs >= logoutMs + marginMs;
}
