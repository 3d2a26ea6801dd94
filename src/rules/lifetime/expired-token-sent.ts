// rules.md 10 A. One refused send that leads to a refresh is the normal reactive flow and no finding.

import { writeSpan } from '../../base/write-duration';
import type { ExpiredBurst, Token } from '../../engine/token';
import { createVerdict } from '../create-verdict';
import { chainOf, originOfToken } from '../facts';
import { defineRule, type Look } from '../rule';

const REFRESH_WITHIN_MS = 10_000;
const REPORTED_BURSTS = 2;
const LOW_BURSTS = 3;

export const expiredTokenSent = defineRule({
  id: 'expired-token-sent',
  title: 'Client keeps sending an expired token',
  category: 'lifetime',
  subject: 'token',
  isSticky: true,
  remediation: 'Refresh shortly before expiry, and hold requests while a refresh is pending.',
  references: ['RFC 6749 §1.5'],
  evaluate(token, look) {
    if (token.role === 'refresh' || token.role === 'id' || token.role === 'dpop-proof' || token.role === 'publishable-key') return null;
    const idle = token.expiredBursts.filter((burst) => !leadsToRefresh(look, token, burst));
    const first = idle[0];
    const last = idle.at(-1);
    if (first === undefined || last === undefined || idle.length < REPORTED_BURSTS) return null;
    const rejected = idle.filter((burst) => burst.isRejected).length;
    return createVerdict({
      severity: rejected >= LOW_BURSTS ? 'low' : 'info',
      confidence: 'confirmed',
      message: `The browser sent ${token.label} ${idle.length} times after it had expired, over ${writeSpan((last.endMs - first.startMs) / 1000)}, without a refresh.`,
      atMs: first.startMs,
      lastMs: last.endMs,
      count: idle.length,
      tokens: [token.id],
      chain: token.chain,
      origin: originOfToken(look, token),
      scope: token.identity.issuer,
      evidence: idle.map((burst) => ({ atMs: burst.startMs, what: `${token.label} sent past its expiry: ${burst.isRejected ? 'refused' : 'not refused'}` })),
    });
  },
});

function leadsToRefresh(look: Look, token: Token, burst: ExpiredBurst): boolean {
  const clientId = chainOf(look, token.chain)?.client ?? null;
  const refreshes = clientId === null ? [] : (look.state.client.get(clientId)?.refreshes ?? []);
  return refreshes.some((id) => {
    const startMs = look.state.refresh.get(id)?.startMs;
    return startMs !== undefined && startMs >= burst.startMs && startMs <= burst.endMs + REFRESH_WITHIN_MS;
  });
}
