// rules.md 10 C. Rotate or bind, for public clients (RFC 9700 4.14.2).

import type { Refresh } from '../../engine/refresh';
import { listHeads } from '../../engine/select';
import type { Token } from '../../engine/token';
import { createVerdict, gradeConfidence, inferencesOf } from '../create-verdict';
import { hasGap, lowerOnLoopback, originOfToken, refreshOf, sendOf } from '../facts';
import { defineRule, type Look } from '../rule';
import { explainUnreadRefreshes } from './describe-repeat';

const REPORTED_USES = 2;
const CONFIRMED_USES = 3;
const REFRESH_TOKEN_TYPES: ReadonlySet<Refresh['type']> = new Set(['rt_grant', 'rt_custom', 'rt_cookie', 'rt_bearer']);

export const refreshTokenNotRotated = defineRule({
  id: 'refresh-token-not-rotated',
  title: 'Refresh token is reused on every refresh',
  category: 'rotation-and-replay',
  subject: 'chain',
  remediation: 'Rotate on each use and end the family on reuse, or bind the refresh token with DPoP.',
  references: ['RFC 9700 §2.2.2', 'RFC 9700 §4.14.2', 'draft-ietf-oauth-browser-based-apps §6.3.2.3', 'ASVS 10.4.5'],
  evaluate(chain, look) {
    if (chain.rotations > 0) return null;
    const kept = listHeads(look.state, chain).find(
      (head) => head.role === 'refresh' && countForOneTarget(listWatched(head, look)) >= REPORTED_USES,
    );
    if (kept === undefined) return null;
    const refreshes = listWatched(kept, look);
    const first = refreshes[0];
    const last = refreshes.at(-1);
    if (first === undefined || last === undefined || isProtected(look, kept, listKeeping(kept, look))) return null;
    if (refreshes.some(({ type }) => !REFRESH_TOKEN_TYPES.has(type))) return null;
    const uses = refreshes.length;
    const origin = originOfToken(look, kept);
    return createVerdict({
      severity: isShielded(kept) ? 'low' : 'medium',
      steps: [lowerOnLoopback(origin)],
      confidence: gradeConfidence((uses < CONFIRMED_USES ? 1 : 0) + inferencesOf(kept.roleStrength)),
      message: `The browser refreshed ${uses} times with ${kept.label} and the server issued no new refresh token; nothing seen binds it to a key.`,
      atMs: first.startMs,
      lastMs: last.startMs,
      tokens: [kept.id],
      refreshes: refreshes.map(({ id }) => id),
      chain: chain.id,
      origin,
      scope: first.endpoint,
      evidence: refreshes.map((refresh) => ({
        atMs: refresh.startMs,
        what: `${refresh.label} with ${kept.label}: accepted, no new refresh token`,
      })),
      alternatives: ['some servers rotate only near the end of the token’s life'],
    });
  },
  explainSilence: explainUnreadRefreshes,
});

/** Refreshes that succeeded and, their bodies read, brought no new refresh token. */
const listKeeping = (token: Token, look: Look): readonly Refresh[] =>
  token.uses
    .filter((use) => use.isAccepted && use.isBodyRead && use.successor === null)
    .flatMap((use) => refreshOf(look, use.refresh) ?? [])
    .filter(({ outcome }) => outcome === 'success');

/**
 * The most of them that no gap parts. In a gap it may have been rotated, and soon after one be presented as a late duplicate,
 * which says less of the server; later, its acceptance would be reuse and say no less.
 */
function listWatched(token: Token, look: Look): readonly Refresh[] {
  const graceMs = look.policy.thresholds['rt.grace.extended'] * 1000;
  const bornMs = token.issuedAtMs ?? Number.NEGATIVE_INFINITY;
  const runs: Refresh[][] = [[]];
  let beforeMs = bornMs;
  for (const refresh of listKeeping(token, look)) {
    const { startMs } = refresh;
    if (hasGap(look, beforeMs, startMs)) runs.push([]);
    if (!hasGap(look, Math.max(bornMs, startMs - graceMs), startMs)) runs.at(-1)?.push(refresh);
    beforeMs = startMs;
  }
  return runs.reduce((most, run) => (run.length > most.length ? run : most));
}

/** One token used for two audiences is not kept twice (T16). */
function countForOneTarget(refreshes: readonly Refresh[]): number {
  const targets = new Map<string, number>();
  for (const { target } of refreshes) targets.set(target, (targets.get(target) ?? 0) + 1);
  return Math.max(0, ...targets.values());
}

/** Rides in a cookie that scripts cannot read and other sites cannot have sent. */
function isShielded({ carriers, cookie }: Token): boolean {
  const isInBody = carriers.some((carrier) => carrier === 'json' || carrier === 'form' || carrier === 'response-json');
  const isExposed = cookie !== null && (!cookie.httpOnly || cookie.sameSite === 'none');
  return carriers.includes('cookie') && !isInBody && !isExposed;
}

/** Bound to a key, or presented by a client that authenticates itself. */
function isProtected(look: Look, token: Token, refreshes: readonly Refresh[]): boolean {
  if (token.boundTo !== null || token.issuedToKey !== null) return true;
  const sends = refreshes.flatMap(({ send }) => sendOf(look, send) ?? []);
  return sends.some(({ proof, isClientAuthenticated }) => proof !== null || isClientAuthenticated);
}
