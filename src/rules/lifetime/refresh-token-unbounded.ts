// rules.md 10 A. OAuth defines no expiry field for refresh tokens, so silence is normal: only a word against a bound counts.
// An opaque token without any word is told once per living head, not once per rotation.

import { isReplaced } from '../../engine/select';
import type { Token } from '../../engine/token';
import { createVerdict, gradeConfidence, inferencesOf } from '../create-verdict';
import { chainOf, explainUnreadBodies, issuerOfToken, originOfToken, stepsOfLifetime } from '../facts';
import { defineRule } from '../rule';

/** What providers say of such tokens: a note, never a lower severity (14.7). */
const DOCUMENTED: ReadonlyMap<string, string> = new Map([
  ['supabase', 'Supabase documents refresh tokens that never expire but are good for one use'],
]);

export const refreshTokenUnbounded = defineRule({
  id: 'refresh-token-unbounded',
  title: 'Refresh token without any announced bound',
  category: 'lifetime',
  subject: 'token',
  remediation: 'Enforce an absolute limit or a limit for inactivity on the server.',
  references: ['draft-ietf-oauth-browser-based-apps §6.3.2.3', 'ASVS 10.4.8', 'RFC 9700 §4.14.2', 'WSTG-ATHZ-05.1'],
  evaluate(token, look) {
    const word = token.role === 'refresh' ? readWord(token) : null;
    if (word === null) return null;
    const origin = originOfToken(look, token);
    const note = DOCUMENTED.get(chainOf(look, token.chain)?.dialect ?? '');
    const isSaid = word !== 'silent';
    const atMs = token.issuedAtMs ?? token.firstSeenMs;
    return createVerdict({
      severity: isSaid ? 'medium' : 'info',
      steps: stepsOfLifetime(token, origin),
      confidence: gradeConfidence(inferencesOf(token.roleStrength)),
      message: `${MESSAGES[word](token.label)}${note === undefined ? '' : ` (${note})`}. The server may still end it by a limit that it does not announce.`,
      atMs,
      tokens: [token.id],
      origin,
      scope: issuerOfToken(token),
      evidence: [{ atMs, what: `${token.label}: ${EVIDENCE[word]}` }],
    });
  },
  explainSilence: explainUnreadBodies,
});

/** no-exp: its issuance was seen as well; no-exp-unseen: it was not, so that an announcement may have been missed. */
type Word = 'zero' | 'no-exp' | 'no-exp-unseen' | 'silent';

/** Null where a bound is claimed or announced, and where nobody saw what was announced. */
function readWord(token: Token): Word | null {
  if (token.expSec !== null || (token.announcedSec !== null && token.announcedSec > 0)) return null;
  if (token.announcedSec === 0) return 'zero';
  if (token.format === 'jws' && token.claimNames.length > 0)
    return token.issuedBy === null ? 'no-exp-unseen' : 'no-exp';
  return token.issuedBy !== null && !isReplaced(token) ? 'silent' : null;
}

const MESSAGES: Readonly<Record<Word, (label: string) => string>> = {
  zero: (label) => `The server announced refresh token ${label} without a limit: its lifetime field is 0 or null`,
  'no-exp': (label) => `Refresh token ${label} is a JWT that claims no expiry, and its issuer announced none`,
  'no-exp-unseen': (label) =>
    `Refresh token ${label} is a JWT that claims no expiry; what its issuer announced was not seen`,
  silent: (label) => `How long refresh token ${label} lives cannot be told: nothing announces it`,
};

const EVIDENCE: Readonly<Record<Word, string>> = {
  zero: 'refresh_expires_in or its like is 0 or null',
  'no-exp': 'no usable exp among its claims, no refresh_expires_in',
  'no-exp-unseen': 'no usable exp among its claims',
  silent: 'opaque or encrypted, no refresh_expires_in',
};
