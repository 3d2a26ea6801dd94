// A request that was refused is sent again with the new token: the last step of 401 → refresh → retry (rules.md 3.3).

import { appendCapped } from '../base/capped-list';
import { MAX_REPEATS } from '../base/limits';
import { type Carrier, isInAddress, isInBody } from '../observation/carrier';
import type { Draft } from './draft';
import type { SendId } from './ids';
import type { Send } from './send';

const RECENT_REFRESHES = 4;

export function noteRetry(draft: Draft, send: Send): void {
  if (send.client === null || send.presented.length === 0) return;
  const recent = (draft.get('client', send.client)?.refreshes ?? []).slice(-RECENT_REFRESHES).reverse();
  for (const id of recent) {
    const refresh = draft.get('refresh', id);
    if (
      refresh === undefined ||
      refresh.outcome !== 'success' ||
      !send.presented.some(({ token }) => refresh.issued.includes(token))
    )
      continue;
    const same = refresh.unauthorized.filter((refused) => isSameRequest(draft.get('send', refused), send));
    const isOpen = (refused: SendId): boolean => !refresh.retried.includes(refused);
    const again =
      same.length > 0
        ? same.find(isOpen)
        : refresh.unauthorized.find((refused) => isOpen(refused) && isAlike(draft.get('send', refused), send));
    if (again !== undefined) draft.put('refresh', id, { ...refresh, retried: [...refresh.retried, again] });
    // Of those that are only alike, nobody knows whether the same was wished for twice.
    if (same.length > 0) noteRepeat(draft, again ?? same[0], send);
    return;
  }
}

const REPEATED_WITHIN_MS = 30_000;

/** One repeat may be refused and lead to the next: all belong to the request that was refused first. */
function noteRepeat(draft: Draft, refusedId: SendId | undefined, send: Send): void {
  const refused = draft.get('send', refusedId);
  const first = refused?.repeatOf == null ? refused : draft.get('send', refused.repeatOf);
  if (
    first === undefined ||
    first.repeats.includes(send.id) ||
    first.context !== send.context ||
    send.startMs - (first.endMs ?? first.startMs) > REPEATED_WITHIN_MS
  )
    return;
  draft.put('send', first.id, { ...first, repeats: appendCapped(first.repeats, send.id, MAX_REPEATS) });
  draft.patch('send', send.id, { repeatOf: first.id });
}

function isSameRequest(refused: Send | undefined, send: Send): boolean {
  return (
    refused !== undefined &&
    refused.method === send.method &&
    refused.urlFp === send.urlFp &&
    refused.bodyFp === send.bodyFp
  );
}

/** The token itself is a part of the address, or of the body, which therefore changes with it. */
function isAlike(refused: Send | undefined, send: Send): boolean {
  if (refused === undefined || refused.endpoint !== send.endpoint) return false;
  const isIn = (isThere: (carrier: Carrier) => boolean): boolean =>
    [refused, send].every(({ presented }) => presented.some(({ carrier }) => isThere(carrier)));
  return (isIn(isInAddress) && refused.bodyFp === send.bodyFp) || (isIn(isInBody) && refused.urlFp === send.urlFp);
}
