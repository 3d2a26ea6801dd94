// rules.md 10 A. How long a cookie is kept is retention, not validity (3.1): it is told as information only.

import { writeSpan } from '../../base/write-duration';
import type { Lifetime } from '../../engine/lifetime';
import type { PolicyThresholds } from '../../engine/policy';
import { readLifetime, readRegime } from '../../engine/select';
import { readSession } from '../../engine/session';
import type { Token } from '../../engine/token';
import { createVerdict, gradeConfidence, inferencesOf } from '../create-verdict';
import { chainOf, issuerOfToken, originOfToken, stepsOfLifetime } from '../facts';
import type { Evidence, Severity, Verdict } from '../finding';
import { defineRule, type Look } from '../rule';
import { describeLength, describeLifetime, lacksHandle } from './describe-lifetime';

export const refreshTokenLongLived = defineRule({
  id: 'refresh-token-long-lived',
  title: 'Refresh token lives very long',
  category: 'lifetime',
  subject: 'token',
  remediation:
    'Cap the life of a refresh token family: no rotation may reach past the end of its first token. Add a limit for inactivity.',
  references: [
    'draft-ietf-oauth-browser-based-apps §6.3.2.3',
    'RFC 9700 §4.14.2',
    'ASVS 10.4.8',
    'NIST SP 800-63B-4 §2.1.3',
  ],
  evaluate(token, look) {
    if (token.role !== 'refresh') return null;
    const lifetime = readLifetime(look.state, token);
    if (lifetime.lifetimeSec === null) return judgeRetention(token, look);
    const severity = gradeLength(lifetime.lifetimeSec, look.policy.thresholds);
    return severity === null ? null : judge(token, lifetime, severity, look);
  },
  explainSilence(look) {
    const tokens = [...look.state.token.values()].filter(({ role }) => role === 'refresh');
    const isKnown = tokens.some((token) => readLifetime(look.state, token).lifetimeSec !== null);
    return tokens.length > 0 && !isKnown ? 'no refresh token showed how long it lives' : null;
  },
});

function gradeLength(lifetimeSec: number, limits: PolicyThresholds): Severity | null {
  if (lifetimeSec > limits['rt.extreme']) return 'medium';
  return lifetimeSec > limits['rt.long'] ? 'low' : null;
}

function judge(token: Token, lifetime: Lifetime, severity: Severity, look: Look): Verdict {
  const origin = originOfToken(look, token);
  const evidence = describeLifetime(token, lifetime);
  const handle = lacksHandle(token, lifetime, look) ? '; it has no jti, so no per-token revocation handle' : '';
  return createVerdict({
    severity,
    steps: stepsOfLifetime(token, origin),
    confidence: gradeConfidence(inferencesOf(token.roleStrength)),
    message: `Refresh token ${token.label} is valid for ${describeLength(lifetime)}${handle}.`,
    atMs: evidence.atMs,
    tokens: [token.id],
    origin,
    scope: issuerOfToken(token),
    evidence: [evidence, ...describeFamily(token, look)],
    alternatives: ['the user may have granted offline access on purpose'],
  });
}

function describeFamily(token: Token, look: Look): readonly Evidence[] {
  const chain = chainOf(look, token.chain);
  // Of the newest only: what it says of the family is said anew as long as the family changes.
  if (chain === undefined || !chain.branches.some(({ head }) => head === token.id)) return [];
  const what = `family ${chain.label}: rotation ${readRegime(look.state, chain)}, session ${readSession(chain).shape}`;
  return [{ atMs: token.issuedAtMs ?? token.firstSeenMs, what }];
}

function judgeRetention(token: Token, look: Look): Verdict | null {
  const keptSec = token.cookie?.maxAgeSec ?? null;
  if (keptSec === null || keptSec <= look.policy.thresholds['rt.long']) return null;
  const atMs = token.issuedAtMs ?? token.firstSeenMs;
  return createVerdict({
    severity: 'info',
    confidence: gradeConfidence(inferencesOf(token.roleStrength)),
    message: `The cookie of refresh token ${token.label} is kept for ${writeSpan(keptSec)}; how long the server accepts the token was not announced.`,
    atMs,
    tokens: [token.id],
    origin: originOfToken(look, token),
    scope: issuerOfToken(token),
    evidence: [{ atMs, what: `${token.label}: Max-Age or Expires of its cookie, ${writeSpan(keptSec)}` }],
  });
}
