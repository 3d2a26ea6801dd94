// rules.md 10 A, 3.2. A short observation cannot see a cap that is months away, so this is never more than likely. A new
// sign-in is a new family and starts anew.

import { writeSpan } from '../../base/write-duration';
import type { Chain } from '../../engine/chain';
import { findSkewMs } from '../../engine/clock';
import { listHeads } from '../../engine/select';
import { findSessionStartMs, readSession, type Session } from '../../engine/session';
import type { Token } from '../../engine/token';
import { createVerdict } from '../create-verdict';
import { capByGap, originOfToken, stepsOfLifetime } from '../facts';
import type { Evidence } from '../finding';
import { defineRule, type Look } from '../rule';

const SHOWN_GENERATIONS = 20;

export const slidingSessionNoAbsoluteCap = defineRule({
  id: 'sliding-session-no-absolute-cap',
  title: 'Session slides without a visible cap',
  category: 'lifetime',
  subject: 'chain',
  remediation:
    'Fix the longest life of the family when it is first issued and never extend it on rotation; ask the user to sign in again after it.',
  references: [
    'draft-ietf-oauth-browser-based-apps §6.3.2.3',
    'ASVS 7.3.2',
    'ASVS 10.4.8',
    'NIST SP 800-63B-4 §5.2',
    'OWASP Session Management, Absolute Timeout',
  ],
  evaluate(chain, look) {
    const head = listHeads(look.state, chain)[0];
    const last = chain.generations.at(-1);
    const session = readSession(chain);
    if (head === undefined || last === undefined || session.shape !== 'sliding') return null;
    const startServerMs = findStartServerMs(session, head, look);
    if (startServerMs === null) return null;
    const limitSec = look.policy.thresholds['session.overall'];
    const ageSec = (last.issuedMs - startServerMs) / 1000;
    const reachSec = (last.expiresMs - startServerMs) / 1000;
    if (Math.max(ageSec, reachSec) <= limitSec) return null;
    const origin = originOfToken(look, head);
    const { skewMs } = findSkewMs(look.state, head);
    return createVerdict({
      severity: head.format === 'opaque' && ageSec <= limitSec ? 'low' : 'medium',
      steps: stepsOfLifetime(head, origin),
      confidence: capByGap(look, 'likely', startServerMs - skewMs, last.issuedMs - skewMs),
      message: `Each renewal moved the end of the session forward (${describeWindow(last, look)}); by ${head.label} it now reaches ${writeSpan(reachSec)} from its start, past the ${writeSpan(limitSec)} of profile ${look.policy.profile}.`,
      atMs: head.issuedAtMs ?? head.firstSeenMs,
      tokens: [head.id],
      chain: chain.id,
      origin,
      scope: chain.issuer ?? head.origins[0] ?? null,
      evidence: [
        describeStart(session, findSessionStartMs(look.state, chain) ?? head.firstSeenMs),
        ...describeGenerations(chain),
      ],
      alternatives: ['a cap may exist that the observation was too short to meet'],
    });
  },
  explainSilence(look) {
    const sessions = [...look.state.chain.values()].map(readSession);
    const isJudged = sessions.some(({ shape }) => shape !== 'undetermined');
    return sessions.length > 0 && !isJudged ? 'no session showed the end of three generations over ten minutes' : null;
  },
});

function findStartServerMs({ startedMs, startMethod }: Session, head: Token, look: Look): number | null {
  if (startedMs === null) return null;
  return startMethod === 'auth_time' ? startedMs : startedMs + findSkewMs(look.state, head).skewMs;
}

/** Sliding by a week or more is told by name. */
function describeWindow({ issuedMs, expiresMs }: Chain['generations'][number], look: Look): string {
  const windowSec = (expiresMs - issuedMs) / 1000;
  const isLong = windowSec >= look.policy.thresholds['session.idle.report'] - 60;
  return isLong ? `a sliding window of ${writeSpan(windowSec)}` : `to ${writeSpan(windowSec)} after it`;
}

function describeStart({ startMethod }: Session, atMs: number): Evidence {
  const from = {
    auth_time: 'auth_time',
    'observed-login': 'the sign-in that was seen',
    'first-seen': 'first sight, a lower bound',
  };
  return { atMs, what: `session start by ${from[startMethod]}` };
}

function describeGenerations(chain: Chain): readonly Evidence[] {
  return chain.generations.slice(-SHOWN_GENERATIONS).map(({ atMs, expiresMs }, index, shown) => {
    const before = shown[index - 1];
    const step = before === undefined ? '' : `, ${writeSpan((expiresMs - before.expiresMs) / 1000)} later than before`;
    return { atMs, what: `issued, ends at ${new Date(expiresMs).toISOString()}${step}` };
  });
}
