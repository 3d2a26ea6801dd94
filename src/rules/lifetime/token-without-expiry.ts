// rules.md 10 A. "Claims none", never "lives for ever": a server may still end it by other means. Refresh tokens have a rule
// of their own (refresh-token-unbounded); kinds that are no credential of an API are not judged.

import { writeSpan } from '../../base/write-duration';
import { findSkewMs } from '../../engine/clock';
import type { Token } from '../../engine/token';
import { createVerdict, gradeConfidence, inferencesOf } from '../create-verdict';
import { explainUnreadableClaims, issuerOfToken, originOfToken, stepsOfLifetime } from '../facts';
import { defineRule, type Look } from '../rule';

export const tokenWithoutExpiry = defineRule({
  id: 'token-without-expiry',
  title: 'Token claims no expiry',
  category: 'lifetime',
  subject: 'token',
  remediation: 'Always set exp; reject tokens without it at the API.',
  references: ['RFC 9068 §2.2', 'RFC 7519 §4.1.4', 'ASVS 9.2.1'],
  evaluate(token, look) {
    if (
      token.format !== 'jws' ||
      token.claimNames.length === 0 ||
      token.expSec !== null ||
      (token.announcedSec ?? 0) > 0
    ) {
      return null;
    }
    if (!isCredential(token) || (token.presentations === 0 && token.issuedBy === null)) return null;
    const origin = originOfToken(look, token);
    const isIssuanceSeen = token.issuedBy !== null;
    return createVerdict({
      severity: 'high',
      steps: stepsOfLifetime(token, origin),
      // Where nobody saw it issued, that no lifetime was announced is an inference.
      confidence: gradeConfidence(inferencesOf(token.roleStrength) + (isIssuanceSeen ? 0 : 1)),
      message: `${token.label} claims no expiry: it has no usable exp, and ${isIssuanceSeen ? 'its issuer announced no lifetime' : 'what its issuer announced was not seen'}.${describeAge(token, look)}`,
      atMs: token.issuedAtMs ?? token.firstSeenMs,
      tokens: [token.id],
      origin,
      scope: issuerOfToken(token),
      evidence: [{ atMs: token.firstSeenMs, what: `${token.label}: claims ${token.claimNames.join(', ')}` }],
      alternatives: ['the server may end it by iat, a session record or a deny list'],
    });
  },
  explainSilence: (look) => explainUnreadableClaims(look, isCredential),
});

const isCredential = (token: Token): boolean =>
  token.role === 'access' ||
  token.role === 'session' ||
  token.role === 'single' ||
  (token.role === 'unknown' && token.carriers.includes('authorization'));

/** Claims are in server time, sights in local time. */
function describeAge(token: Token, look: Look): string {
  if (token.lastAcceptedMs === null) return '';
  const firstSeenServerMs = token.firstSeenMs + findSkewMs(look.state, token).skewMs;
  const acceptedServerMs = token.lastAcceptedMs + findSkewMs(look.state, token).skewMs;
  const isIssued = token.iatSec !== null && token.iatSec * 1000 <= firstSeenServerMs;
  const sinceMs = isIssued ? (token.iatSec ?? 0) * 1000 : firstSeenServerMs;
  return ` It was accepted ${writeSpan((acceptedServerMs - sinceMs) / 1000)} after ${isIssued ? 'it was issued' : 'it was first seen'}.`;
}
