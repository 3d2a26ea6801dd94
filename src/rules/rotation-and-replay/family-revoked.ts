// rules.md 10 C. A positive observation: the control works, and it explains the logout that the user noticed.
// A race of refreshes counts as a cause: to a server without grace its loser is a reuse.

import { writeRoughSpan } from '../../base/write-duration';
import type { Chain, ChainEnd } from '../../engine/chain';
import { createVerdict } from '../create-verdict';
import { capByGap, labelOf, originOfClient, refreshOf } from '../facts';
import { defineRule } from '../rule';

const CAUSES: Readonly<Record<ChainEnd['cause'], string | null>> = {
  reuse: 'a replaced refresh token had been presented again',
  logout: 'a logout',
  'code-reuse': 'an authorization code had been presented twice',
  race: 'one refresh token had been presented several times at once',
  unknown: null,
};

export const familyRevoked = defineRule({
  id: 'family-revoked',
  title: 'Family ended after reuse, logout or revocation',
  category: 'rotation-and-replay',
  subject: 'chain',
  remediation: 'Nothing to mend here. If a race of tabs was the cause, make refresh single-flight.',
  references: ['RFC 9700 §4.14.2'],
  evaluate(chain, look) {
    const cause = chain.end === null ? null : CAUSES[chain.end.cause];
    const refresh = chain.end === null ? undefined : refreshOf(look, chain.end.refresh);
    if (chain.end === null || cause === null || refresh === undefined) return null;
    const causeMs = findCauseMs(chain, chain.end);
    return createVerdict({
      severity: 'info',
      confidence: capByGap(look, refresh.answer === 'Rr' ? 'confirmed' : 'likely', causeMs, refresh.startMs),
      message: `The server no longer accepts the newest refresh token (${labelOf(look, refresh.presented)}) of this family, ${writeRoughSpan((refresh.startMs - causeMs) / 1000)} after ${cause}.`,
      atMs: chain.end.atMs,
      tokens: refresh.presented === null ? [] : [refresh.presented],
      refreshes: [...(chain.reuseRefused === null ? [] : [chain.reuseRefused.refresh]), refresh.id],
      chain: chain.id,
      origin: originOfClient(look, chain.client),
      scope: chain.issuer,
      evidence: [
        { atMs: causeMs, what: `cause: ${cause}` },
        {
          atMs: refresh.startMs,
          what: `${refresh.label} with ${labelOf(look, refresh.presented)}: refused (${refresh.errorCode ?? refresh.status})`,
        },
      ],
      alternatives: ['the token may have expired by coincidence'],
    });
  },
});

function findCauseMs({ reuseRefused, codeReused, logout, raceRefused }: Chain, { cause, atMs }: ChainEnd): number {
  const events = { reuse: reuseRefused, 'code-reuse': codeReused, logout, race: raceRefused, unknown: null };
  return events[cause]?.atMs ?? atMs;
}
