// rules.md 10 A. "Claims none", never "lives for ever": a server may still end it by other means.

import { writeSpan } from '../../base/write-duration';
import type { Token } from '../../engine/token';
import { createVerdict, gradeConfidence, inferencesOf } from '../create-verdict';
import { lowerIfBound, lowerOnLoopback, originOfToken, raiseIfAdmin } from '../facts';
import { defineRule } from '../rule';

export const tokenWithoutExpiry = defineRule({
  id: 'token-without-expiry',
  title: 'Token claims no expiry',
  category: 'lifetime',
  subject: 'token',
  remediation: 'Always set exp; reject tokens without it at the API.',
  references: ['RFC 9068 §2.2', 'RFC 7519 §4.1.4', 'ASVS 9.2.1'],
  evaluate(token, look) {
    if (token.format !== 'jws' || token.claimNames.length === 0 || token.expSec !== null || token.announcedSec !== null) return null;
    if (!isCredential(token) || (token.presentations === 0 && token.issuedBy === null)) return null;
    const origin = originOfToken(look, token);
    const sinceMs = token.iatSec === null ? token.firstSeenMs : Math.min(token.firstSeenMs, token.iatSec * 1000);
    const age = token.lastAcceptedMs === null ? '' : ` It was accepted ${writeSpan((token.lastAcceptedMs - sinceMs) / 1000)} after ${token.iatSec === null ? 'it was first seen' : 'it was issued'}.`;
    return createVerdict({
      severity: 'high',
      steps: [lowerIfBound(token), lowerOnLoopback(origin), raiseIfAdmin(token)],
      confidence: gradeConfidence(inferencesOf(token.roleStrength)),
      message: `${token.label} claims no expiry: it has no usable exp, and its issuer announced no lifetime.${age}`,
      atMs: token.issuedAtMs ?? token.firstSeenMs,
      tokens: [token.id],
      origin,
      scope: token.identity.issuer,
      evidence: [{ atMs: token.firstSeenMs, what: `${token.label}: claims ${token.claimNames.join(', ')}` }],
      alternatives: ['the server may end it by iat, by a session record or by a list of revoked tokens'],
    });
  },
});

const isCredential = (token: Token): boolean =>
  token.role === 'access' || token.role === 'session' || token.role === 'single' || (token.role === 'unknown' && token.carriers.includes('authorization'));
