// rules.md 10 B. OIDC Core 12.2: a refreshed ID token speaks of the same person and sign-in as the first.

import type { FirstIdToken } from '../../engine/chain';
import type { Refresh } from '../../engine/refresh';
import type { Token } from '../../engine/token';
import { createVerdict, gradeConfidence, inferencesOf } from '../create-verdict';
import { chainOf, differs, labelOf, lowerOnLoopback, originOfRefresh, tokenOf } from '../facts';
import { explainUnreadRefreshes } from '../rotation-and-replay/describe-repeat';
import { defineRule } from '../rule';

/** Within so short a time an equal `iat` is the truth. */
const SAME_INSTANT_MS = 2000;

export const idTokenRefreshInconsistent = defineRule({
  id: 'id-token-refresh-inconsistent',
  title: 'Refreshed ID token breaks OIDC rules',
  category: 'refresh-flow',
  subject: 'refresh',
  remediation: 'Follow OIDC Core §12.2; do not copy the time of issue to auth_time.',
  references: ['OIDC Core §12.2'],
  evaluate(refresh, look) {
    const first = chainOf(look, refresh.chain)?.firstIdToken ?? null;
    if (first === null || refresh.outcome !== 'success' || refresh.type === 'silent_authz') return null;
    const token = refresh.issued.flatMap((id) => tokenOf(look, id) ?? []).find(({ role }) => role === 'id');
    const broken = token === undefined ? [] : listBroken(first, token, refresh);
    if (token === undefined || broken.length === 0) return null;
    const origin = originOfRefresh(look, refresh);
    const isOther = broken.some(({ claim }) => claim === 'iss' || claim === 'sub');
    return createVerdict({
      severity: isOther ? 'medium' : 'low',
      steps: [lowerOnLoopback(origin)],
      confidence: gradeConfidence(inferencesOf(token.roleStrength)),
      message: `${refresh.label} returned ID token ${token.label}, which does not agree with the family's first, ${labelOf(look, first.token)}: ${broken.map(({ what }) => what).join('; ')}.`,
      atMs: refresh.startMs,
      tokens: [...new Set([first.token, token.id])],
      refreshes: [refresh.id],
      chain: refresh.chain,
      origin,
      scope: first.identity.issuer ?? refresh.endpoint,
      evidence: broken.map(({ claim, what, values }) => ({
        atMs: refresh.startMs,
        what: `${claim}: ${values ?? what}`,
      })),
      alternatives: ['the user may have signed in anew in a step that was not seen'],
    });
  },
  explainSilence: explainUnreadRefreshes,
});

type Broken = { readonly claim: string; readonly what: string; readonly values?: string };

function listBroken(first: FirstIdToken, token: Token, refresh: Refresh): readonly Broken[] {
  const [old, next] = [first.identity, token.identity];
  const missing = old.audience.filter((audience) => !next.audience.includes(audience));
  const isLater = (refresh.endMs ?? refresh.startMs) - first.atMs > SAME_INSTANT_MS;
  const isStale = isLater && first.iatSec !== null && token.iatSec !== null && token.iatSec <= first.iatSec;
  const isMoved = first.authTimeSec !== null && token.authTimeSec !== null && token.authTimeSec !== first.authTimeSec;
  return [
    ...(differs(old.issuer, next.issuer)
      ? [{ claim: 'iss', what: 'another issuer', values: `${old.issuer} → ${next.issuer}` }]
      : []),
    ...(differs(old.subject, next.subject) ? [{ claim: 'sub', what: 'another subject' }] : []),
    ...(missing.length > 0
      ? [
          {
            claim: 'aud',
            what: 'its audience leaves out the first one',
            values: `${old.audience.join(', ')} → ${next.audience.join(', ')}`,
          },
        ]
      : []),
    ...(isStale
      ? [{ claim: 'iat', what: 'its iat is not newer', values: writeChange(first.iatSec, token.iatSec) }]
      : []),
    ...(isMoved
      ? [{ claim: 'auth_time', what: 'its auth_time moved', values: writeChange(first.authTimeSec, token.authTimeSec) }]
      : []),
    ...(differs(old.clientId, next.clientId)
      ? [{ claim: 'azp', what: 'another authorized party', values: `${old.clientId} → ${next.clientId}` }]
      : []),
  ];
}

const writeChange = (oldSec: number | null, nextSec: number | null): string =>
  [oldSec, nextSec].map((sec) => (sec === null ? 'none' : new Date(sec * 1000).toISOString())).join(' → ');
