// rules.md 10 A. Judged per answer that delivered both. Where a family has a fixed end, its last refresh token is short by
// design; then the access token merely was not capped with it.

import { writeSpan } from '../../base/write-duration';
import { findExpiryServerMs } from '../../engine/lifetime';
import type { Send } from '../../engine/send';
import type { Token } from '../../engine/token';
import { createVerdict, gradeConfidence, inferencesOf } from '../create-verdict';
import { chainOf, explainUnreadBodies, issuerOfToken, originOfToken, stepsOfLifetime, tokenOf } from '../facts';
import type { Evidence, Verdict } from '../finding';
import { defineRule, type Look } from '../rule';

const TOLERANCE_MS = 60_000;
/** Ends this close together are one and the same end. */
const SAME_END_MS = 60_000;

export const refreshTokenExpiresBeforeAccessToken = defineRule({
  id: 'refresh-token-expires-before-access-token',
  title: 'Refresh token ends before the access token',
  category: 'lifetime',
  subject: 'send',
  remediation: "Shorten the access token, or cap it to the refresh token's remaining life.",
  references: ['draft-ietf-oauth-browser-based-apps §6.3.2.3', 'RFC 6749 §1.5'],
  evaluate(send, look) {
    const issued = send.issued.flatMap((id) => tokenOf(look, id) ?? []);
    const renewal = issued.find(({ role }) => role === 'refresh');
    if (renewal === undefined) return null;
    for (const access of issued) {
      if (access.role === 'access' && isShorter(renewal, access)) return judge(send, renewal, access, look);
    }
    return null;
  },
  explainSilence(look) {
    const renewals = [...look.state.token.values()].filter(({ role }) => role === 'refresh');
    const isKnown = renewals.some((token) => findExpiryServerMs(token) !== null);
    return (
      explainUnreadBodies(look) ?? (renewals.length > 0 && !isKnown ? 'no refresh token showed when it ends' : null)
    );
  },
});

function isShorter(renewal: Token, access: Token): boolean {
  const [renewalMs, accessMs] = [findExpiryServerMs(renewal), findExpiryServerMs(access)];
  return renewalMs !== null && accessMs !== null && renewalMs < accessMs - TOLERANCE_MS;
}

function judge(send: Send, renewal: Token, access: Token, look: Look): Verdict {
  const origin = originOfToken(look, access);
  const leadSec = ((findExpiryServerMs(access) ?? 0) - (findExpiryServerMs(renewal) ?? 0)) / 1000;
  const isLast = isCapped(renewal, look);
  // A claim is compared with an announcement by the clock of the answer; without its Date that is an estimate.
  const isEstimated = (renewal.expSec === null) !== (access.expSec === null) && send.serverDateMs === null;
  const inferences = inferencesOf(renewal.roleStrength) + inferencesOf(access.roleStrength) + (isEstimated ? 1 : 0);
  return createVerdict({
    severity: isLast ? 'info' : 'low',
    steps: stepsOfLifetime(access, origin),
    confidence: gradeConfidence(inferences),
    message: `One answer issued ${access.label} and refresh token ${renewal.label}, which ends ${writeSpan(leadSec)} before it${isLast ? ': the family nears its fixed end' : ''}.`,
    atMs: send.endMs ?? send.startMs,
    tokens: [access.id, renewal.id],
    origin,
    scope: issuerOfToken(renewal),
    evidence: [describeEnd(access), describeEnd(renewal)],
    alternatives: isLast ? [] : ['the server may accept the refresh token for longer than it announces'],
  });
}

/** A generation issued well before this one ended at the same moment: the end is fixed and only came nearer. */
function isCapped(renewal: Token, look: Look): boolean {
  const endMs = findExpiryServerMs(renewal) ?? 0;
  const issuedMs = renewal.issuedServerMs ?? 0;
  const generations = chainOf(look, renewal.chain)?.generations ?? [];
  return generations.some(
    (other) => other.issuedMs < issuedMs - SAME_END_MS && Math.abs(other.expiresMs - endMs) <= SAME_END_MS,
  );
}

function describeEnd(token: Token): Evidence {
  const end = new Date(findExpiryServerMs(token) ?? 0).toISOString();
  return {
    atMs: token.issuedAtMs ?? token.firstSeenMs,
    what: `${token.label} ends at ${end} by ${token.expSec === null ? 'the announced lifetime' : 'its exp claim'}`,
  };
}
