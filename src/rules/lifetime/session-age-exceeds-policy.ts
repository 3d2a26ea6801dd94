// rules.md 10 A. About the session, not about its tokens: by NIST a token may outlive it, and is no sign of a present user.

import { writeSpan } from '../../base/write-duration';
import { findSkewMs, UNVERIFIED_SEC } from '../../engine/clock';
import { readSessionStart } from '../../engine/session';
import type { Token } from '../../engine/token';
import { createVerdict } from '../create-verdict';
import { capByGap, labelOf, lowerOnLoopback, originOfClient, stepsOfLifetime, tokenOf } from '../facts';
import { defineRule, type Look } from '../rule';

export const sessionAgeExceedsPolicy = defineRule({
  id: 'session-age-exceeds-policy',
  title: 'Session older than the chosen policy',
  category: 'lifetime',
  subject: 'chain',
  remediation:
    'Ask for re-authentication (max_age) after the limit, and bind the life of the refresh token to the session at the authorization server.',
  references: [
    'NIST SP 800-63B-4 §2.1.3, §2.2.3, §2.3.3',
    'draft-ietf-oauth-browser-based-apps §6.3.2.3',
    'ASVS 7.1.1',
    'ASVS 7.6.1',
  ],
  evaluate(chain, look) {
    const { agedUse } = chain;
    const limitSec = look.policy.thresholds['session.overall'];
    const { startMethod } = readSessionStart(chain);
    if (agedUse === null || startMethod === 'first-seen') return null;
    const origin = originOfClient(look, chain.client);
    const token = tokenOf(look, agedUse.token);
    const isByClaim = startMethod === 'auth_time';
    // A claim is in server time: by a clock that nothing confirms it is compared loosely (rules.md 3.8).
    const isVerified = !isByClaim || (token !== undefined && findSkewMs(look.state, token).isVerified);
    if (agedUse.ageSec <= limitSec + (isVerified ? 0 : UNVERIFIED_SEC)) return null;
    const startMs = agedUse.atMs - agedUse.ageSec * 1000;
    return createVerdict({
      severity: look.policy.profile === 'aal1' ? 'low' : 'medium',
      steps: token === undefined ? [lowerOnLoopback(origin)] : stepsOfLifetime(token, origin),
      confidence: capByGap(look, isVerified ? 'confirmed' : 'possible', startMs, agedUse.atMs),
      message: `The server accepted the session of family ${chain.label} (${labelOf(look, agedUse.token)}) ${writeSpan(agedUse.ageSec)} after ${isByClaim ? 'its auth_time' : 'the sign-in that was seen'}; profile ${look.policy.profile} allows ${writeSpan(limitSec)}.`,
      atMs: startMs + limitSec * 1000,
      lastMs: agedUse.atMs,
      tokens: [agedUse.token],
      chain: chain.id,
      origin,
      scope: chain.issuer,
      evidence: [
        { atMs: startMs, what: `session start, by ${startMethod}: the last interactive step` },
        { atMs: startMs + limitSec * 1000, what: `the limit of ${writeSpan(limitSec)} was reached` },
        {
          atMs: agedUse.atMs,
          what: `${labelOf(look, agedUse.token)} accepted at an age of ${writeSpan(agedUse.ageSec)}`,
        },
      ],
      alternatives: isByClaim
        ? ['auth_time speaks of the sign-in at the identity provider, which may be older than the session of this app']
        : [],
    });
  },
  explainSilence: explainUnseenStart,
});

const SESSION_ROLES: ReadonlySet<Token['role']> = new Set(['access', 'single', 'session']);

function explainUnseenStart(look: Look): string | null {
  const chains = [...look.state.chain.values()];
  const isSeen = chains.some((chain) => readSessionStart(chain).startMethod !== 'first-seen');
  const isUsed = chains.length > 0 || [...look.state.token.values()].some(({ role }) => SESSION_ROLES.has(role));
  return isUsed && !isSeen ? 'no session showed when it began' : null;
}
