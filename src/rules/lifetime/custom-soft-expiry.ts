// rules.md 10 A, 3.1. Libraries enforce exp only; a claim of one's own protects where code of one's own checks it.

import { writeSpan } from '../../base/write-duration';
import { findBirthMs, type NotedUse, type Token } from '../../engine/token';
import { isEnforcingEndpoint, isKnownToRefuse } from '../answers';
import { createVerdict, gradeConfidence } from '../create-verdict';
import { isAccompanied } from '../enforcement';
import { explainUnreadableClaims, isCredential, issuerOfToken, originOfToken, sendOf, stepsOfLifetime } from '../facts';
import type { Evidence } from '../finding';
import { defineRule, type Look } from '../rule';

export const customSoftExpiry = defineRule({
  id: 'custom-soft-expiry',
  title: 'Second, custom expiry inside the token',
  category: 'lifetime',
  subject: 'token',
  remediation:
    'Prefer two tokens: a short access token and an opaque refresh token. Where the claim stays, enforce it in every API, accept the token after it at the renewal endpoint only, and make the token revocable.',
  references: ['RFC 7519 §4.3', 'RFC 8725 §3.12', 'ASVS 9.2.1'],
  evaluate(token, look) {
    const { soft, expSec } = token;
    if (soft === null || expSec === null || !isCredential(token)) return null;
    const fromSec = token.iatSec ?? (token.issuedServerMs ?? token.firstSeenMs) / 1000;
    const origin = originOfToken(look, token);
    const honoured = token.softUses.filter((use) => isHonoured(use, soft.atSec, look));
    const first = honoured[0];
    const inferences = Math.min(...honoured.map((use) => countInferences(use, token, look)));
    const ends = `${soft.claim} ends ${token.label} after ${writeSpan(soft.atSec - fromSec)}, exp after ${writeSpan(expSec - fromSec)}`;
    const uses =
      first === undefined
        ? ''
        : ` The server accepted it ${writeSpan((first.serverMs ?? 0) / 1000 - soft.atSec)} after ${soft.claim}.`;
    return createVerdict({
      severity: first === undefined ? 'info' : 'medium',
      steps: stepsOfLifetime(token, origin),
      confidence: gradeConfidence(first === undefined ? 0 : inferences),
      message: `${ends}.${uses}`,
      atMs: findBirthMs(token),
      lastMs: honoured.at(-1)?.atMs ?? findBirthMs(token),
      tokens: [token.id],
      origin,
      scope: issuerOfToken(token),
      evidence: [
        describeClaim(token, soft.claim, soft.atSec),
        ...token.softUses.map((use) => describeUse(use, soft.atSec)),
      ],
      alternatives: first === undefined ? [] : ['another credential of the same request may have authorised it'],
    });
  },
  explainSilence: (look) => explainUnreadableClaims(look, (token) => isCredential(token) && token.role !== 'id'),
});

function isHonoured(use: NotedUse, softSec: number, look: Look): boolean {
  const isPast = use.serverMs !== null && use.serverMs / 1000 > softSec + look.policy.thresholds['clock.leeway'];
  return isPast && use.answer === 'accepted' && isEnforcingEndpoint(look, use.endpoint);
}

/**
 * Whether the endpoint asks for a credential may be inferred, and the moment may be an estimate; another credential of the
 * request may have been what counted.
 */
function countInferences({ endpoint, send: id }: NotedUse, token: Token, look: Look): number {
  const send = sendOf(look, id);
  const isDated = send !== undefined && send.serverDateMs !== null;
  return (
    (isKnownToRefuse(look, endpoint) ? 0 : 1) +
    (isDated ? 0 : 1) +
    (send !== undefined && isAccompanied(look, send, token) ? 2 : 0)
  );
}

function describeClaim(token: Token, claim: string, atSec: number): Evidence {
  const what = `${token.label}: ${claim} ${new Date(atSec * 1000).toISOString()}, exp ${new Date((token.expSec ?? 0) * 1000).toISOString()}`;
  return { atMs: findBirthMs(token), what };
}

function describeUse(use: NotedUse, softSec: number): Evidence {
  const afterSec = (use.serverMs ?? use.atMs) / 1000 - softSec;
  const answer = use.answer === 'accepted' ? 'accepted' : 'refused';
  return {
    send: use.send,
    atMs: use.atMs,
    what: `${use.endpoint} ${answer} it ${writeSpan(afterSec)} after the soft expiry`,
  };
}
