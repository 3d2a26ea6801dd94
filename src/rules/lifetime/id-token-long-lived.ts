// rules.md 10 A. An ID token is a statement to the client, made once; a long one matters when it serves as a credential.
// Sent back as id_token_hint it may be expired by design, so that use never raises the severity.

import { readLifetime } from '../../engine/select';
import type { Token } from '../../engine/token';
import { createVerdict, gradeConfidence, inferencesOf } from '../create-verdict';
import { explainUnreadBodies, issuerOfToken, lowerOnLoopback, originOfToken, raiseIfAdmin } from '../facts';
import { defineRule } from '../rule';
import { describeLength, describeLifetime } from './describe-lifetime';

export const idTokenLongLived = defineRule({
  id: 'id-token-long-lived',
  title: 'ID token lives long',
  category: 'lifetime',
  subject: 'token',
  remediation: 'Let ID tokens live minutes to an hour, and do not use them as credentials of an API.',
  references: ['OpenID Connect Core §2', 'ASVS 9.2.2'],
  evaluate(token, look) {
    if (token.role !== 'id') return null;
    const lifetime = readLifetime(look.state, token);
    if (lifetime.lifetimeSec === null || lifetime.lifetimeSec <= look.policy.thresholds['id.max']) return null;
    const origin = originOfToken(look, token);
    const isMisused = token.usedRole === 'access';
    const evidence = describeLifetime(token, lifetime);
    return createVerdict({
      severity: isMisused ? 'medium' : 'low',
      steps: [lowerOnLoopback(origin), raiseIfAdmin(token)],
      confidence: gradeConfidence(inferencesOf(token.roleStrength)),
      message: `ID token ${token.label} is valid for ${describeLength(lifetime)}${isMisused ? ', and the browser presented it as an access token' : ''}.`,
      atMs: evidence.atMs,
      tokens: [token.id],
      origin,
      scope: issuerOfToken(token),
      evidence: [evidence, { atMs: token.lastSeenMs, what: describeUse(token) }],
    });
  },
  explainSilence: explainUnreadBodies,
});

function describeUse(token: Token): string {
  const audience = token.identity.audience.join(', ');
  const places =
    token.endpoints.length === 0 ? 'not presented to any server' : `presented to ${token.endpoints.join(', ')}`;
  return `${token.label}: aud ${audience === '' ? 'absent' : audience}; ${places}`;
}
