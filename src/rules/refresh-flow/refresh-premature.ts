// rules.md 10 B. Counted are refreshes that replaced the access token by one of the same audience and scope: another audience,
// a step-up or a reloaded page are reasons of their own (T16). "Early" is by an estimate of the server's clock.

import { writeSpan } from '../../base/write-duration';
import type { Client } from '../../engine/client';
import type { Refresh } from '../../engine/refresh';
import { readLifetime } from '../../engine/select';
import { createVerdict } from '../create-verdict';
import { hasGap, lowerOnLoopback, refreshOf, tokenOf } from '../facts';
import { defineRule, type Look } from '../rule';
import { explainUnknownTriggers } from './refresh-reactive-only';

const MIN_RUN = 3;
const LOW_PER_HOUR = 5;
const HOUR_MS = 3_600_000;

export const refreshPremature = defineRule({
  id: 'refresh-premature',
  title: 'Tokens are renewed far too early',
  category: 'refresh-flow',
  subject: 'client',
  isSticky: true,
  remediation: 'Schedule from expires_in and a monotonic timer.',
  references: ['RFC 6749 §5.1'],
  evaluate(client, look) {
    const run = takeRun(client, look);
    const first = run[0];
    const last = run.at(-1);
    if (first === undefined || last === undefined || run.length < MIN_RUN) return null;
    return createVerdict({
      severity: isDense(run) ? 'low' : 'info',
      steps: [lowerOnLoopback(client.origin)],
      confidence: 'likely',
      message: `${run.length} refreshes in a row, over ${writeSpan((last.startMs - first.startMs) / 1000)}, renewed an access token of which more than half was left.`,
      atMs: first.startMs,
      lastMs: last.startMs,
      count: run.length,
      tokens: run.flatMap(({ renewed }) => renewed ?? []),
      refreshes: run.map(({ id }) => id),
      chain: last.chain,
      origin: client.origin,
      scope: last.endpoint,
      evidence: run.map((refresh) => ({ atMs: refresh.startMs, what: describe(refresh, look) })),
      alternatives: [
        'a wrong local clock, or milliseconds taken for seconds',
        'the app refreshes on purpose, on a timer of its own',
      ],
      instance: first.id,
    });
  },
  explainSilence: explainUnknownTriggers,
});

/** The newest unbroken run; a gap breaks it, for it may hide a refresh in time. What ordinary answers slide, and what failed or was asked for another audience, is passed over. */
function takeRun(client: Client, look: Look): readonly Refresh[] {
  const run: Refresh[] = [];
  for (const id of [...client.refreshes].reverse()) {
    const refresh = refreshOf(look, id);
    if (refresh === undefined || refresh.type === 'sliding_reissue' || !hasReplaced(refresh, look)) continue;
    const next = run[0];
    if (refresh.trigger !== 'early' || (next !== undefined && hasGap(look, refresh.startMs, next.startMs))) break;
    run.unshift(refresh);
  }
  return run;
}

function hasReplaced({ renewed, issued, outcome }: Refresh, look: Look): boolean {
  const successor = tokenOf(look, renewed)?.replacedBy ?? null;
  return outcome === 'success' && successor !== null && issued.includes(successor);
}

/** More than five within some hour. */
const isDense = (run: readonly Refresh[]): boolean =>
  run.some(({ startMs }, index) => {
    const later = run[index + LOW_PER_HOUR];
    return later !== undefined && later.startMs - startMs <= HOUR_MS;
  });

function describe(refresh: Refresh, look: Look): string {
  const token = tokenOf(look, refresh.renewed);
  const lifetimeSec = token === undefined ? null : readLifetime(look.state, token).lifetimeSec;
  const whole = lifetimeSec === null ? '' : ` of ${writeSpan(lifetimeSec)}`;
  return `${refresh.label}: ${writeSpan(refresh.remainingSec ?? 0)}${whole} left of ${token?.label ?? 'the access token'}`;
}
