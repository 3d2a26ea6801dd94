// rules.md 10 A. A bearer token works for whoever holds it until it ends.

import type { PolicyThresholds } from '../../engine/policy';
import { listHeads, readLifetime } from '../../engine/select';
import type { Token } from '../../engine/token';
import { createVerdict, gradeConfidence, inferencesOf } from '../create-verdict';
import { chainOf, issuerOfToken, originOfToken, stepsOfLifetime } from '../facts';
import type { Severity } from '../finding';
import { defineRule, type Look } from '../rule';
import { describeLength, describeLifetime, lacksHandle, nameToken } from './describe-lifetime';

const ROLES: ReadonlySet<Token['role']> = new Set(['access', 'single', 'session']);

export const accessTokenLongLived = defineRule({
  id: 'access-token-long-lived',
  title: 'Access token lives long',
  category: 'lifetime',
  subject: 'token',
  remediation:
    'Issue access tokens for 5 to 15 minutes and renew them with a rotating or sender-constrained refresh token. If a long life is a business need, bind the token (DPoP, mTLS) or keep it on the server, and make it revocable.',
  references: [
    'RFC 6750 §5.3',
    'RFC 9700 §4.14',
    'draft-ietf-oauth-browser-based-apps §9.1',
    'WSTG-ATHZ-05.1',
    'ASVS 7.3.2',
  ],
  evaluate(token, look) {
    if (!ROLES.has(token.role)) return null;
    const lifetime = readLifetime(look.state, token);
    const severity = lifetime.lifetimeSec === null ? null : gradeLength(lifetime.lifetimeSec, look.policy.thresholds);
    if (severity === null) return null;
    const origin = originOfToken(look, token);
    const hasCompanion = token.role === 'access' && hasRefreshToken(token, look);
    const companion = hasCompanion ? ', although a refresh token could renew it' : '';
    const handle = lacksHandle(token, lifetime, look) ? '; it has no jti, so no per-token revocation handle' : '';
    const evidence = describeLifetime(token, lifetime);
    return createVerdict({
      severity,
      steps: stepsOfLifetime(token, origin),
      confidence: gradeConfidence(inferencesOf(token.roleStrength)),
      message: `${nameToken(token)} is valid for ${describeLength(lifetime)}${companion}${handle}.`,
      atMs: evidence.atMs,
      tokens: [token.id],
      origin,
      scope: issuerOfToken(token),
      evidence: [evidence],
    });
  },
  explainSilence: explainUnknownLength,
});

function hasRefreshToken(token: Token, look: Look): boolean {
  const chain = chainOf(look, token.chain);
  return chain !== undefined && listHeads(look.state, chain).some(({ role }) => role === 'refresh');
}

function gradeLength(lifetimeSec: number, limits: PolicyThresholds): Severity | null {
  if (lifetimeSec >= limits['at.extreme']) return 'high';
  if (lifetimeSec > limits['at.long']) return 'medium';
  if (lifetimeSec > limits['at.max']) return 'low';
  return lifetimeSec > limits['at.recommended'] ? 'info' : null;
}

function explainUnknownLength(look: Look): string | null {
  const tokens = [...look.state.token.values()].filter(({ role }) => ROLES.has(role));
  const isKnown = tokens.some((token) => readLifetime(look.state, token).lifetimeSec !== null);
  return tokens.length > 0 && !isKnown ? 'no access token showed how long it lives' : null;
}
