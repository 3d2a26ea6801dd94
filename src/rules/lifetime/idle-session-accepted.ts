// rules.md 10 A. The longest rest that this browser saw a session survive: its idle timeout, if any, is longer. Other devices
// and a back end of the app may have kept it busy, so this is never more than likely.

import { writeSpan } from '../../base/write-duration';
import { readLog } from '../../engine/create-state';
import type { Send } from '../../engine/send';
import type { Token } from '../../engine/token';
import { createVerdict, gradeConfidence } from '../create-verdict';
import { readHonour } from '../enforcement';
import { hasGap, isCredential, originOfToken, refreshOf, stepsOfLifetime, tokenOf } from '../facts';
import type { Severity } from '../finding';
import { defineRule, type Look } from '../rule';

export const idleSessionAccepted = defineRule({
  id: 'idle-session-accepted',
  title: 'Credential accepted after long inactivity',
  category: 'lifetime',
  subject: 'send',
  remediation: 'Expire refresh tokens and sessions on inactivity.',
  references: ['RFC 9700 §4.14.2', 'ASVS 7.3.1', 'WSTG-SESS-07'],
  evaluate(send, look) {
    const idleSec = findLongRestSec(send, look);
    // What happened while nobody watched is not known.
    if (idleSec === null || isUnwatched(send, idleSec, look)) return null;
    const restMs = send.startMs - idleSec * 1000;
    const token = findPresented(send, look);
    const honour = token === undefined ? null : readHonour(look, send, token);
    if (token === undefined || honour === null) return null;
    const origin = originOfToken(look, token);
    return createVerdict({
      severity: gradeByProfile(look),
      steps: stepsOfLifetime(token, origin),
      confidence: gradeConfidence(Math.max(1, honour.inferences)),
      message: `The browser presented no token of this session for ${writeSpan(idleSec)}; then the server accepted ${token.label}. An idle timeout, if there is one, is longer than that.`,
      atMs: send.startMs,
      tokens: [token.id],
      refreshes: send.refresh === null ? [] : [send.refresh],
      chain: token.chain,
      origin,
      scope: token.identity.issuer ?? send.endpoint,
      evidence: [
        { atMs: restMs, what: 'last time that a token of the session was seen before the rest' },
        {
          send: send.id,
          atMs: send.startMs,
          what: `${send.endpoint} answered ${send.status} to ${token.label}; ${honour.ground}`,
        },
      ],
      alternatives: [
        'another device, or a back end of the app, may have used the same session meanwhile',
        'the app may have been restored from storage after a restart',
        ...honour.alternatives,
      ],
    });
  },
  explainSilence(look) {
    const { fromMs, toMs } = readLog(look.state);
    const watchedSec = ((toMs ?? 0) - (fromMs ?? 0)) / 1000;
    if (watchedSec <= limitOf(look)) return `the observation is shorter than the limit of ${writeSpan(limitOf(look))}`;
    const isMissed = [...look.state.send.values()].some((send) => {
      const idleSec = findLongRestSec(send, look);
      return idleSec !== null && isUnwatched(send, idleSec, look);
    });
    return isMissed ? 'a session was accepted after a long rest, but nobody watched all of it' : null;
  },
});

function findLongRestSec(send: Send, look: Look): number | null {
  const { idleSec } = send;
  return idleSec !== null && idleSec > limitOf(look) && isAccepted(send, look) ? idleSec : null;
}

const isUnwatched = ({ startMs }: Send, idleSec: number, look: Look): boolean =>
  hasGap(look, startMs - idleSec * 1000, startMs);

/** A profile without an idle limit: long rests are told as information. */
const limitOf = ({ policy: { thresholds } }: Look): number =>
  thresholds['session.idle'] ?? thresholds['session.idle.report'];

function gradeByProfile({ policy }: Look): Severity {
  if (policy.thresholds['session.idle'] === null) return 'info';
  return policy.profile === 'aal3' ? 'medium' : 'low';
}

const isAccepted = (send: Send, look: Look): boolean =>
  send.refresh === null ? send.answer === 'accepted' : refreshOf(look, send.refresh)?.outcome === 'success';

/** The credential that was honoured: of a refresh the one that was presented for it. */
function findPresented(send: Send, look: Look): Token | undefined {
  const renewal = refreshOf(look, send.refresh)?.presented ?? null;
  const tokens = send.presented.flatMap(({ token }) => tokenOf(look, token) ?? []);
  return tokenOf(look, renewal) ?? tokens.find(isCredential);
}
