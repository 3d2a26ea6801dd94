// One token in both roles: used at an API and renewed itself, in whatever order (rules.md 14.13).

import type { Draft } from './draft';
import type { Send } from './send';

/** Of the tokens that `send` presented. Asked when this use of them is counted already. */
export function markSingles(draft: Draft, send: Send): void {
  for (const { token: id } of send.presented) {
    const token = draft.get('token', id);
    if (token === undefined || token.role !== 'access' || token.endpoints.length < 2) continue;
    const hasRenewed = token.uses.some(({ refresh: one }) => {
      const refresh = draft.get('refresh', one);
      return refresh?.type === 'self_renew' && refresh.outcome === 'success';
    });
    if (hasRenewed) draft.put('token', id, { ...token, role: 'single' });
  }
}
