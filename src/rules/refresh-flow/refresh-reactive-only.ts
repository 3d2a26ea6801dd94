// rules.md 10 B. A legitimate design that costs one refused request per lifetime. A refresh that is late because the observer,
// and with it the tab, had been asleep says nothing about the design (T14).

import { writeSpan } from '../../base/write-duration';
import type { Client } from '../../engine/client';
import type { Refresh, Trigger } from '../../engine/refresh';
import { createVerdict } from '../create-verdict';
import { capByGap, hasGap, refreshOf } from '../facts';
import { defineRule, type Look } from '../rule';

const MIN_REFRESHES = 3;
const REACTIVE: ReadonlySet<Trigger> = new Set(['reactive.expired', 'reactive.soft', 'late']);
const BEFORE_LATE_MS = 60_000;

export const refreshReactiveOnly = defineRule({
  id: 'refresh-reactive-only',
  title: 'Tokens are renewed only after a rejection',
  category: 'refresh-flow',
  subject: 'client',
  remediation: 'Refresh about 60 s before exp by server time, and keep the way over a 401 as a fallback.',
  references: ['oidc-client-ts default of 60 s', 'MSAL default of 300 s'],
  evaluate(client, look) {
    if (wasOnceInTime(client, look)) return null;
    const refreshes = listRefreshes(client, look);
    const first = refreshes[0];
    const last = refreshes.at(-1);
    if (first === undefined || last === undefined || refreshes.length < MIN_REFRESHES) return null;
    return createVerdict({
      severity: 'info',
      confidence: capByGap(look, 'confirmed', first.startMs, last.startMs),
      message: `All ${refreshes.length} refreshes of the app came after the access token had ended, ${refreshes.filter(({ unauthorized }) => unauthorized.length > 0).length} of them after a refused request.`,
      atMs: first.startMs,
      lastMs: last.startMs,
      count: refreshes.length,
      refreshes: refreshes.map(({ id }) => id),
      chain: last.chain,
      origin: client.origin,
      scope: last.endpoint,
      evidence: refreshes.map((refresh) => ({ atMs: refresh.startMs, what: describe(refresh) })),
    });
  },
  explainSilence: explainUnknownTriggers,
});

/** Asked with every change of a client: from the newest on, the first refresh mostly tells. */
function wasOnceInTime(client: Client, look: Look): boolean {
  const isInTime = (refresh: Refresh | undefined): boolean =>
    refresh !== undefined && refresh.type !== 'sliding_reissue' && !REACTIVE.has(refresh.trigger);
  return client.refreshes.findLast((id) => isInTime(refreshOf(look, id))) !== undefined;
}

/** What the app asked for; a session that ordinary answers slide is no decision of the app's. */
function listRefreshes(client: Client, look: Look): readonly Refresh[] {
  return client.refreshes
    .flatMap((id) => refreshOf(look, id) ?? [])
    .filter(({ type, trigger, startMs }) => {
      const isAfterSleep = trigger === 'late' && hasGap(look, startMs - BEFORE_LATE_MS, startMs);
      return type !== 'sliding_reissue' && !isAfterSleep;
    });
}

function describe({ label, trigger, remainingSec, unauthorized }: Refresh): string {
  const left =
    remainingSec === null ? '' : `, ${writeSpan(remainingSec)} ${remainingSec < 0 ? 'after the end' : 'left'}`;
  return `${label}: ${trigger}${left}, ${unauthorized.length} refused requests before it`;
}

/** Without a known end of the access token nobody can tell when a refresh was due. */
export function explainUnknownTriggers(look: Look): string | null {
  const refreshes = [...look.state.refresh.values()];
  const isUnknown = refreshes.every(({ remainingSec }) => remainingSec === null);
  return refreshes.length > 0 && isUnknown ? 'refreshes were seen, but not when the renewed access tokens end' : null;
}
