// rules.md 10 B. What travels on every request can also prolong the session. Where ordinary answers slide a session cookie
// that scripts cannot read, that is the common pattern of cookie sessions and mere information.

import { writeSpan } from '../../base/write-duration';
import { splitEndpoint } from '../../engine/endpoint';
import type { EndpointKey } from '../../engine/ids';
import { isSelfRenewal, type Refresh } from '../../engine/refresh';
import { readLifetime } from '../../engine/select';
import type { Token } from '../../engine/token';
import { createVerdict } from '../create-verdict';
import { explainUnreadBodies, lowerIfBound, lowerOnLoopback, originOfToken, refreshOf } from '../facts';
import type { Severity } from '../finding';
import { defineRule, type Look } from '../rule';

export const singleTokenDualRole = defineRule({
  id: 'single-token-dual-role',
  title: 'One token is both access and renewal credential',
  category: 'refresh-flow',
  subject: 'token',
  remediation:
    'Separate the credentials; keep the one that renews in an HttpOnly cookie that is limited to the renewal endpoint.',
  references: ['RFC 6749 §1.5', 'ASVS 10.1.1'],
  evaluate(token, look) {
    if (token.format === 'opaque' || token.role === 'refresh') return null;
    const renewals = token.uses.flatMap(({ refresh }) => refreshOf(look, refresh) ?? []).filter(isOwnRenewal);
    const first = renewals[0];
    const last = renewals.at(-1);
    if (first === undefined || last === undefined) return null;
    const renewalPlaces = new Set(renewals.map(({ endpoint }) => placeOf(endpoint)));
    const others = token.endpoints.filter((endpoint) => !renewalPlaces.has(placeOf(endpoint)));
    if (others.length === 0) return null;
    const origin = originOfToken(look, token);
    return createVerdict({
      severity: grade(token, renewals, look),
      steps: [lowerIfBound(token), lowerOnLoopback(origin)],
      confidence: 'confirmed',
      message: `${token.label} was presented to ${others.join(', ')} and was itself exchanged for its successor at ${last.endpoint}${describeLife(token, look)}.`,
      atMs: first.startMs,
      lastMs: last.startMs,
      count: renewals.length,
      tokens: [token.id],
      refreshes: renewals.map(({ id }) => id),
      chain: token.chain,
      origin,
      scope: placeOf(last.endpoint),
      evidence: renewals.map((refresh) => ({
        atMs: refresh.startMs,
        what: `${refresh.label} (${refresh.type}) at ${refresh.endpoint} with ${token.label}`,
      })),
    });
  },
  explainSilence: explainUnreadBodies,
});

const isOwnRenewal = (refresh: Refresh): boolean => refresh.outcome === 'success' && isSelfRenewal(refresh);

/** The same path by another method is no other place. */
const placeOf = (endpoint: EndpointKey): string => splitEndpoint(endpoint).address;

function grade(token: Token, renewals: readonly Refresh[], look: Look): Severity {
  if (renewals.every(({ type }) => type === 'sliding_reissue') && !isReadable(token)) return 'info';
  return (readLifetime(look.state, token).lifetimeSec ?? 0) >= look.policy.thresholds['at.extreme'] ? 'medium' : 'low';
}

/** It rode where a script put it, or could read it. */
const isReadable = ({ carriers, cookie }: Token): boolean =>
  cookie?.httpOnly === false || carriers.some((carrier) => !carrier.endsWith('cookie'));

function describeLife(token: Token, look: Look): string {
  const { lifetimeSec } = readLifetime(look.state, token);
  const fromSec = token.iatSec ?? (token.issuedServerMs ?? token.firstSeenMs) / 1000;
  const soft = token.soft === null ? '' : ` (${token.soft.claim} after ${writeSpan(token.soft.atSec - fromSec)})`;
  return lifetimeSec === null ? '' : `; it is valid for ${writeSpan(lifetimeSec)}${soft}`;
}
