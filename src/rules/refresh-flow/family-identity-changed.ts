// rules.md 10 B. A refresh that returns another user's or client's token mixes sessions up.

import { isBridge } from '../../engine/chain';
import type { Refresh } from '../../engine/refresh';
import { audienceKeyOf, type Token, type TokenIdentity } from '../../engine/token';
import { createVerdict, gradeConfidence, inferencesOf } from '../create-verdict';
import {
  chainOf,
  differs,
  explainUnreadableClaims,
  labelOf,
  lowerIfBound,
  lowerOnLoopback,
  originOfRefresh,
  tokenOf,
} from '../facts';
import { defineRule, type Look } from '../rule';

const CLAIMS = [
  ['issuer', 'iss'],
  ['subject', 'sub'],
  ['clientId', 'client_id'],
  ['tenant', 'tenant'],
] as const satisfies readonly (readonly [keyof TokenIdentity, string])[];
type Claim = (typeof CLAIMS)[number][1];

export const familyIdentityChanged = defineRule({
  id: 'family-identity-changed',
  title: 'Identity changed inside one chain',
  category: 'refresh-flow',
  subject: 'refresh',
  remediation:
    'Check at each refresh to whom and to which client the refresh token belongs; look for caches with too narrow a key.',
  references: ['RFC 6749 §6', 'RFC 6749 §10.4', 'OIDC Core §12.2'],
  evaluate(refresh, look) {
    if (refresh.outcome !== 'success' || refresh.presented === null || refresh.type === 'silent_authz') return null;
    const found = isBridged(refresh, look) ? null : findChange(refresh, look);
    if (found === null) return null;
    const { token, before, changed } = found;
    const origin = originOfRefresh(look, refresh);
    const isTenantOnly = changed.every((claim) => claim === 'tenant');
    return createVerdict({
      severity: isTenantOnly ? 'medium' : 'high',
      steps: [lowerIfBound(token), lowerOnLoopback(origin)],
      confidence: gradeConfidence(inferencesOf(token.roleStrength)),
      message: `${refresh.label} returned ${token.label} with another ${changed.join(' and ')} than ${before.label} had${isTenantOnly ? '; some providers change the organisation by a refresh' : ''}.`,
      atMs: refresh.startMs,
      tokens: before.token === null ? [token.id] : [before.token, token.id],
      refreshes: [refresh.id],
      chain: refresh.chain,
      origin,
      scope: before.identity.issuer ?? refresh.endpoint,
      evidence: [
        {
          atMs: refresh.startMs,
          what: `${refresh.label} with ${labelOf(look, refresh.presented)}: ${changed.map((claim) => describe(claim, before.identity, token.identity)).join('; ')}`,
        },
      ],
      alternatives: isTenantOnly
        ? ['the user switched the organisation']
        : ['the user switched accounts in a way that was not seen'],
    });
  },
  explainSilence: explainUnreadableClaims,
});

/** Across a bridge the family itself is only guessed (E3, E4). Looked for from the newest: most refreshes go on from there. */
function isBridged(refresh: Refresh, look: Look): boolean {
  const edge = chainOf(look, refresh.chain)?.edges.findLast(({ to }) => to === refresh.presented);
  return edge !== undefined && isBridge(edge);
}

type Earlier = { readonly token: Token['id'] | null; readonly label: string; readonly identity: TokenIdentity };
type Change = { readonly token: Token; readonly before: Earlier; readonly changed: readonly Claim[] };

function findChange(refresh: Refresh, look: Look): Change | null {
  for (const token of refresh.issued.flatMap((id) => tokenOf(look, id) ?? [])) {
    const before = findBefore(token, refresh, look);
    // Who acts for somebody else names two people by right.
    if (before === null || before.identity.hasActor || token.identity.hasActor) continue;
    const changed = CLAIMS.filter(([key]) => differs(before.identity[key], token.identity[key])).map(
      ([, claim]) => claim,
    );
    if (changed.length > 0) return { token, before, changed };
  }
  return null;
}

/** The family's newest earlier token of the same kind and audience; subjects may differ from API to API by design. */
function findBefore(token: Token, refresh: Refresh, look: Look): Earlier | null {
  const chain = chainOf(look, refresh.chain);
  if (chain === undefined || token.issuedBy !== refresh.send) return null;
  if (token.role === 'refresh') return toEarlier(tokenOf(look, refresh.presented));
  if (token.role === 'id') {
    const first = chain.firstIdToken;
    const isSame = first !== null && audienceKeyOf(first.identity) === audienceKeyOf(token.identity);
    return first === null || !isSame || first.token === token.id
      ? null
      : { token: first.token, label: labelOf(look, first.token), identity: first.identity };
  }
  const audience = audienceKeyOf(token.identity);
  const isOfKind = (other: Token | undefined): boolean =>
    other !== undefined && !refresh.issued.includes(other.id) && audienceKeyOf(other.identity) === audience;
  const own = chain.accessTokens.lastIndexOf(token.id);
  const before = chain.accessTokens.findLast((id, index) => index < own && isOfKind(tokenOf(look, id)));
  return toEarlier(tokenOf(look, before ?? null));
}

const toEarlier = (token: Token | undefined): Earlier | null =>
  token === undefined ? null : { token: token.id, label: token.label, identity: token.identity };

/** Issuers and clients are no secrets; people are only told apart. */
function describe(claim: Claim, old: TokenIdentity, next: TokenIdentity): string {
  if (claim === 'iss') return `iss ${old.issuer} → ${next.issuer}`;
  if (claim === 'client_id') return `client_id ${old.clientId} → ${next.clientId}`;
  return `${claim}: one → another`;
}
