// rules.md 10 C, 3.5. The server's control works; the client did not stop its timers or clear its memory.

import { writeRoughSpan } from '../../base/write-duration';
import { createVerdict } from '../create-verdict';
import { labelOf, lowerIfBound, lowerOnLoopback, originOfClient, tokenOf } from '../facts';
import { defineRule } from '../rule';
import { describeLogout, explainNoLogout, listForbiddenUses, listLogoutEvidence } from './describe-after-logout';

const LOW_USES = 3;
const BACKGROUND = new Set(['service-worker', 'worker']);

export const tokenUsedAfterLogout = defineRule({
  id: 'token-used-after-logout',
  title: 'Token sent after logout, refused',
  category: 'rotation-and-replay',
  subject: 'chain',
  remediation: 'Tell the logout to all tabs and workers, clear the stores and abort requests under way.',
  references: ['RFC 7009 §2.1', 'ASVS 14.3.1'],
  evaluate(chain, look) {
    const { logout } = chain;
    // The refusal of an expired token says nothing about the logout.
    const uses = listForbiddenUses(look, chain).filter(
      ({ isAccepted, leftSec }) => !isAccepted && (leftSec === null || leftSec > 0),
    );
    const first = uses[0];
    const last = uses.at(-1);
    if (logout === null || first === undefined || last === undefined) return null;
    const isBackground = uses.some(({ context }) => BACKGROUND.has(context));
    const origin = originOfClient(look, chain.client);
    const token = tokenOf(look, last.token);
    const labels = [...new Set(uses.map(({ token }) => labelOf(look, token)))].join(' and ');
    return createVerdict({
      severity: uses.length >= LOW_USES || isBackground ? 'low' : 'info',
      steps: [lowerIfBound(token), lowerOnLoopback(origin)],
      confidence: logout.by === 'L4' || logout.by === 'L5' ? 'possible' : 'confirmed',
      message: `The browser sent ${labels} ${uses.length === 1 ? 'once' : `${uses.length} times`} after ${describeLogout(logout)}, ${writeRoughSpan((last.atMs - logout.atMs) / 1000)} later${isBackground ? ', from the background' : ''}. The server refused.`,
      atMs: first.atMs,
      lastMs: last.atMs,
      count: uses.length,
      tokens: [...new Set(uses.map(({ token }) => token))],
      refreshes: uses.filter(({ isRenewal }) => isRenewal).map(({ send }) => send),
      chain: chain.id,
      origin,
      scope: chain.issuer,
      evidence: listLogoutEvidence(look, logout, uses),
      alternatives: ['another tab had not been told of the logout'],
    });
  },
  explainSilence: explainNoLogout,
});
