// rules.md 10 B. A session that ordinary GET answers slide is no refresh request, and a silent authorization is a GET by
// design. That a session check of a back end answers GET with a token is known, and stays low.

import { splitEndpoint } from '../../engine/endpoint';
import type { Refresh } from '../../engine/refresh';
import { createVerdict, gradeConfidence, inferencesOf } from '../create-verdict';
import {
  explainUnreadBodies,
  labelOf,
  lowerIfBound,
  lowerOnLoopback,
  originOfRefresh,
  sendOf,
  tokenOf,
} from '../facts';
import { defineRule, type Look } from '../rule';

const NOT_ASKED_FOR: ReadonlySet<Refresh['type']> = new Set(['silent_authz', 'sliding_reissue']);

export const refreshOverGet = defineRule({
  id: 'refresh-over-get',
  title: 'Refresh credential sent with GET',
  category: 'refresh-flow',
  subject: 'refresh',
  remediation: 'Refresh by POST, and answer with Cache-Control: no-store.',
  references: ['RFC 6749 §3.2', 'ASVS 3.5.3'],
  evaluate(refresh, look) {
    const { method } = splitEndpoint(refresh.endpoint);
    if ((method !== 'GET' && method !== 'HEAD') || refresh.outcome !== 'success' || NOT_ASKED_FOR.has(refresh.type))
      return null;
    const send = sendOf(look, refresh.send);
    if (send?.isPrefetch === true) return null;
    const origin = originOfRefresh(look, refresh);
    const place = findPlace(refresh, look);
    const token = tokenOf(look, refresh.presented);
    return createVerdict({
      severity: place === 'URL' ? 'medium' : 'low',
      steps: [lowerIfBound(token), lowerOnLoopback(origin)],
      // That the server answered with new tokens leaves at most one doubt: whether this was the credential.
      confidence: gradeConfidence(Math.min(1, inferencesOf(token?.roleStrength ?? 'likely'))),
      message: `The app refreshed by ${refresh.endpoint}, with ${refresh.presented === null ? 'a credential that was not seen' : labelOf(look, refresh.presented)} in the ${place}; the server answered with new tokens.`,
      atMs: refresh.startMs,
      tokens: [refresh.presented, ...refresh.issued].flatMap((id) => id ?? []),
      refreshes: [refresh.id],
      chain: refresh.chain,
      origin,
      scope: refresh.endpoint,
      evidence: [{ atMs: refresh.startMs, what: `${refresh.label}: ${refresh.endpoint}, credential in the ${place}` }],
      alternatives: ['it may be a session check that answers with the token of the moment'],
    });
  },
  explainSilence: explainUnreadBodies,
});

/** Where the credential rode in this request; where that is forgotten, where it has ridden at all. */
function findPlace(refresh: Refresh, look: Look): 'URL' | 'cookie' | 'header' {
  const inSend = sendOf(look, refresh.send)?.presented.filter(({ token }) => token === refresh.presented) ?? [];
  const carriers =
    inSend.length > 0 ? inSend.map(({ carrier }) => carrier) : (tokenOf(look, refresh.presented)?.carriers ?? []);
  if (carriers.includes('query') || carriers.includes('path')) return 'URL';
  return carriers.includes('authorization') || carriers.includes('request-header') ? 'header' : 'cookie';
}
