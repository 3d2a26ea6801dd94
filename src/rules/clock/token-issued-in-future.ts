// rules.md 10 G. Compared with the Date of the answer that brought it, so that no local clock takes part.

import { writeSpan } from '../../base/write-duration';
import type { Token } from '../../engine/token';
import { createVerdict, gradeConfidence } from '../create-verdict';
import {
  explainUnknownClock,
  explainUnreadableClaims,
  explainUnreadBodies,
  isCredential,
  issuerOfToken,
  lowerIfBound,
  lowerOnLoopback,
  originOfToken,
  sendOf,
} from '../facts';
import { defineRule, type Look } from '../rule';

const REPORTED_SEC = 5;
/** A refusal this soon after issuance may come of it. */
const SOON_MS = 60_000;

export const tokenIssuedInFuture = defineRule({
  id: 'token-issued-in-future',
  title: 'Token claims to be from the future',
  category: 'clock',
  subject: 'token',
  isSticky: true,
  remediation: "Synchronise the issuer's clock, and grant a little leeway at the API.",
  references: ['RFC 7519 §4.1.5', 'RFC 7519 §4.1.6'],
  evaluate(token, look) {
    if (!isCredential(token) || token.issuedAtMs === null) return null;
    const dateMs = sendOf(look, token.issuedBy)?.serverDateMs ?? null;
    const claim = findLatestClaim(token);
    if (dateMs === null || claim === null) return null;
    const aheadSec = claim.atSec - dateMs / 1000;
    if (aheadSec <= REPORTED_SEC) return null;
    const origin = originOfToken(look, token);
    const { firstRejectedMs } = token;
    const isRefused = firstRejectedMs !== null && firstRejectedMs - token.issuedAtMs <= SOON_MS;
    return createVerdict({
      severity: aheadSec > look.policy.thresholds['clock.leeway'] ? 'low' : 'info',
      steps: [lowerIfBound(token), lowerOnLoopback(origin)],
      confidence: gradeConfidence(0),
      message: `${token.label} was issued with ${claim.name} ${writeSpan(aheadSec)} ahead of the answer's own Date${isRefused ? '; it was refused soon after' : ''}.`,
      atMs: token.issuedAtMs,
      tokens: [token.id],
      origin,
      scope: issuerOfToken(token),
      evidence: [
        {
          atMs: token.issuedAtMs,
          what: `${token.label}: ${claim.name} ${new Date(claim.atSec * 1000).toISOString()}, Date ${new Date(dateMs).toISOString()}`,
        },
        ...(isRefused ? [{ atMs: firstRejectedMs, what: `${token.label} was refused` }] : []),
      ],
      alternatives: ['a proxy or cache in between may have written the Date'],
    });
  },
  explainSilence: (look) =>
    explainUnreadBodies(look) ??
    explainUnreadableClaims(look, (token) => isCredential(token) && token.issuedBy !== null) ??
    explainUndatedIssuance(look) ??
    explainUnknownClock(look),
});

function explainUndatedIssuance(look: Look): string | null {
  const issued = [...look.state.token.values()].filter((token) => isCredential(token) && token.issuedBy !== null);
  const isDated = issued.some((token) => sendOf(look, token.issuedBy)?.serverDateMs != null);
  return issued.length > 0 && !isDated ? 'no answer that issued a token had a usable Date header' : null;
}

function findLatestClaim({ iatSec, nbfSec }: Token): { readonly name: string; readonly atSec: number } | null {
  const iat = iatSec === null ? null : { name: 'iat', atSec: iatSec };
  const nbf = nbfSec === null ? null : { name: 'nbf', atSec: nbfSec };
  return nbf !== null && nbf.atSec > (iat?.atSec ?? 0) ? nbf : iat;
}
