// rules.md 10 A, and 4.1 P6. Judged by the answer's own Date, and only where the endpoint has shown that it asks for a
// credential. A renewal endpoint may take an expired access token; a refresh token past its own end it may not.

import { writeSpan } from '../../base/write-duration';
import { findExpiryServerMs } from '../../engine/lifetime';
import type { Send } from '../../engine/send';
import type { Token } from '../../engine/token';
import type { Carrier } from '../../observation/carrier';
import { createVerdict, gradeConfidence } from '../create-verdict';
import { explainUndatedUses, type Honour, isAboutToken, readHonour } from '../enforcement';
import { isCredential, originOfToken, refreshOf, stepsOfLifetime, tokenOf } from '../facts';
import type { Verdict } from '../finding';
import { defineRule, type Look } from '../rule';

export const expiredTokenAccepted = defineRule({
  id: 'expired-token-accepted',
  title: 'Server accepted an expired token',
  category: 'lifetime',
  subject: 'send',
  remediation: 'Validate exp with at most a few minutes of leeway on every request.',
  references: ['RFC 7519 §4.1.4', 'RFC 9068 §4', 'ASVS 9.2.1', 'WSTG-SESS-10'],
  evaluate(send, look) {
    for (const { token, overSec } of listLateUses(send, look)) {
      const honour = readHonour(look, send, token);
      if (honour !== null) return judge(send, token, overSec, honour, look);
    }
    return null;
  },
  explainSilence(look) {
    const isUnclear = [...look.state.send.values()].some((send) => !listLateUses(send, look).next().done);
    return isUnclear
      ? 'an expired token was accepted, but nothing shows that the endpoint asks for a credential: it may be public'
      : explainUndatedUses(look, (token) => token.expSec !== null && isCredential(token));
  },
});

/** Tokens that the answer took past their end, the leeway granted. */
function* listLateUses(send: Send, look: Look): Generator<{ readonly token: Token; readonly overSec: number }> {
  if (send.answer !== 'accepted' || send.serverDateMs === null || isAboutToken(send)) return;
  // The answer may be long in coming: the token was judged when the request arrived.
  const tookMs = Math.max(0, (send.endMs ?? send.startMs) - send.startMs);
  for (const { token: id, carrier } of send.presented) {
    const token = tokenOf(look, id);
    // A socket that was opened in time may outlive its token.
    if (token === undefined || carrier === 'websocket' || !isJudged(token, carrier, send, look)) continue;
    const expiryMs =
      token.role === 'refresh' ? findExpiryServerMs(token) : token.expSec === null ? null : token.expSec * 1000;
    const overSec = expiryMs === null ? 0 : (send.serverDateMs - tookMs - expiryMs) / 1000;
    if (overSec > look.policy.thresholds['clock.leeway']) yield { token, overSec };
  }
}

/** An ID token is judged where it serves as a credential, not where it is a hint. */
function isJudged(token: Token, carrier: Carrier, send: Send, look: Look): boolean {
  if (!isCredential(token) || (token.role === 'id' && carrier !== 'authorization')) return false;
  if (token.role === 'refresh') {
    const refresh = refreshOf(look, send.refresh);
    return refresh?.presented === token.id && refresh.outcome === 'success';
  }
  const isRenewing = send.refresh !== null || look.state.endpoint.get(send.endpoint)?.isRefresh === true;
  return !isRenewing && send.purpose.kind !== 'refresh-call' && send.purpose.kind !== 'token-request';
}

function judge(send: Send, token: Token, overSec: number, honour: Honour, look: Look): Verdict {
  const origin = originOfToken(look, token);
  const isAnnounced = token.expSec === null;
  const isDisputed = isAliveByIssuer(send, token, overSec, look);
  const end = isAnnounced ? 'its announced end' : 'its exp';
  return createVerdict({
    severity: 'high',
    steps: stepsOfLifetime(token, origin),
    confidence: gradeConfidence(honour.inferences + (isAnnounced ? 1 : 0) + (isDisputed ? 2 : 0)),
    message: `The server accepted ${token.label} ${writeSpan(overSec)} after it had expired.`,
    atMs: send.startMs,
    tokens: [token.id],
    refreshes: send.refresh === null ? [] : [send.refresh],
    chain: token.chain,
    origin,
    scope: send.endpoint,
    evidence: [
      {
        send: send.id,
        atMs: send.startMs,
        what: `${send.endpoint} answered ${send.status} to ${token.label}, ${writeSpan(overSec)} past ${end} by the answer's Date`,
      },
      { send: send.id, atMs: send.startMs, what: honour.ground },
    ],
    alternatives: [
      ...honour.alternatives,
      ...(isDisputed ? ['the clock of this server, or of a proxy before it, runs ahead of that of the issuer'] : []),
    ],
  });
}

/**
 * Servers disagree about time (T24): over by the clock of the one that took it only, the leeway granted. By the Date of the
 * answer that issued it: an estimate of now says nothing of then where the local clock was set in between.
 */
function isAliveByIssuer(send: Send, token: Token, overSec: number, look: Look): boolean {
  const { origins, issuedAtMs, issuedServerMs } = token;
  const [issuer] = origins;
  const expiryMs = findExpiryServerMs(token);
  if (issuer === send.origin || issuedAtMs === null || issuedServerMs === null || expiryMs === null) return false;
  const issuerOffsetMs = issuedServerMs - issuedAtMs;
  const overByIssuerSec = (send.startMs + issuerOffsetMs - expiryMs) / 1000;
  const { 'clock.leeway': leewaySec, 'clock.skew.report': reportedSec } = look.policy.thresholds;
  const ownOffsetMs = overSec * 1000 + expiryMs - send.startMs;
  // Where either showed the other's time as well, they agree: the local clock was set.
  const showed = (origin: string | undefined, offsetMs: number): boolean =>
    look.state.server
      .get(origin ?? '')
      ?.clock.some((sample) => Math.abs(sample.offsetMs - offsetMs) <= reportedSec * 1000) === true;
  const isSet = showed(send.origin, issuerOffsetMs) || showed(issuer, ownOffsetMs);
  return !isSet && overSec - overByIssuerSec > reportedSec && overByIssuerSec <= leewaySec;
}
