// rules.md 10 C, position P0 refused, 14.19 and 14.23. What one sees here when a token was spent elsewhere, and every day.
//
// A race of refreshes in the family is a cause that this browser saw: refresh-uncoordinated-parallel tells it, so the
// refusal that follows is not told again here. Where the family was not watched from its root on, a cause may have gone
// unseen: then the refusal is only noted.

import { writeRoughSpan } from '../../base/write-duration';
import type { Chain } from '../../engine/chain';
import { isOfRace } from '../../engine/race';
import type { Refresh } from '../../engine/refresh';
import { findBirthMs, type Token } from '../../engine/token';
import { createVerdict } from '../create-verdict';
import {
  chainOf,
  hasGap,
  lowerIfBound,
  lowerOnLoopback,
  originOfRefresh,
  refreshOf,
  SHARED_ALTERNATIVES,
  tokenOf,
} from '../facts';
import type { Evidence } from '../finding';
import { defineRule, type Look } from '../rule';

export const headRefreshTokenRejected = defineRule({
  id: 'head-refresh-token-rejected',
  title: 'The current refresh token was refused unexpectedly',
  category: 'rotation-and-replay',
  subject: 'refresh',
  remediation:
    'User: sign in again and review the active sessions. Owner: look for reuse events of this grant in the log of the authorization server (Auth0 “ferrt”, Okta “…token.detect_reuse”).',
  references: ['RFC 9700 §4.14.2', 'Auth0 refresh token reuse detection', 'Okta System Log events'],
  evaluate(refresh, look) {
    const token = tokenOf(look, refresh.presented);
    const chain = chainOf(look, refresh.chain);
    if (token === undefined || chain === undefined || !isHeadRefused(refresh)) return null;
    if (hasVisibleCause(chain, refresh) || isOfRace(token, refresh)) return null;
    const origin = originOfRefresh(look, refresh);
    const sinceMs = findBirthMs(token);
    const isUnwatched = chain.rootKind === 'unknown' || hasGap(look, chain.rootAtMs ?? sinceMs, refresh.startMs);
    const benign = findBenignCause(token, chain, refresh) ?? (isUnwatched ? UNWATCHED : null);
    const isNamed = refresh.answer === 'Rr' && !isUnwatched;
    return createVerdict({
      severity: isUnwatched ? 'info' : benign === null ? 'medium' : 'low',
      steps: [lowerIfBound(token), lowerOnLoopback(origin)],
      confidence: isNamed ? 'likely' : 'possible',
      message: `${describeRefusal(token, refresh, sinceMs)}${benign ?? (isNamed ? '. This is consistent with a use outside this browser' : '. It may have been used outside this browser')}.`,
      atMs: refresh.startMs,
      tokens: [token.id],
      refreshes: [refresh.id],
      chain: chain.id,
      origin,
      scope: token.identity.issuer ?? refresh.endpoint,
      evidence: listEvidence(token, refresh, sinceMs, look),
      alternatives: [
        SHARED_ALTERNATIVES.elsewhere,
        'a password change or a sign-out elsewhere',
        'an idle timeout',
        'an end by an administrator',
        'a server reset, a change of its keys or a new deployment',
      ],
    });
  },
});

/** A gap in the observation may hide a use in this very browser, or a logout. */
const UNWATCHED = '; its family was not observed all the time, so the cause may have gone unseen here';

const isHeadRefused = ({ position, answer, reading }: Refresh): boolean =>
  position === 'P0' && (answer === 'Rr' || answer === 'Rg') && reading !== 'misconfigured';

/** Logged out, or something of this family had been presented twice: then other rules tell why it ended. */
function hasVisibleCause(chain: Chain, refresh: Refresh): boolean {
  const causes = [chain.logout, chain.reuseRefused, chain.codeReused, chain.raceRefused];
  if (causes.some((cause) => cause !== null && cause.atMs <= (refresh.endMs ?? refresh.startMs))) return true;
  return chain.forks.some((fork) => fork.kind === 'open' && fork.atMs < refresh.startMs);
}

/** The rest of the sentence when there is an ordinary explanation; null when nothing seen explains the refusal. */
function findBenignCause(token: Token, chain: Chain, refresh: Refresh): string | null {
  if (refresh.reading === 'ordinary-end') {
    return '; its answer names an ordinary end: expired, idle, signed out or disabled';
  }
  const earlier = token.uses.filter((use) => use.refresh !== refresh.id && use.startMs < refresh.startMs);
  if (earlier.some((use) => use.isLost || (use.endMs === null && !use.isAccepted))) {
    return '; the answer to an earlier refresh with it was lost, so the server may already have replaced it';
  }
  if (earlier.some((use) => use.isAccepted && !use.isBodyRead)) {
    return '; an earlier refresh with it succeeded unread, so a newer token may have been issued';
  }
  if (chain.forks.some((fork) => fork.atMs < refresh.startMs))
    return '; the chain had split before, and servers may end one of its branches';
  return null;
}

function describeRefusal(token: Token, { startMs, answer }: Refresh, sinceMs: number): string {
  const age = `${writeRoughSpan((startMs - sinceMs) / 1000)} after it had been ${token.issuedAtMs === null ? 'first seen' : 'issued'}`;
  const named = answer === 'Rr' ? ' and said that it had already been used; no such use was seen here' : '';
  return `The server refused the newest refresh token that this browser held (${token.label}), ${age}${named}`;
}

function listEvidence(token: Token, refresh: Refresh, sinceMs: number, look: Look): readonly Evidence[] {
  const uses = token.uses.filter((use) => use.refresh !== refresh.id && use.startMs < refresh.startMs);
  const before = uses.flatMap((use) => refreshOf(look, use.refresh) ?? []);
  const issuing = refreshOf(look, token.issuedBy);
  const code = refresh.errorCode ?? `status ${refresh.status}`;
  return [
    {
      atMs: sinceMs,
      what: `${token.label} ${token.issuedAtMs === null ? 'first seen' : 'issued'}${issuing === undefined ? '' : ` by ${issuing.label}, the last successful refresh`}`,
    },
    ...before.map(({ startMs, label, outcome, status }) => ({
      atMs: startMs,
      what: `${label} with ${token.label}: ${status === 0 ? 'its answer was lost' : outcome}`,
    })),
    { atMs: refresh.startMs, what: `${refresh.label} with ${token.label}: refused (${code})` },
  ];
}
