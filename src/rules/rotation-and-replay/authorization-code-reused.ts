// rules.md 10 C. A code is good for one redemption. The answer to the later request decides.
//
// High only when both were accepted: where the first was refused and the second accepted, the code was redeemed once.

import { writeSpan } from '../../base/write-duration';
import { isRealUse } from '../../engine/record-code';
import { isBodyUnread, type Send } from '../../engine/send';
import { readServerVerdict } from '../answers';
import { createVerdict, gradeConfidence } from '../create-verdict';
import { chainOfSend, lowerOnLoopback, originOfSend, SHARED_ALTERNATIVES, sendOf } from '../facts';
import type { Evidence, Severity } from '../finding';
import { defineRule, type Look } from '../rule';

export const authorizationCodeReused = defineRule({
  id: 'authorization-code-reused',
  title: 'Authorization code presented twice',
  category: 'rotation-and-replay',
  subject: 'send',
  remediation:
    'Client: take the code out of the URL before the exchange and guard against running it twice. Server: deny the second redemption and end what the first one issued.',
  references: ['RFC 6749 §4.1.2', 'RFC 6749 §10.5', 'RFC 9700 §4.5', 'ASVS 10.4.2', 'WSTG-ATHZ-05.1'],
  evaluate(send, look) {
    const first = findFirst(send, look);
    const verdict = readServerVerdict(look, send);
    if (first === null || verdict === null) return null;
    const wasAccepted = readServerVerdict(look, first)?.isAccepted === true;
    const severity: Severity = verdict.isAccepted && wasAccepted ? 'high' : 'low';
    const origin = originOfSend(look, send);
    const isUnread = [first, send].some(isBodyUnread);
    const outcome = verdict.isAccepted
      ? 'accepted it'
      : `refused it${send.error?.code == null ? '' : ` (${send.error.code})`}`;
    return createVerdict({
      severity,
      steps: [lowerOnLoopback(origin)],
      confidence: gradeConfidence(severity === 'high' && isUnread ? 1 : 0),
      message: `The browser presented one authorization code again, ${writeSpan((send.startMs - first.startMs) / 1000)} after its first use. The server ${outcome}${wasAccepted ? '' : '; it had refused the first'}.`,
      atMs: first.startMs,
      lastMs: send.startMs,
      tokens: [...new Set([...first.issued, ...send.issued])],
      chain: (chainOfSend(look, first) ?? chainOfSend(look, send))?.id ?? null,
      origin,
      scope: send.endpoint,
      evidence: listEvidence(first, send),
      alternatives: [
        'the callback page was reloaded, or the session restored',
        'the app ran its callback twice (React does so during development)',
        SHARED_ALTERNATIVES.tester,
      ],
    });
  },
});

/** The earliest other request that presented this code and was decided; a server's own failure decides nothing. */
function findFirst(send: Send, look: Look): Send | null {
  if (send.purpose.kind !== 'token-request' || send.purpose.codeFp === null || !isRealUse(send)) return null;
  const ids = look.state.code.get(send.purpose.codeFp)?.sends ?? [];
  const uses = ids.flatMap((id) => sendOf(look, id) ?? []).filter(isRealUse);
  const earlier = uses.filter(
    (use) =>
      use.id !== send.id &&
      (use.startMs < send.startMs || (use.startMs === send.startMs && ids.indexOf(use.id) < ids.indexOf(send.id))),
  );
  const decided = earlier.filter((use) => readServerVerdict(look, use) !== null);
  return decided.find((use) => readServerVerdict(look, use)?.isAccepted === true) ?? decided[0] ?? null;
}

function listEvidence(first: Send, again: Send): readonly Evidence[] {
  const describe = (send: Send): string =>
    `${send.endpoint} from ${send.context}: answered ${send.status}${send.error?.code == null ? '' : ` (${send.error.code})`}`;
  const isSameBody = first.bodyFp !== null && first.bodyFp === again.bodyFp;
  const verifier = isSameBody ? 'the same body, and so the same code_verifier' : 'another body';
  const client = first.clientId === again.clientId ? 'the same client_id' : 'another client_id';
  return [
    { send: first.id, atMs: first.startMs, what: describe(first) },
    { send: again.id, atMs: again.startMs, what: `${describe(again)}; ${verifier}, ${client}` },
  ];
}
