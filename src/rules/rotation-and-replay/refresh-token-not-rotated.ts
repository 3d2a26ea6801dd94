// rules.md 10 C. Rotate or bind, for public clients (RFC 9700 4.14.2).

import { countKeptUses, listHeads } from '../../engine/select';
import type { Token } from '../../engine/token';
import { createVerdict } from '../create-verdict';
import { lowerOnLoopback, originOfToken, refreshOf, sendOf } from '../facts';
import { defineRule, type Look } from '../rule';

const REPORTED_USES = 2;
const CONFIRMED_USES = 3;
const REFRESH_TOKEN_TYPES = new Set(['rt_grant', 'rt_custom', 'rt_cookie', 'rt_bearer']);

export const refreshTokenNotRotated = defineRule({
  id: 'refresh-token-not-rotated',
  title: 'Refresh token is reused on every refresh',
  category: 'rotation-and-replay',
  subject: 'chain',
  remediation: 'Rotate on each use and end the family on reuse, or bind the refresh token with DPoP.',
  references: ['RFC 9700 §2.2.2', 'RFC 9700 §4.14.2', 'draft-ietf-oauth-browser-based-apps §6.3.2.3', 'ASVS 10.4.5'],
  evaluate(chain, look) {
    if (chain.rotations > 0) return null;
    const kept = listHeads(look.state, chain).find((head) => head.role === 'refresh' && countForOneTarget(head) >= REPORTED_USES);
    if (kept === undefined) return null;
    const refreshes = kept.uses.filter((use) => use.isAccepted).flatMap((use) => refreshOf(look, use.refresh) ?? []);
    const first = refreshes[0];
    const last = refreshes.at(-1);
    if (first === undefined || last === undefined || isProtected(look, kept, refreshes.map(({ send }) => send))) return null;
    if (refreshes.some(({ type }) => !REFRESH_TOKEN_TYPES.has(type))) return null;
    const isCookie = kept.carriers.includes('cookie') && !kept.carriers.some((carrier) => carrier === 'json' || carrier === 'form');
    const uses = countKeptUses(kept);
    const isConfirmed = uses >= CONFIRMED_USES && kept.roleStrength === 'confirmed';
    const origin = originOfToken(look, kept);
    return createVerdict({
      severity: isCookie ? 'low' : 'medium',
      steps: [lowerOnLoopback(origin)],
      confidence: isConfirmed ? 'confirmed' : 'likely',
      message: `The browser refreshed ${uses} times with ${kept.label} and the server issued no new refresh token; nothing seen binds it to a key.`,
      atMs: first.startMs,
      lastMs: last.startMs,
      tokens: [kept.id],
      refreshes: refreshes.map(({ id }) => id),
      chain: chain.id,
      origin,
      scope: first.endpoint,
      evidence: refreshes.map((refresh) => ({ atMs: refresh.startMs, what: `${refresh.label} with ${kept.label}: accepted, no new refresh token` })),
      alternatives: ['some servers rotate only near the end of the token’s life'],
    });
  },
  explainSilence: (look) => {
    const log = look.state.log.get('log');
    const isUnread = look.state.refresh.size > 0 && (log?.bodiesRead ?? 0) === 0;
    return isUnread ? 'refreshes were seen, but no answer body was: open DevTools on the tab' : null;
  },
});

/** One token used for two audiences is not kept twice (T16). */
function countForOneTarget(token: Token): number {
  const targets = new Map<string, number>();
  for (const use of token.uses) {
    if (use.isAccepted && use.isBodyRead && use.successor === null) targets.set(use.target, (targets.get(use.target) ?? 0) + 1);
  }
  return Math.max(0, ...targets.values());
}

/** Bound to a key, or presented by a client that authenticates itself. */
function isProtected(look: Look, token: Token, sends: readonly string[]): boolean {
  if (token.boundTo !== null) return true;
  return sends.some((id) => {
    const send = sendOf(look, id);
    return send?.proof != null || send?.isClientAuthenticated === true;
  });
}
