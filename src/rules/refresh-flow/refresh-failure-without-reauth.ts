// rules.md 10 B. The session is over, and the app carries on as if it were not.

import { writeRoughSpan } from '../../base/write-duration';
import type { DeadSession } from '../../engine/client';
import { readLog } from '../../engine/create-state';
import type { TokenId } from '../../engine/ids';
import { createVerdict } from '../create-verdict';
import { hasGap, labelOf, lowerOnLoopback, refreshOf, sendOf, tokenOf } from '../facts';
import { defineRule, type Look } from '../rule';

const CARRIES_ON_MS = 60_000;
const REPORTED_USES = 3;

export const refreshFailureWithoutReauth = defineRule({
  id: 'refresh-failure-without-reauth',
  title: 'Terminal failure, app carries on',
  category: 'refresh-flow',
  subject: 'client',
  isSticky: true,
  remediation: 'On invalid_grant delete the tokens, stop the timers and go to login once.',
  references: ['RFC 6749 §5.2'],
  evaluate(client, look) {
    const session = client.deadSession;
    const refresh = session === null ? undefined : refreshOf(look, session.refresh);
    if (session === null || refresh === undefined || session.lastMs === null) return null;
    if (isTooLittle(session)) return null;
    const untilMs = session.endedMs ?? readLog(look.state).toMs ?? session.lastMs;
    // Somebody may have signed in where nobody watched.
    if (untilMs - session.sinceMs < CARRIES_ON_MS || hasGap(look, refresh.startMs, untilMs)) return null;
    const tokens = listOld(look, session, refresh.chain);
    const labels = tokens.map((id) => labelOf(look, id)).join(' or ') || labelOf(look, null);
    const uses = [
      ...(session.presentations > 0 ? [`sent ${labels} ${session.presentations} more times`] : []),
      ...(session.rejections > 0 ? [`was refused ${session.rejections} more times`] : []),
    ];
    return createVerdict({
      severity: 'low',
      steps: [lowerOnLoopback(client.origin)],
      confidence: 'confirmed',
      message: `${refresh.label} failed for good (${refresh.errorCode ?? `status ${refresh.status}`}). For ${writeRoughSpan((untilMs - session.sinceMs) / 1000)} the app neither signed in nor logged out; it ${uses.join(' and ')}.`,
      atMs: refresh.startMs,
      lastMs: session.lastMs,
      tokens,
      refreshes: [refresh.id],
      chain: refresh.chain,
      origin: client.origin,
      scope: refresh.endpoint,
      evidence: [
        {
          atMs: refresh.startMs,
          what: `${refresh.label} with ${labelOf(look, refresh.presented)}: refused (${refresh.errorCode ?? refresh.status})`,
        },
        ...session.sends
          .flatMap((id) => sendOf(look, id) ?? [])
          .map((send) => ({
            send: send.id,
            atMs: send.startMs,
            what: `${send.endpoint} from ${send.context}: answered ${send.status}`,
          })),
      ],
      alternatives: [
        'the tab may have been in the background, with nobody to sign in',
        'the app may have cleared its tokens and gone on without them',
      ],
      instance: refresh.id,
    });
  },
  isDisproved: ({ instance }, { deadSession }) => deadSession?.refresh === instance && isTooLittle(deadSession),
});

/** The access tokens of the family that it sent lately, as each tab may have had its own; else the one that was to be renewed. */
function listOld(look: Look, { token, sends }: DeadSession, chain: string | null): readonly TokenId[] {
  const isOld = (id: TokenId): boolean => {
    const { chain: own = null, role = null } = tokenOf(look, id) ?? {};
    return id === token || (chain !== null && own === chain && role === 'access');
  };
  const presented = sends.flatMap((id) => sendOf(look, id)?.presented ?? []).map((one) => one.token);
  const sent = [...new Set(presented.filter(isOld))];
  return sent.length > 0 || token === null ? sent : [token];
}

const isTooLittle = ({ presentations, rejections }: DeadSession): boolean =>
  presentations < REPORTED_USES && rejections < REPORTED_USES;
