// rules.md 10 B, 3.7. The refresh works, the API refuses the fresh token: audience, scope, a clock, or a 403 taken for a 401.

import type { Client } from '../../engine/client';
import type { Refresh } from '../../engine/refresh';
import { createVerdict } from '../create-verdict';
import { hasGap, labelOf, lowerOnLoopback, refreshOf, sendOf } from '../facts';
import { explainUnreadRefreshes } from '../rotation-and-replay/describe-repeat';
import { defineRule, type Look } from '../rule';

export const refreshSuccessLoop = defineRule({
  id: 'refresh-success-loop',
  title: 'Refresh succeeds, API still rejects',
  category: 'refresh-flow',
  subject: 'client',
  isSticky: true,
  remediation: 'Retry once after a refresh, then fail; treat 403 as missing permission, not as expiry.',
  references: ['RFC 6750 §3.1'],
  evaluate(client, look) {
    const refreshes = listCycles(client, look);
    if (refreshes.length < look.policy.thresholds['refresh.loop.count']) return null;
    const first = refreshes[0];
    const last = refreshes.at(-1);
    if (first === undefined || last === undefined) return null;
    const refused = last.unauthorized.flatMap((id) => sendOf(look, id) ?? [])[0];
    return createVerdict({
      severity: 'medium',
      steps: [lowerOnLoopback(client.origin)],
      confidence: 'confirmed',
      message: `${refreshes.length} times in a row a refresh succeeded and the API refused the new token at once${refused === undefined ? '' : ` (${refused.endpoint} answered ${refused.status})`}.`,
      atMs: first.startMs,
      lastMs: last.endMs ?? last.startMs,
      count: refreshes.length,
      tokens: refreshes.flatMap(({ issued }) => issued),
      refreshes: refreshes.map(({ id }) => id),
      chain: last.chain,
      origin: client.origin,
      scope: last.endpoint,
      evidence: refreshes.map((refresh) => ({
        atMs: refresh.startMs,
        what: `${refresh.label} issued ${refresh.issued.map((id) => labelOf(look, id)).join(', ')}; refused within seconds`,
      })),
      alternatives: [
        'the API expects another audience or scope',
        "the API's clock is behind the issuer's",
        'the API answers missing permission with 401',
      ],
      instance: first.id,
    });
  },
  explainSilence: explainUnreadRefreshes,
});

/** Those since the last gap: it may hide a call that the API accepted. */
function listCycles(client: Client, look: Look): readonly Refresh[] {
  const refreshes = client.successLoop.flatMap((id) => refreshOf(look, id) ?? []);
  const last = refreshes.at(-1);
  return last === undefined ? [] : refreshes.filter(({ startMs }) => !hasGap(look, startMs, last.startMs));
}
