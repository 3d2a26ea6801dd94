// rules.md 10 B. Likely at most: the server may check Origin or Sec-Fetch-Site, which nobody sees from here. A cookie without
// SameSite counts as Lax, as most browsers take it; one that is partitioned does not go out from a foreign site.

import type { Send } from '../../engine/send';
import type { Token } from '../../engine/token';
import { createVerdict } from '../create-verdict';
import { lowerOnLoopback, originOfRefresh, sendOf, tokenOf } from '../facts';
import { defineRule, type Look } from '../rule';

export const refreshEndpointCsrfExposed = defineRule({
  id: 'refresh-endpoint-csrf-exposed',
  title: 'Cookie-authenticated refresh without a visible CSRF defence',
  category: 'refresh-flow',
  subject: 'refresh',
  isSticky: true,
  remediation: 'Set SameSite=Strict, require a header that no form can set, and verify Origin.',
  references: ['draft-ietf-oauth-browser-based-apps §6.1.3.3', 'ASVS 3.5.1', 'ASVS 3.3.2', 'RFC 6750 §5.3'],
  evaluate(refresh, look) {
    if (refresh.outcome !== 'success' || refresh.type === 'sliding_reissue' || refresh.type === 'silent_authz')
      return null;
    const send = sendOf(look, refresh.send);
    const token = tokenOf(look, refresh.presented);
    if (send === undefined || token === undefined || !isByCookieAlone(send, token) || !isCrossSite(token)) return null;
    if (send.hasCsrfDefence || send.proof !== null) return null;
    const origin = originOfRefresh(look, refresh);
    const attributes = [
      token.cookie?.httpOnly === true ? 'HttpOnly' : '',
      token.cookie?.secure === true ? 'Secure' : '',
      'SameSite=None',
    ];
    return createVerdict({
      severity: 'low',
      steps: [lowerOnLoopback(origin)],
      confidence: 'likely',
      message: `The server refreshed on a cookie alone (${token.label}, SameSite=None), and the request had nothing that a form of another site could not send: no header of its own, no anti-CSRF field, a plain content type.`,
      atMs: refresh.startMs,
      tokens: [token.id],
      refreshes: [refresh.id],
      chain: refresh.chain,
      origin,
      scope: refresh.endpoint,
      evidence: [
        {
          atMs: token.issuedAtMs ?? token.firstSeenMs,
          what: `${token.label}: cookie ${attributes.filter((part) => part !== '').join(', ')}`,
        },
        { atMs: refresh.startMs, what: `${refresh.label}: ${refresh.endpoint}, no visible defence` },
      ],
      alternatives: ['the server may check Origin or Sec-Fetch-Site, which cannot be seen from here'],
    });
  },
  // The other sensor may show of the same request what the first did not.
  isDisproved: (_verdict, { send }, look) => sendOf(look, send)?.hasCsrfDefence === true,
  explainSilence: explainUnseenCookies,
});

function isByCookieAlone(send: Send, token: Token): boolean {
  const carriers = send.presented.filter((one) => one.token === token.id).map(({ carrier }) => carrier);
  return carriers.length > 0 && carriers.every((carrier) => carrier === 'cookie');
}

const isCrossSite = ({ cookie }: Token): boolean => cookie?.sameSite === 'none' && !cookie.isPartitioned;

function explainUnseenCookies(look: Look): string | null {
  const renewing = [...look.state.refresh.values()].filter(({ type }) => type === 'rt_cookie');
  const isSeen = renewing.some(({ presented }) => tokenOf(look, presented)?.cookie != null);
  return renewing.length > 0 && !isSeen ? 'the attributes of the cookie that renews the session were not seen' : null;
}
