// rules.md 10 A. Clients schedule by expires_in, servers enforce exp. Compared is what is left at the answer, exp minus now:
// an older token out of a cache announces less than its exp minus iat. An announcement in milliseconds that fits otherwise
// is another defect than this one.

import { writeSpan } from '../../base/write-duration';
import { findSkewMs, UNVERIFIED_SEC } from '../../engine/clock';
import type { Token } from '../../engine/token';
import { createVerdict, gradeConfidence, inferencesOf } from '../create-verdict';
import {
  explainUnreadBodies,
  issuerOfToken,
  listRefreshesOfHolder,
  originOfToken,
  sendOf,
  stepsOfLifetime,
} from '../facts';
import { defineRule, type Look } from '../rule';

const ROLES: ReadonlySet<Token['role']> = new Set(['access', 'single', 'session', 'refresh']);
const TOLERATED_SHARE = 0.1;

export const lifetimeMismatchExpiresIn = defineRule({
  id: 'lifetime-mismatch-expires-in',
  title: 'Announced and claimed lifetime disagree',
  category: 'lifetime',
  subject: 'token',
  remediation: 'Compute expires_in and exp from one value.',
  references: ['RFC 6749 §5.1'],
  evaluate(token, look) {
    const { expSec, announcedSec, issuedServerMs, issuedAtMs } = token;
    if (!ROLES.has(token.role) || expSec === null || announcedSec === null || announcedSec <= 0) return null;
    if (issuedServerMs === null || issuedAtMs === null) return null;
    const claimedSec = expSec - issuedServerMs / 1000;
    const isDated = sendOf(look, token.issuedBy)?.serverDateMs != null;
    const isVerified = isDated || findSkewMs(look.state, token).isVerified;
    const toleranceSec = look.policy.thresholds['expires_in.tolerance'] + (isVerified ? 0 : UNVERIFIED_SEC);
    if (fits(announcedSec, claimedSec, toleranceSec) || fits(announcedSec / 1000, claimedSec, toleranceSec))
      return null;
    const origin = originOfToken(look, token);
    const misled = findMisled(token, announcedSec > claimedSec, look);
    return createVerdict({
      severity: misled === undefined ? 'info' : 'low',
      steps: stepsOfLifetime(token, origin),
      confidence: isVerified ? gradeConfidence(inferencesOf(token.roleStrength) + (isDated ? 0 : 1)) : 'possible',
      message: `The server announced ${writeSpan(announcedSec)} for ${token.label}, whose exp was ${writeSpan(claimedSec)} ${claimedSec < 0 ? 'past' : 'away'}${misled === undefined ? '' : `; the app refreshed ${misled.trigger}`}.`,
      atMs: issuedAtMs,
      tokens: [token.id],
      refreshes: misled === undefined ? [] : [misled.id],
      origin,
      scope: issuerOfToken(token),
      evidence: [
        {
          atMs: issuedAtMs,
          what: `${token.label}: announced ${announcedSec} s; exp ${new Date(expSec * 1000).toISOString()}; answered at ${new Date(issuedServerMs).toISOString()} by ${isVerified ? "the server's clock" : 'a clock that nothing confirms'}`,
        },
      ],
    });
  },
  explainSilence: explainUnreadBodies,
});

function fits(announcedSec: number, claimedSec: number, toleranceSec: number): boolean {
  return Math.abs(announcedSec - claimedSec) <= Math.max(toleranceSec, TOLERATED_SHARE * announcedSec);
}

/** The refresh that came at the wrong time by it: late where too much was announced, early where too little. */
function findMisled(token: Token, isTooMuch: boolean, look: Look) {
  const trigger = isTooMuch ? 'late' : 'early';
  return listRefreshesOfHolder(look, token).find(
    (refresh) => refresh.renewed === token.id && refresh.trigger === trigger,
  );
}
