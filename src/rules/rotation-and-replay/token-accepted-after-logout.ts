// rules.md 10 C, 3.5, 4.1 P5. A logout that the server does not keep.

import { writeRoughSpan } from '../../base/write-duration';
import type { AfterLogout, Chain, LogoutEvent } from '../../engine/chain';
import type { Strength } from '../../token/role';
import { isEnforcingEndpoint, isKnownToRefuse } from '../answers';
import { createVerdict, gradeConfidence, inferencesOf } from '../create-verdict';
import { hasGap, labelOf, lowerIfBound, lowerOnLoopback, originOfClient, sendOf, tokenOf } from '../facts';
import type { Severity } from '../finding';
import { isWorse } from '../findings';
import { defineRule, type Look } from '../rule';
import { describeLogout, explainNoLogout, listForbiddenUses, listLogoutEvidence } from './describe-after-logout';

/** Revocation may take a moment to spread (T25, RFC 7009 2.1). */
const SPREADING_SEC = 60;

export const tokenAcceptedAfterLogout = defineRule({
  id: 'token-accepted-after-logout',
  title: 'Token still works after logout',
  category: 'rotation-and-replay',
  subject: 'chain',
  remediation:
    'On logout revoke the refresh token (RFC 7009), end the session at the server, and keep a list of ended access tokens or a per-user not-before.',
  references: ['ASVS 7.4.1', 'WSTG-SESS-06', 'RFC 7009 §2.1', 'SP 800-63B-4 §5.1'],
  evaluate(chain, look) {
    const { logout } = chain;
    const uses = listForbiddenUses(look, chain).filter((use) => use.isAccepted);
    const strongest = findStrongest(look, chain, uses);
    if (logout === null || strongest === null) return null;
    const { use, severity, confidence } = strongest;
    const token = tokenOf(look, use.token);
    const origin = originOfClient(look, chain.client);
    const times = uses.length === 1 ? '' : ` ${uses.length} times`;
    return createVerdict({
      severity,
      steps: [lowerIfBound(token), lowerOnLoopback(origin)],
      confidence,
      message: `The server accepted ${[...new Set(uses.map(({ token: id }) => labelOf(look, id)))].join(' and ')}${times} after ${describeLogout(logout)}, ${writeRoughSpan((use.atMs - logout.atMs) / 1000)} later${use.isRenewal ? ', and issued new tokens for it' : describeRest(use)}.`,
      atMs: uses[0]?.atMs ?? use.atMs,
      lastMs: uses.at(-1)?.atMs ?? use.atMs,
      count: uses.length,
      tokens: [...new Set(uses.map(({ token: id }) => id))],
      refreshes: uses.filter(({ isRenewal }) => isRenewal).map(({ send }) => send),
      chain: chain.id,
      origin,
      scope: chain.issuer,
      evidence: listLogoutEvidence(look, logout, uses),
      alternatives: [
        ...(isKnownToEnforce(look, use) ? [] : ['the endpoint may be public: it was never seen to refuse anybody']),
        ...(use.isShared ? ['another credential of the same request may have been the one that counted'] : []),
        ...(isNamedUnwatched(look, logout)
          ? [
              'the token that was named may have been replaced while nothing was seen: then only a leftover was given up',
            ]
          : []),
        ...(logout.by === 'L2' ? ['the logout may have been meant for another app of the same sign-in'] : []),
      ],
    });
  },
  explainSilence: explainNoLogout,
});

type Judged = { readonly use: AfterLogout; readonly severity: Severity; readonly confidence: Strength };

function findStrongest(look: Look, chain: Chain, uses: readonly AfterLogout[]): Judged | null {
  const { logout } = chain;
  if (logout === null) return null;
  const isCertain = !isNamedUnwatched(look, logout);
  const judged = uses.map((use) => ({
    use,
    severity: isCertain ? gradeUse(look, use) : ('info' as const),
    confidence: gradeConfidence(countInferences(look, logout, use)),
  }));
  return judged.reduce<Judged | null>((best, one) => (best === null || isWorse(one, best) ? one : best), null);
}

function gradeUse(look: Look, use: AfterLogout): Severity {
  if (use.isRenewal) return 'high';
  return use.leftSec !== null && use.leftSec > look.policy.thresholds['at.max'] ? 'high' : 'medium';
}

/** Unseen, the named token may have been replaced before: then the client tidied up, and did not log out. */
function isNamedUnwatched(look: Look, { by, named, atMs, send }: LogoutEvent): boolean {
  if (by !== 'L1') return false;
  const sentMs = sendOf(look, send)?.startMs ?? atMs;
  return named.every((id) => {
    const token = tokenOf(look, id);
    if (token === undefined) return false;
    const kept = token.uses.filter((use) => use.isAccepted && use.isBodyRead && use.successor === null);
    // Of one that the logout itself was the first to show nothing is known before.
    const sightMs = token.firstSeenMs < sentMs ? token.firstSeenMs : Number.NEGATIVE_INFINITY;
    const knownMs = Math.max(token.issuedAtMs ?? sightMs, ...kept.map(({ startMs }) => startMs));
    return hasGap(look, knownMs, atMs);
  });
}

/** L4 and L5 only suggest a logout; a public endpoint accepts anything; what spreads or was not watched counts as well. */
function countInferences(look: Look, logout: LogoutEvent, use: AfterLogout): number {
  const token = tokenOf(look, use.token);
  return (
    (token === undefined ? 1 : inferencesOf(token.roleStrength)) +
    (logout.by === 'L4' || logout.by === 'L5' ? 2 : 0) +
    (isKnownToEnforce(look, use) ? (use.isRenewal || isKnownToRefuse(look, use.endpoint) ? 0 : 1) : 2) +
    (use.isShared ? 2 : 0) +
    ((use.atMs - logout.atMs) / 1000 <= SPREADING_SEC ? 1 : 0) +
    (hasGap(look, logout.atMs, use.atMs) ? 2 : 0)
  );
}

const isKnownToEnforce = (look: Look, use: AfterLogout): boolean =>
  use.isRenewal || isEnforcingEndpoint(look, use.endpoint);

const describeRest = ({ leftSec }: AfterLogout): string =>
  leftSec === null || leftSec <= 0 ? '' : `, with ${writeRoughSpan(leftSec)} of its life left`;
