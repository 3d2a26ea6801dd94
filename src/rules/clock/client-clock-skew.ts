// rules.md 10 G, 14.17. Two servers agree that this computer is wrong; one alone would speak of itself.

import { writeSpan } from '../../base/write-duration';
import { estimateSkewMs } from '../../engine/clock';
import type { ClockConflict, Server } from '../../engine/endpoint';
import { createVerdict } from '../create-verdict';
import { labelOf } from '../facts';
import { defineRule } from '../rule';
import { explainTooFewClocks, listAgreeingServers } from './list-agreeing-servers';

const CONFLICTS: Readonly<Record<ClockConflict['kind'], string>> = {
  early: 'a refresh came early by it',
  late: 'a refresh came late by it',
  refused: 'a token that is valid by it was refused as expired',
  accepted: 'a token that has expired by it was sent and accepted',
};

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
    const agreeing = listAgreeingServers(look, server);
    if (agreeing.length === 0) return null;
    const skewMs = estimateSkewMs(server) ?? 0;
    const conflict = agreeing.flatMap(({ clockConflict }) => clockConflict ?? []).sort((a, b) => a.atMs - b.atMs)[0];
    const atMs = server.clock.at(-1)?.atMs ?? 0;
    const effect = conflict === undefined ? '' : `; ${CONFLICTS[conflict.kind]}`;
    return createVerdict({
      severity: conflict === undefined ? 'info' : 'low',
      confidence: agreeing.every(isByDate) ? 'confirmed' : 'likely',
      message: `This computer's clock is ${writeSpan(skewMs / 1000)} ${skewMs < 0 ? 'ahead of' : 'behind'} ${agreeing.length} servers that agree with each other${effect}.`,
      atMs: Math.min(atMs, ...agreeing.flatMap(({ clock }) => clock[0]?.atMs ?? [])),
      lastMs: atMs,
      tokens: conflict?.token == null ? [] : [conflict.token],
      evidence: [
        ...agreeing.map(describeServer),
        ...(conflict === undefined
          ? []
          : [{ atMs: conflict.atMs, what: `${labelOf(look, conflict.token)}: ${CONFLICTS[conflict.kind]}` }]),
      ],
    });
  },
  explainSilence: explainTooFewClocks,
});

/** The iat of a token just issued only suggests what the clock of its server says (rules.md 3.8). */
const isByDate = ({ clockMethod }: Server): boolean => clockMethod === 'date-header';

function describeServer(server: Server) {
  const offset = writeSpan((estimateSkewMs(server) ?? 0) / 1000);
  return {
    atMs: server.clock.at(-1)?.atMs ?? 0,
    what: `${server.origin}: ${offset} by ${server.clockMethod}, ${server.clock.length} samples`,
  };
}
