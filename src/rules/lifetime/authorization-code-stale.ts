// rules.md 10 A. A code passes through URLs, history and logs. A second redemption is a replay and not judged here.

import { writeSpan } from '../../base/write-duration';
import { isRejected } from '../../engine/classify-answer';
import { isRealUse } from '../../engine/record-code';
import { isBodyUnread, type Send } from '../../engine/send';
import { createVerdict, gradeConfidence } from '../create-verdict';
import { hasGap, lowerOnLoopback, originOfClient, sendOf } from '../facts';
import { defineRule, type Look } from '../rule';

export const authorizationCodeStale = defineRule({
  id: 'authorization-code-stale',
  title: 'Authorization code redeemed late',
  category: 'lifetime',
  subject: 'send',
  remediation: 'Let codes live 60 s at most, make them good for one use, and bind them by PKCE.',
  references: ['RFC 6749 §4.1.2', 'ASVS 10.4.3'],
  evaluate(send, look) {
    const seenMs = findSeenMs(send, look);
    if (seenMs === null || send.answer === 'negotiation' || isRepeat(send, look)) return null;
    const ageSec = (send.startMs - seenMs) / 1000;
    if (ageSec <= look.policy.thresholds['code.max']) return null;
    const isAccepted = send.answer === 'accepted' && send.issued.length > 0;
    const origin = originOfClient(look, send.client);
    return createVerdict({
      severity: isAccepted ? 'medium' : 'low',
      steps: [lowerOnLoopback(origin)],
      confidence: gradeConfidence(hasGap(look, seenMs, send.startMs) ? 2 : 0),
      message: `The browser redeemed an authorization code ${writeSpan(ageSec)} after it had been seen on its way to the app. ${describeAnswer(send, isAccepted)}.`,
      atMs: send.startMs,
      tokens: send.issued,
      origin,
      scope: send.endpoint,
      evidence: [
        { atMs: seenMs, what: 'code first seen, in a redirect or at the callback page' },
        {
          send: send.id,
          atMs: send.startMs,
          what: `${send.endpoint}: ${send.error?.code ?? send.status ?? 'no answer seen'}, ${send.hasVerifier ? 'with' : 'without'} a PKCE verifier`,
        },
      ],
      alternatives: [
        'the user left the callback page open',
        'the browser restored the callback page from an old session',
      ],
    });
  },
  explainSilence(look) {
    const codes = [...look.state.code.values()];
    return codes.length > 0 && codes.every(({ seenMs }) => seenMs === null)
      ? 'codes were redeemed, but none was seen on its way to the app'
      : null;
  },
});

function findSeenMs({ purpose }: Send, look: Look): number | null {
  if (purpose.kind !== 'token-request' || purpose.codeFp === null) return null;
  return look.state.code.get(purpose.codeFp)?.seenMs ?? null;
}

function isRepeat(send: Send, look: Look): boolean {
  const { purpose } = send;
  const code =
    purpose.kind === 'token-request' && purpose.codeFp !== null ? look.state.code.get(purpose.codeFp) : undefined;
  const uses = code?.sends.flatMap((id) => sendOf(look, id) ?? []).filter(isRealUse) ?? [];
  return uses.some((use) => use.id !== send.id && use.startMs < send.startMs);
}

function describeAnswer(send: Send, isAccepted: boolean): string {
  if (isAccepted) return 'The server accepted it and issued tokens';
  if (send.status === null || send.failure !== null) return 'No answer was seen';
  const code = send.error?.code == null ? '' : ` (${send.error.code})`;
  if (isRejected(send.answer) || send.status === 400) return `The server refused it${code}`;
  return `The server answered ${send.status}${code}${isBodyUnread(send) ? '; whether it issued tokens was not seen' : ''}`;
}
