// rules.md 10 B, 3.7. So many refreshes that something refreshes per request, or nobody waits for anybody.
//
// Counted per family: several accounts or micro-frontends of one origin that each refresh once are no storm (T18).
// Answers that slide a session on their own are no requests for a refresh (14.24).

import { groupBy } from '../../base/group-by';
import { writeSpan } from '../../base/write-duration';
import type { Client } from '../../engine/client';
import { readLog } from '../../engine/create-state';
import type { Refresh } from '../../engine/refresh';
import { readShape } from '../../engine/select';
import { createVerdict } from '../create-verdict';
import { lowerOnLoopback, refreshOf, sendOf, tokenOf } from '../facts';
import { defineRule, type Look } from '../rule';

/** After a sleep all timers fire at once (T14). */
const AFTER_WAKE_MS = 15_000;
const MAX_SHOWN = 15;

export const refreshStorm = defineRule({
  id: 'refresh-storm',
  title: 'Too many refreshes',
  category: 'refresh-flow',
  subject: 'client',
  isSticky: true,
  remediation: 'Keep the access token until shortly before it expires, make refresh single-flight, and back off.',
  references: ['Keycloak issue 14040', 'RFC 6749 §6'],
  isDisproved: ({ refreshes, chain }, _client, look) =>
    refreshes
      .flatMap((id) => refreshOf(look, id) ?? [])
      .some((refresh) => !counts(refresh, look) || (chain !== null && refresh.chain !== chain)),
  evaluate(client, look) {
    const run = findStorm(client, look);
    const first = run[0];
    const last = run.at(-1);
    if (first === undefined || last === undefined) return null;
    const isSpread = isSpreadOverAudiences(run, look);
    const limited = run.filter(({ status }) => status === 429).length;
    return createVerdict({
      severity: isSpread ? 'low' : 'medium',
      steps: [lowerOnLoopback(client.origin)],
      confidence: 'confirmed',
      message: `The app sent ${run.length} refreshes in ${writeSpan((last.startMs - first.startMs) / 1000)}${isSpread ? ', spread over several audiences' : ''}${limited > 0 ? `; the server answered ${limited} of them with 429` : ''}.`,
      atMs: first.startMs,
      lastMs: last.startMs,
      count: run.length,
      tokens: [...new Set(run.flatMap(({ presented }) => presented ?? []))],
      refreshes: run.map(({ id }) => id),
      chain: new Set(run.map(({ chain }) => chain)).size === 1 ? last.chain : null,
      origin: client.origin,
      scope: last.endpoint,
      evidence: [
        { atMs: first.startMs, what: `triggers: ${countWords(run.map(({ trigger }) => trigger))}` },
        { atMs: first.startMs, what: `outcomes: ${countWords(run.map(({ outcome }) => outcome))}` },
        ...run.slice(0, MAX_SHOWN).map((refresh) => ({ atMs: refresh.startMs, what: describe(refresh) })),
      ],
      alternatives: ['the user reloaded the page again and again'],
      instance: `${first.sequence} ${keyOf(first)}`,
    });
  },
});

/** The newest storm: refreshes of one family in windows that are dense enough, without a pause between them. */
function findStorm(client: Client, look: Look): readonly Refresh[] {
  if (!mayHoldStorm(client, look)) return [];
  const counted = client.refreshes.flatMap((id) => refreshOf(look, id) ?? []).filter((one) => counts(one, look));
  const families = groupBy(counted, (refresh) => [keyOf(refresh)]);
  const storms = [...families.values()].map((family) => takeDense(family, look));
  return storms.reduce((best, one) => ((one.at(-1)?.startMs ?? 0) > (best.at(-1)?.startMs ?? 0) ? one : best), []);
}

/** A silent authorization starts a family each time. */
const keyOf = ({ type, chain, endpoint }: Refresh): string =>
  type === 'silent_authz' || chain === null ? endpoint : chain;

function counts(refresh: Refresh, look: Look): boolean {
  if (refresh.outcome === 'failure.terminal' || refresh.outcome === 'negotiation') return false;
  if (refresh.type === 'sliding_reissue') return false;
  if (sendOf(look, refresh.send)?.isPrefetch === true) return false;
  return !readLog(look.state).gaps.some(
    ({ toMs }) => refresh.startMs >= toMs && refresh.startMs - toMs <= AFTER_WAKE_MS,
  );
}

type Window = { readonly count: number; readonly widthMs: number };

const listWindows = ({ policy: { thresholds } }: Look): readonly Window[] => [
  { count: thresholds['refresh.storm.short.count'], widthMs: thresholds['refresh.storm.short.window'] * 1000 },
  { count: thresholds['refresh.storm.long.count'], widthMs: thresholds['refresh.storm.long.window'] * 1000 },
];

/** Asked with every change of a client. Mostly not even all its families together are dense: then nothing further is. */
function mayHoldStorm(client: Client, look: Look): boolean {
  const startsMs: number[] = [];
  for (const id of client.refreshes) {
    const refresh = refreshOf(look, id);
    if (refresh !== undefined) startsMs.push(refresh.startMs);
  }
  startsMs.sort((a, b) => a - b);
  return listWindows(look).some(({ count, widthMs }) =>
    startsMs.some((startMs, from) => (startsMs[from + count - 1] ?? Number.POSITIVE_INFINITY) - startMs <= widthMs),
  );
}

function takeDense(family: readonly Refresh[], look: Look): readonly Refresh[] {
  const sorted = family.toSorted((a, b) => a.startMs - b.startMs);
  const dense = new Set<Refresh>();
  for (const { count, widthMs } of listWindows(look)) {
    for (let from = 0; from + count <= sorted.length; from += 1) {
      const [first, last] = [sorted[from], sorted[from + count - 1]];
      if (first === undefined || last === undefined || last.startMs - first.startMs > widthMs) continue;
      for (const one of sorted.slice(from, from + count)) dense.add(one);
    }
  }
  const newest = [...dense].sort((a, b) => a.startMs - b.startMs);
  return newest.filter(({ sequence }) => sequence === newest.at(-1)?.sequence);
}

/** One refresh token may serve several APIs (T16): each gets its access token, and no new refresh token. */
function isSpreadOverAudiences(run: readonly Refresh[], look: Look): boolean {
  const audienceOf = (id: string): string => tokenOf(look, id)?.identity.audience.join(' ') ?? '';
  const targets = new Set(run.map(({ target, issued }) => `${target} ${issued.map(audienceOf).join(' ')}`));
  return targets.size > 1 && run.every((refresh) => readShape(look.state, refresh) === 'at_only');
}

function countWords(words: readonly string[]): string {
  const counted = [...new Set(words)].map((word) => `${words.filter((other) => other === word).length} ${word}`);
  return counted.join(', ');
}

function describe({ label, trigger, remainingSec, outcome, status }: Refresh): string {
  const left =
    remainingSec === null ? '' : `, ${writeSpan(remainingSec)} ${remainingSec < 0 ? 'past the end' : 'left'}`;
  return `${label}: ${trigger}${left}; ${outcome}${status === 429 ? ' (429)' : ''}`;
}
