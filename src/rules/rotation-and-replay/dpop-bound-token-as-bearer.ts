// rules.md 10 C. A token that is bound to a key opens nothing without a proof of it, unless the server lets it.

import type { Presentation, Send } from '../../engine/send';
import { findBirthMs, type Token } from '../../engine/token';
import { isInAddress, isInBody } from '../../observation/carrier';
import { readServerVerdict } from '../answers';
import { createVerdict, gradeConfidence, inferencesOf } from '../create-verdict';
import { readHonour } from '../enforcement';
import { chainOfSend, lowerOnLoopback, originOfSend, tokenOf } from '../facts';
import type { Severity } from '../finding';
import { defineRule, type Look } from '../rule';

/** Where a token may stand in a body without being used: it is exchanged, ended or asked about. */
const ABOUT_TOKENS: ReadonlySet<Send['purpose']['kind']> = new Set([
  'token-request',
  'revocation',
  'introspection',
  'logout',
]);

export const dpopBoundTokenAsBearer = defineRule({
  id: 'dpop-bound-token-as-bearer',
  title: 'Sender-constrained token used as plain bearer',
  category: 'rotation-and-replay',
  subject: 'send',
  remediation: 'Accept a token that is bound to a key under the scheme DPoP only, with a fresh proof.',
  references: ['RFC 9449 §7.1', 'RFC 9449 §7.2'],
  evaluate(send, look) {
    const used = findBoundUse(send, look);
    const verdict = readServerVerdict(look, send);
    if (used === null || verdict === null) return null;
    const { token, as } = used;
    const origin = originOfSend(look, send);
    const server = look.state.server.get(send.origin);
    const knowsDpop = server?.knowsDpop === true;
    const honour = readHonour(look, send, token);
    const severity: Severity = !verdict.isAccepted ? 'info' : knowsDpop ? 'medium' : 'low';
    return createVerdict({
      severity,
      steps: [lowerOnLoopback(origin)],
      confidence: gradeConfidence(
        verdict.isAccepted && honour !== null
          ? honour.inferences
          : inferencesOf(token.roleStrength) + (verdict.isAccepted ? 1 : 0),
      ),
      message: `The browser sent ${token.label}, which is bound to a key, ${as}. The server ${verdict.isAccepted ? 'accepted' : 'refused'} it.`,
      atMs: send.startMs,
      tokens: [token.id],
      chain: token.chain ?? chainOfSend(look, send)?.id ?? null,
      origin,
      scope: send.endpoint,
      evidence: [
        { atMs: findBirthMs(token), what: `${token.label} is bound: ${describeBinding(token)}` },
        {
          send: send.id,
          atMs: send.startMs,
          what: `${send.endpoint} with ${token.label} ${as}: answered ${send.status}`,
        },
        {
          send: send.id,
          atMs: send.startMs,
          what: knowsDpop
            ? `${send.origin} asks for, or takes, DPoP proofs`
            : `${send.origin} never showed that it knows DPoP`,
        },
      ],
      alternatives: [
        ...(knowsDpop ? [] : ['the API may not know DPoP at all (RFC 9449 §7.2 foresees it)']),
        ...(verdict.isAccepted ? (honour?.alternatives ?? []) : []),
      ],
    });
  },
});

type BoundUse = { readonly token: Token; readonly as: string };

/** Null also where the same request carries the token properly elsewhere: the server may have judged that. */
function findBoundUse(send: Send, look: Look): BoundUse | null {
  for (const one of send.presented) {
    const token = tokenOf(look, one.token);
    const isBound = token !== undefined && token.boundTo !== null && token.boundTo !== 'x5t#S256';
    const as = isBound ? describeUse(send, one) : null;
    const isProper = send.presented.some((other) => other.token === one.token && other.scheme === 'dpop');
    if (token !== undefined && as !== null && !(isProper && send.proof !== null)) return { token, as };
  }
  return null;
}

function describeUse(send: Send, { carrier, scheme }: Presentation): string | null {
  if (carrier === 'authorization') {
    if (scheme !== 'dpop') return scheme === 'bearer' ? 'as Bearer' : `under the scheme “${scheme}”`;
    return send.proof === null ? 'without a DPoP proof' : null;
  }
  if (isInBody(carrier)) return ABOUT_TOKENS.has(send.purpose.kind) ? null : 'in the body';
  return isInAddress(carrier) || carrier === 'websocket'
    ? 'in the URL'
    : `in a ${carrier === 'cookie' ? 'cookie' : 'header of its own'}`;
}

const describeBinding = ({ boundTo }: Token): string =>
  boundTo === 'announced' ? 'its answer said token_type DPoP' : 'it has cnf.jkt';
