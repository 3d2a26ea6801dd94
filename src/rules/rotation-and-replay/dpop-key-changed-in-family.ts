// rules.md 10 C. A public client's refresh token is bound to the key that proved its issuance (RFC 9449 5).

import type { Refresh } from '../../engine/refresh';
import { findBirthMs } from '../../engine/token';
import { createVerdict } from '../create-verdict';
import { lowerOnLoopback, originOfRefresh, sendOf, tokenOf } from '../facts';
import { defineRule } from '../rule';

const SHOWN_CHARS = 8;

export const dpopKeyChangedInFamily = defineRule({
  id: 'dpop-key-changed-in-family',
  title: 'Proof key changed within a chain',
  category: 'rotation-and-replay',
  subject: 'refresh',
  remediation: 'Bind the refresh tokens of public clients to the key of their DPoP proof, and check it on each use.',
  references: ['RFC 9449 §5', 'RFC 9700 §4.14.2'],
  evaluate(refresh, look) {
    const token = tokenOf(look, refresh.presented);
    const send = sendOf(look, refresh.send);
    const before = token?.issuedToKey ?? null;
    const now = send?.proof?.jkt ?? null;
    if (token === undefined || send === undefined || before === null || now === null || before === now) return null;
    // Its own authentication binds a confidential client's token; it may change keys.
    if (send.isClientAuthenticated || sendOf(look, token.issuedBy)?.isClientAuthenticated === true) return null;
    if (!isDecided(refresh)) return null;
    const isAccepted = refresh.outcome === 'success';
    const origin = originOfRefresh(look, refresh);
    return createVerdict({
      severity: isAccepted ? 'medium' : 'info',
      steps: [lowerOnLoopback(origin)],
      confidence: 'confirmed',
      message: `The browser presented ${token.label} with a proof of another key than the one it had been issued to. The server ${isAccepted ? 'accepted' : 'refused'} it.`,
      atMs: refresh.startMs,
      tokens: [token.id, ...refresh.issued],
      refreshes: [refresh.id],
      chain: refresh.chain,
      origin,
      scope: refresh.endpoint,
      evidence: [
        {
          atMs: findBirthMs(token),
          what: `${token.label} issued to the key ${before.slice(0, SHOWN_CHARS)}…`,
        },
        {
          atMs: refresh.startMs,
          what: `${refresh.label} with a proof of the key ${now.slice(0, SHOWN_CHARS)}…: ${isAccepted ? 'accepted' : `refused (${refresh.errorCode ?? refresh.status})`}`,
        },
      ],
      alternatives: ['the client may be confidential by a means that is not visible here (mutual TLS)'],
    });
  },
});

const isDecided = ({ outcome }: Refresh): boolean => outcome === 'success' || outcome === 'failure.terminal';
