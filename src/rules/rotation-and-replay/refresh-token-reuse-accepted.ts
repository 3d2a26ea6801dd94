// rules.md 10 C, positions P3 and P4. The server issued new credentials for a token that it had replaced.

import { isSelfRenewal, type Refresh } from '../../engine/refresh';
import { isSameTarget } from '../../engine/target';
import type { Token } from '../../engine/token';
import { createVerdict, gradeConfidence } from '../create-verdict';
import {
  capByGap,
  inferencesOfEdges,
  lowerIfBound,
  lowerOnLoopback,
  originOfRefresh,
  refreshOf,
  SHARED_ALTERNATIVES,
  tokenOf,
} from '../facts';
import type { Severity } from '../finding';
import { findExcuse, type Provider } from '../providers';
import { defineRule, type Look } from '../rule';
import { describeIssued, describeRepeat, explainUnreadRefreshes, listRepeatEvidence } from './describe-repeat';

export const refreshTokenReuseAccepted = defineRule({
  id: 'refresh-token-reuse-accepted',
  title: 'A superseded refresh token was accepted',
  category: 'rotation-and-replay',
  subject: 'refresh',
  remediation:
    'Invalidate a refresh token on use, keep its lineage, and end the whole family on reuse. If a retry window is needed, keep it to 60 s and the previous token only, and return the same successor.',
  references: ['RFC 9700 §4.14.2', 'RFC 6819 §5.2.2.3', 'ASVS 10.4.5', 'WSTG-ATHZ-05.1'],
  evaluate(refresh, look) {
    const severity = gradeReuse(refresh);
    if (severity === null || refresh.sinceReplacedSec === null || isSelfRenewal(refresh)) return null;
    const origin = originOfRefresh(look, refresh);
    const excuse = findExcuse(refresh);
    const isExtended =
      refresh.position === 'P3' && refresh.sinceReplacedSec <= look.policy.thresholds['rt.grace.extended'];
    const token = tokenOf(look, refresh.presented);
    const inferred = inferencesOfEdges(look, refresh.chain, ({ from }) => from === refresh.presented);
    return createVerdict({
      severity: excuse === null ? severity : gradeExcused(excuse),
      steps: [isExtended && excuse === null ? -1 : 0, lowerIfBound(token), lowerOnLoopback(origin)],
      confidence: capByGap(
        look,
        gradeConfidence((isExtended ? 1 : 0) + inferred),
        findTellingMs(refresh, refresh.sinceReplacedSec, token, look),
        refresh.startMs,
      ),
      message: `The browser presented ${describeRepeat(look, refresh)}. The server accepted it and issued ${describeIssued(look, refresh)}${excuse === null ? '' : ` (${excuse.excuse})`}.`,
      atMs: refresh.startMs,
      tokens: [refresh.presented, ...refresh.issued].flatMap((id) => (id === null ? [] : [id])),
      refreshes: [refresh.id],
      chain: refresh.chain,
      origin,
      scope: token?.identity.issuer ?? refresh.endpoint,
      evidence: listRepeatEvidence(look, refresh),
      alternatives: [SHARED_ALTERNATIVES.staleCopy, SHARED_ALTERNATIVES.restart, SHARED_ALTERNATIVES.tester],
    });
  },
  explainSilence: explainUnreadRefreshes,
});

/** When its successor had last been given out early enough for this use to be reuse by that alone: what had gone unseen before says nothing. */
function findTellingMs(refresh: Refresh, sinceReplacedSec: number, token: Token | undefined, look: Look): number {
  const byMs = refresh.startMs - look.policy.thresholds['rt.grace'] * 1000;
  const telling = (token?.uses ?? []).flatMap((use) => {
    const answer = isSameTarget(use.target, refresh.target) ? refreshOf(look, use.refresh)?.answer : null;
    return use.endMs !== null && use.endMs < byMs && (answer === 'A+' || answer === 'A=') ? [use.endMs] : [];
  });
  return Math.max(refresh.startMs - sinceReplacedSec * 1000, ...telling);
}

/** Low; the same successor from a server that documents just that is no more than an observation. */
const gradeExcused = ({ allowsParent }: Provider): Severity => (allowsParent ? 'info' : 'low');

/** rules.md 4.1, rows P3 and P4. */
function gradeReuse({ position, answer }: Refresh): Severity | null {
  if (position === 'P3') return answer === 'A+' ? 'high' : answer === 'A0' ? 'medium' : answer === 'A=' ? 'low' : null;
  if (position === 'P4') return answer === 'A+' || answer === 'A0' ? 'high' : answer === 'A=' ? 'medium' : null;
  return null;
}
