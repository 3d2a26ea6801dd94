// rules.md 10 G. Where the clocks differ, a refresh that keeps a constant distance from exp by the local one gives the app
// away. A timer of fixed length does the same while tokens live equally long: then this is likely at most.

import { writeSpan } from '../../base/write-duration';
import type { Client } from '../../engine/client';
import { splitEndpoint } from '../../engine/endpoint';
import type { Refresh } from '../../engine/refresh';
import { readLifetime } from '../../engine/select';
import type { Token } from '../../engine/token';
import { createVerdict } from '../create-verdict';
import { lowerOnLoopback, refreshOf, tokenOf } from '../facts';
import { defineRule, type Look } from '../rule';
import { explainTooFewClocks, listAgreeingServers } from './list-agreeing-servers';

const MIN_CASES = 3;
const CONSTANT_WITHIN_SEC = 10;
const MAX_LEAD_SEC = 300;
const OFF_BY_SERVER_SEC = 30;
const ON_RECEIPT_MS = 10_000;

/** Something the app did about a token, with what the token had left by either clock. */
type Case = {
  readonly atMs: number;
  readonly what: string;
  readonly token: Token;
  readonly refresh: Refresh | null;
  readonly localLeftSec: number;
  readonly serverLeftSec: number;
};

export const clientTrustsLocalClock = defineRule({
  id: 'client-trusts-local-clock',
  title: 'App decides expiry by the local clock',
  category: 'clock',
  subject: 'client',
  isSticky: true,
  remediation: 'Schedule by expires_in and a monotonic timer; leave the decision about expiry to the server.',
  references: ['RFC 6749 §5.1', 'WSTG-SESS-07'],
  evaluate(client, look) {
    const skewSec = findSkewSec(client, look);
    if (skewSec === null) return null;
    const refreshes = listRefreshes(client, look);
    const constant = findConstantLead(refreshes);
    const cases =
      constant.length >= MIN_CASES
        ? constant
        : [...refreshes, ...listLogins(client, look, skewSec)].filter(isOnReceipt);
    const first = cases[0];
    const last = cases.at(-1);
    if (first === undefined || last === undefined || cases.length < MIN_CASES) return null;
    const leadSec = cases.reduce((sum, one) => sum + one.localLeftSec, 0) / cases.length;
    const rhythm =
      constant.length >= MIN_CASES
        ? `each ${writeSpan(leadSec)} before exp by the local clock`
        : 'as soon as it had received a token that is over by the local clock';
    return createVerdict({
      severity: 'low',
      steps: [lowerOnLoopback(client.origin)],
      confidence: variesInLength(cases, look) ? 'confirmed' : 'likely',
      message: `The app refreshed ${cases.length} times ${rhythm}, which is ${writeSpan(skewSec)} ${skewSec < 0 ? 'ahead' : 'behind'}; by server time the tokens had ${writeSpan(last.serverLeftSec)} ${last.serverLeftSec < 0 ? 'been over' : 'left'}.`,
      atMs: first.atMs,
      lastMs: last.atMs,
      count: cases.length,
      tokens: cases.map(({ token }) => token.id),
      refreshes: cases.flatMap(({ refresh }) => refresh?.id ?? []),
      chain: last.token.chain,
      origin: client.origin,
      scope: last.refresh?.endpoint ?? null,
      evidence: cases.map((one) => ({ atMs: one.atMs, what: describeCase(one) })),
      alternatives: ['a timer of fixed length looks the same while all tokens live equally long'],
    });
  },
  explainSilence: explainTooFewClocks,
});

/** By the server that refreshes; null while this computer is not known to be wrong. Server minus local. */
function findSkewSec(client: Client, look: Look): number | null {
  const newest = refreshOf(look, client.refreshes.at(-1) ?? null);
  const server = newest === undefined ? undefined : look.state.server.get(splitEndpoint(newest.endpoint).origin);
  const samples = listAgreeingServers(look, server).length === 0 ? [] : (server?.clock ?? []);
  const newestSample = samples.at(-1);
  return newestSample === undefined ? null : newestSample.offsetMs / 1000;
}

function listRefreshes(client: Client, look: Look): readonly Case[] {
  return client.refreshes.flatMap((id) => {
    const refresh = refreshOf(look, id);
    const token = refresh === undefined ? undefined : tokenOf(look, refresh.renewed);
    if (refresh === undefined || token === undefined || token.expSec === null || refresh.remainingSec === null)
      return [];
    if (refresh.type === 'sliding_reissue') return [];
    const localLeftSec = token.expSec - refresh.startMs / 1000;
    return [
      { atMs: refresh.startMs, what: refresh.label, token, refresh, localLeftSec, serverLeftSec: refresh.remainingSec },
    ];
  });
}

/** Login pages right after a token had been received. */
function listLogins(client: Client, look: Look, skewSec: number): readonly Case[] {
  return client.accessTokens.flatMap((id) => {
    const token = tokenOf(look, id);
    const atMs = client.loginNavigationsMs.find(
      (ms) => token?.issuedAtMs != null && ms >= token.issuedAtMs && ms - token.issuedAtMs <= ON_RECEIPT_MS,
    );
    if (token === undefined || token.expSec === null || atMs === undefined) return [];
    const localLeftSec = token.expSec - atMs / 1000;
    return [{ atMs, what: 'login page', token, refresh: null, localLeftSec, serverLeftSec: localLeftSec - skewSec }];
  });
}

function isOnReceipt({ atMs, token, localLeftSec, serverLeftSec }: Case): boolean {
  const isFresh = token.issuedAtMs !== null && atMs >= token.issuedAtMs && atMs - token.issuedAtMs <= ON_RECEIPT_MS;
  return isFresh && localLeftSec <= 0 && serverLeftSec > OFF_BY_SERVER_SEC;
}

/** The most refreshes that share one lead before exp by the local clock, and are nowhere near it by the server's. */
function findConstantLead(cases: readonly Case[]): readonly Case[] {
  let best: readonly Case[] = [];
  for (const { localLeftSec: leastSec } of cases) {
    const leadSec = Math.min(leastSec + CONSTANT_WITHIN_SEC, MAX_LEAD_SEC);
    if (leadSec < 0) continue;
    const sharing = cases.filter(
      ({ localLeftSec, serverLeftSec }) =>
        localLeftSec >= leastSec &&
        Math.abs(localLeftSec - leadSec) <= CONSTANT_WITHIN_SEC &&
        Math.abs(serverLeftSec - leadSec) > OFF_BY_SERVER_SEC,
    );
    if (sharing.length > best.length) best = sharing;
  }
  return best;
}

function variesInLength(cases: readonly Case[], look: Look): boolean {
  const lengths = cases.flatMap(({ token }) => readLifetime(look.state, token).lifetimeSec ?? []);
  return Math.max(...lengths) - Math.min(...lengths) > 2 * CONSTANT_WITHIN_SEC;
}

const describeCase = ({ what, token, localLeftSec, serverLeftSec }: Case): string =>
  `${what} with ${token.label}: ${describeLeft(localLeftSec)} by the local clock, ${describeLeft(serverLeftSec)} by the server's`;

const describeLeft = (sec: number): string => (sec < 0 ? `${writeSpan(sec)} past exp` : `${writeSpan(sec)} before exp`);
