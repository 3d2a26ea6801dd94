// rules.md 10 C, position P2, accepted. Tolerated by design; two different answers leave two live branches.

import { isSelfRenewal } from '../../engine/refresh';
import { createVerdict, gradeConfidence } from '../create-verdict';
import {
  capByGap,
  inferencesOfEdges,
  lowerIfBound,
  lowerOnLoopback,
  originOfRefresh,
  SHARED_ALTERNATIVES,
  tokenOf,
} from '../facts';
import { defineRule } from '../rule';
import { describeIssued, describeRepeat, explainUnreadRefreshes, listRepeatEvidence } from './describe-repeat';

export const refreshTokenReuseWithinGrace = defineRule({
  id: 'refresh-token-reuse-within-grace',
  title: 'Late duplicate inside the grace window',
  category: 'rotation-and-replay',
  subject: 'refresh',
  remediation: 'Client: take a lock across tabs. Server: return the same successor inside the window.',
  references: [
    'Auth0 refresh token rotation overlap',
    'Okta rotation grace period',
    'Cognito RetryGracePeriodSeconds',
    'FAPI 2.0',
  ],
  evaluate(refresh, look) {
    const { position, answer } = refresh;
    if (isSelfRenewal(refresh)) return null;
    if (position !== 'P2' || (answer !== 'A+' && answer !== 'A=' && answer !== 'A0')) return null;
    const origin = originOfRefresh(look, refresh);
    const token = tokenOf(look, refresh.presented);
    const inferred = inferencesOfEdges(look, refresh.chain, ({ from }) => from === refresh.presented);
    const replacedMs = refresh.startMs - (refresh.sinceReplacedSec ?? 0) * 1000;
    const outcome =
      answer === 'A+'
        ? `accepted it and issued ${describeIssued(look, refresh)}: the chain has two live branches`
        : answer === 'A='
          ? 'answered with the successor that it had already issued'
          : 'accepted it without a new refresh token';
    return createVerdict({
      severity: answer === 'A+' ? 'low' : 'info',
      steps: [lowerIfBound(token), lowerOnLoopback(origin)],
      confidence: capByGap(look, gradeConfidence(inferred), replacedMs, refresh.startMs),
      message: `The browser presented ${describeRepeat(look, refresh)}. The server ${outcome}.`,
      atMs: refresh.startMs,
      tokens: [refresh.presented, ...refresh.issued].flatMap((id) => (id === null ? [] : [id])),
      refreshes: [refresh.id],
      chain: refresh.chain,
      origin,
      scope: token?.identity.issuer ?? refresh.endpoint,
      evidence: listRepeatEvidence(look, refresh),
      alternatives: [SHARED_ALTERNATIVES.staleCopy, SHARED_ALTERNATIVES.lostAnswer],
    });
  },
  explainSilence: explainUnreadRefreshes,
});
