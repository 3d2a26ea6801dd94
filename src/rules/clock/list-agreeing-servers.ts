// Is this computer's clock wrong, or that server's? Only where servers agree with each other is it ours (rules.md 10 G).

import { estimateSkewMs } from '../../engine/clock';
import type { Server } from '../../engine/endpoint';
import { explainUnknownClock } from '../facts';
import type { Look } from '../rule';

const AGREE_WITHIN_MS = 30_000;
const MIN_AGREEING = 2;

/** The servers that find this computer as wrong as `server` does, itself among them; none while it is right, or alone. */
export function listAgreeingServers(look: Look, server: Server | undefined): readonly Server[] {
  const skewMs = estimateSkewMs(server);
  const reportedMs = look.policy.thresholds['clock.skew.report'] * 1000;
  if (skewMs === null || Math.abs(skewMs) <= reportedMs) return [];
  const agreeing = [...look.state.server.values()].filter((other) => {
    const otherMs = estimateSkewMs(other);
    const isWrong = otherMs !== null && Math.abs(otherMs) > reportedMs && Math.sign(otherMs) === Math.sign(skewMs);
    return isWrong && Math.abs(otherMs - skewMs) < AGREE_WITHIN_MS;
  });
  return agreeing.length < MIN_AGREEING ? [] : agreeing;
}

/** For rules that need servers that agree. */
export function explainTooFewClocks(look: Look): string | null {
  const known = [...look.state.server.values()].filter((server) => estimateSkewMs(server) !== null);
  return known.length < MIN_AGREEING ? 'fewer than two servers showed their clock' : explainUnknownClock(look);
}
