// A request that was refused is sent again with the new token: the last step of 401 → refresh → retry (rules.md 3.3).

import type { Draft } from './draft';
import type { Send } from './send';

const MAX_RECENT_REFRESHES = 4;

export function noteRetry(draft: Draft, send: Send): void {
  if (send.client === null || send.presented.length === 0) return;
  const recent = (draft.get('client', send.client)?.refreshes ?? []).slice(-MAX_RECENT_REFRESHES).reverse();
  for (const id of recent) {
    const refresh = draft.get('refresh', id);
    if (refresh === undefined || refresh.outcome !== 'success' || !send.presented.some(({ token }) => refresh.issued.includes(token))) continue;
    const again = refresh.unauthorized.find((refused) => !refresh.retried.includes(refused) && isSameRequest(draft.get('send', refused), send));
    if (again !== undefined) draft.put('refresh', id, { ...refresh, retried: [...refresh.retried, again] });
    return;
  }
}

function isSameRequest(refused: Send | undefined, send: Send): boolean {
  return refused !== undefined && refused.method === send.method && refused.urlFp === send.urlFp && refused.bodyFp === send.bodyFp;
}
