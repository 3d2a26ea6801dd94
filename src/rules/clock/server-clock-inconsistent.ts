// rules.md 10 G. The server that issues and the servers that take its tokens, compared by three answers each or more.

import { writeSpan } from '../../base/write-duration';
import { estimateSkewMs, SET_BY_MS } from '../../engine/clock';
import type { Server } from '../../engine/endpoint';
import type { Token } from '../../engine/token';
import { createVerdict } from '../create-verdict';
import { chainOf, lowerOnLoopback, tokenOf } from '../facts';
import { defineRule, type Look } from '../rule';

const MIN_SAMPLES = 3;
/** Newest families and tokens that are looked through for servers that take them. */
const RECENT = 4;
/** A token refused this soon was fresh. */
const FRESH_MS = 60_000;

export const serverClockInconsistent = defineRule({
  id: 'server-clock-inconsistent',
  title: 'Servers disagree about time',
  category: 'clock',
  subject: 'server',
  isSticky: true,
  remediation: 'Synchronise the servers (NTP), and grant no more than a few minutes of leeway.',
  references: ['RFC 7519 §4.1.4', 'ASVS 16.2.2'],
  evaluate(server, look) {
    const ownMs = readSkewMs(server);
    if (ownMs === null || server.chains.length === 0) return null;
    const found = findFurthest(server, ownMs, look);
    if (found === null) return null;
    const { worst, apartMs } = found;
    const refused = listTokens(server, look).find(
      (token) => token.origins.includes(worst.origin) && isRefusedFresh(token),
    );
    const isAhead = (readSkewMs(worst) ?? 0) > ownMs;
    const atMs = server.clock.at(-1)?.atMs ?? 0;
    const isByDate = server.clockMethod === 'date-header' && worst.clockMethod === 'date-header';
    return createVerdict({
      severity: refused === undefined ? 'info' : 'low',
      steps: [lowerOnLoopback(worst.origin)],
      confidence: isByDate ? 'confirmed' : 'likely',
      message: `The clock of ${worst.origin} is ${writeSpan(apartMs / 1000)} ${isAhead ? 'ahead of' : 'behind'} that of ${server.origin}, whose tokens it takes${refused === undefined ? '' : `; it refused ${refused.label} right after issuance`}.`,
      atMs: server.clock[0]?.atMs ?? atMs,
      lastMs: atMs,
      tokens: refused === undefined ? [] : [refused.id],
      origin: worst.origin,
      scope: server.origin,
      evidence: [
        describeClock(server),
        describeClock(worst),
        ...(refused === undefined
          ? []
          : [{ atMs: refused.firstRejectedMs ?? atMs, what: `${refused.label} was refused` }]),
      ],
      alternatives: ['a proxy or cache in between may have written the Date of one of them'],
    });
  },
  explainSilence(look) {
    const known = [...look.state.server.values()].filter((server) => readSkewMs(server) !== null);
    return known.length < 2 ? `fewer than two servers showed their clock ${MIN_SAMPLES} times` : null;
  },
});

const readSkewMs = (server: Server): number | null =>
  server.clock.length < MIN_SAMPLES ? null : estimateSkewMs(server);

/**
 * Of the servers that these tokens went to, the one whose clock is furthest from `ownMs`, if that is worth a report. Asked
 * with every answer.
 */
function findFurthest(
  server: Server,
  ownMs: number,
  look: Look,
): { readonly worst: Server; readonly apartMs: number } | null {
  let furthest: { readonly worst: Server; readonly apartMs: number } | null = null;
  let apartMs = look.policy.thresholds['clock.skew.report'] * 1000;
  const seen = new Set([server.origin]);
  for (const { origins } of listTokens(server, look)) {
    for (const origin of origins) {
      if (seen.has(origin)) continue;
      seen.add(origin);
      const worst = look.state.server.get(origin);
      const skewMs = worst === undefined ? null : readSkewMs(worst);
      if (worst === undefined || skewMs === null || Math.abs(skewMs - ownMs) <= apartMs || !isAtOneTime(server, worst))
        continue;
      apartMs = Math.abs(skewMs - ownMs);
      furthest = { worst, apartMs };
    }
  }
  return furthest;
}

/**
 * Read before and after the local clock was set, two servers seem to differ; also one alone whose readings contradict each
 * other is being estimated anew.
 */
function isAtOneTime({ clock: a }: Server, { clock: b }: Server): boolean {
  const [one, other] = [spanOf(a), spanOf(b)];
  return one.fromMs <= other.toMs && other.fromMs <= one.toMs && !one.isSet && !other.isSet;
}

function spanOf(clock: Server['clock']) {
  const offsets = clock.map(({ offsetMs }) => offsetMs);
  const isSet = Math.max(...offsets) - Math.min(...offsets) > SET_BY_MS;
  return { fromMs: clock[0]?.atMs ?? 0, toMs: clock.at(-1)?.atMs ?? 0, isSet };
}

/** The newest tokens of the newest families that began at a server. */
function listTokens(server: Server, look: Look): readonly Token[] {
  const tokens: Token[] = [];
  for (const id of server.chains.slice(-RECENT)) {
    for (const accessToken of chainOf(look, id)?.accessTokens.slice(-RECENT) ?? []) {
      const token = tokenOf(look, accessToken);
      if (token !== undefined) tokens.push(token);
    }
  }
  return tokens;
}

const isRefusedFresh = ({ issuedAtMs, firstRejectedMs }: Token): boolean =>
  issuedAtMs !== null && firstRejectedMs !== null && firstRejectedMs - issuedAtMs <= FRESH_MS;

function describeClock(server: Server) {
  const skewMs = estimateSkewMs(server) ?? 0;
  const what = `${server.origin}: ${writeSpan(skewMs / 1000)} ${skewMs < 0 ? 'behind' : 'ahead of'} this computer by ${server.clockMethod}, ${server.clock.length} samples`;
  return { atMs: server.clock.at(-1)?.atMs ?? 0, what };
}
