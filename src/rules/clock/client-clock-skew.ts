// rules.md 10 G, 14.17. Two servers agree that this computer is wrong.

import { estimateSkewMs } from '../../engine/clock';
import type { Server } from '../../engine/endpoint';
import { writeSpan } from '../../base/write-duration';
import { createVerdict } from '../create-verdict';
import { defineRule, type Look } from '../rule';

const AGREE_WITHIN_MS = 30_000;

export const clientClockSkew = defineRule({
  id: 'client-clock-skew',
  title: "This computer's clock is wrong",
  category: 'clock',
  subject: 'server',
  isSticky: true,
  isOneForAll: true,
  remediation:
    'User: turn time synchronisation on. App: schedule refreshes by expires_in and a monotonic timer, or estimate the server’s offset from its answers.',
  references: ['RFC 7519 §4.1.4', 'RFC 9449 §11.1'],
  evaluate(server, look) {
    const skewMs = estimateSkewMs(server);
    if (skewMs === null || Math.abs(skewMs) <= look.policy.thresholds['clock.skew.report'] * 1000) return null;
    const agreeing = listAgreeing(look, skewMs);
    if (agreeing.length < 2) return null;
    const matters = hasMattered(look, skewMs / 1000);
    const atMs = server.clock.at(-1)?.atMs ?? 0;
    return createVerdict({
      severity: matters ? 'low' : 'info',
      confidence: 'confirmed',
      message: `This computer's clock is ${writeSpan(skewMs / 1000)} ${skewMs < 0 ? 'ahead of' : 'behind'} ${agreeing.length} servers that agree with each other${matters ? '; refreshes came at the wrong time by it' : ''}.`,
      atMs,
      evidence: agreeing.map((one) => ({ atMs: one.clock.at(-1)?.atMs ?? atMs, what: `${one.origin}: ${writeSpan((estimateSkewMs(one) ?? 0) / 1000)} by ${one.clockMethod}, ${one.clock.length} samples` })),
    });
  },
});

function listAgreeing(look: Look, skewMs: number): readonly Server[] {
  return [...look.state.server.values()].filter((other) => {
    const otherMs = estimateSkewMs(other);
    return otherMs !== null && Math.sign(otherMs) === Math.sign(skewMs) && Math.abs(otherMs - skewMs) < AGREE_WITHIN_MS;
  });
}

const RECENT_REFRESHES = 64;

/** A refresh came early or late, though by the local clock it was in time. */
function hasMattered(look: Look, skewSec: number): boolean {
  const windowSec = look.policy.thresholds['refresh.proactive.window'];
  return [...look.state.refresh.values()].slice(-RECENT_REFRESHES).some(({ trigger, remainingSec }) => {
    if (remainingSec === null || (trigger !== 'early' && trigger !== 'late')) return false;
    const byLocalClockSec = remainingSec + skewSec;
    return byLocalClockSec > 0 && byLocalClockSec <= windowSec;
  });
}
