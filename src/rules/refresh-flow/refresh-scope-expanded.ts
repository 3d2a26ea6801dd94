// rules.md 10 B. A refresh must not exceed what was granted (RFC 6749 6).
//
// Scopes that the same app was granted at any of its sign-ins count as granted: consent may have come step by step.

import type { Chain } from '../../engine/chain';
import type { Refresh } from '../../engine/refresh';
import { audienceKeyOf, type Token } from '../../engine/token';
import { createVerdict, gradeConfidence, inferencesOf } from '../create-verdict';
import { chainOf, hasGap, labelOf, lowerIfBound, lowerOnLoopback, originOfRefresh, tokenOf } from '../facts';
import { providerOf } from '../providers';
import { explainUnreadRefreshes } from '../rotation-and-replay/describe-repeat';
import { defineRule, type Look } from '../rule';

export const refreshScopeExpanded = defineRule({
  id: 'refresh-scope-expanded',
  title: 'Refresh returned more scope',
  category: 'refresh-flow',
  subject: 'refresh',
  remediation: 'Bind the refresh token to the granted scope, and let a refresh return a subset of it.',
  references: ['RFC 6749 §6', 'RFC 9700 §4.14.2'],
  evaluate(refresh, look) {
    const chain = chainOf(look, refresh.chain);
    if (chain === undefined || refresh.type !== 'rt_grant' || refresh.outcome !== 'success') return null;
    // The user may have consented to more where nobody watched.
    if (hasGap(look, chain.rootAtMs ?? refresh.startMs, refresh.startMs)) return null;
    const expanded = findExpanded(refresh, chain, look);
    if (expanded === null) return null;
    const { token, added, granted } = expanded;
    const origin = originOfRefresh(look, refresh);
    const provider = providerOf(refresh);
    const isDocumented = provider?.grantsConsented === true;
    const isRootUnseen = chain.rootKind === 'unknown';
    return createVerdict({
      severity: 'medium',
      steps: [isDocumented ? -1 : 0, lowerIfBound(token), lowerOnLoopback(origin)],
      confidence: gradeConfidence(inferencesOf(token.roleStrength) + (isRootUnseen ? 2 : 0)),
      message: `${refresh.label} returned ${token.label} with more scope than ${isRootUnseen ? 'the family showed at first' : 'the family was granted at its root'}: ${added.join(', ')}${isDocumented ? ' (documented provider behaviour)' : ''}.`,
      atMs: refresh.startMs,
      tokens: [token.id],
      refreshes: [refresh.id],
      chain: chain.id,
      origin,
      scope: token.identity.issuer ?? refresh.endpoint,
      evidence: [
        { atMs: chain.rootAtMs ?? refresh.startMs, what: `granted: ${granted.join(' ')}` },
        {
          atMs: refresh.startMs,
          what: `${refresh.label} with ${labelOf(look, refresh.presented)} issued ${token.scope}`,
        },
      ],
      alternatives: [
        'the user may have consented to more in a step that was not seen',
        ...(isRootUnseen ? ['the sign-in was not seen, and may have granted it'] : []),
      ],
    });
  },
  explainSilence: explainUnreadRefreshes,
});

type Expanded = { readonly token: Token; readonly added: readonly string[]; readonly granted: readonly string[] };

function findExpanded(refresh: Refresh, chain: Chain, look: Look): Expanded | null {
  for (const token of refresh.issued.flatMap((id) => tokenOf(look, id) ?? [])) {
    if (token.role !== 'access' || token.scope === null || isForOtherTarget(token, refresh)) continue;
    const audience = audienceKeyOf(token.identity);
    if (chain.granted[audience] === undefined) continue;
    const granted = listGranted(chain, audience, refresh, look);
    const added = toWords(token.scope).filter((word) => !granted.includes(word));
    if (added.length > 0) return { token, added, granted };
  }
  return null;
}

/** One refresh token may serve several APIs (T16). An opaque token does not say for which: the request does, or its scope's URL. */
const isForOtherTarget = (token: Token, { target }: Refresh): boolean =>
  token.identity.audience.length === 0 && /(^| )((resource|audience)=|scope=[a-z]+:\/\/)/.test(target);

function listGranted(chain: Chain, audience: string, refresh: Refresh, look: Look): readonly string[] {
  const ids = chain.client === null ? [] : (look.state.client.get(chain.client)?.chains ?? []);
  const others = ids
    .flatMap((id) => chainOf(look, id) ?? [])
    .filter(
      (other) =>
        other.issuer === chain.issuer &&
        other.clientId === chain.clientId &&
        (other.rootAtMs ?? Number.POSITIVE_INFINITY) <= refresh.startMs,
    );
  const scopes = [chain, ...others].flatMap((one) => one.granted[audience] ?? []);
  return [...new Set(scopes.flatMap(toWords))];
}

const toWords = (scope: string): readonly string[] => scope.split(/\s+/).filter((word) => word !== '');
