// A refresh that its request alone shows; and one that was none, because its request never left (rules.md 2.2, 3.3).

import { isCallByPath } from '../observation/request';
import { patchContext, readContext } from './contexts';
import type { Draft } from './draft';
import { typeOf } from './find-renewal';
import { openRefresh } from './open-refresh';
import { rejudge } from './rejudge';
import { attachPresentation, pickPresentedRenewal } from './renewal-credential';
import type { Send } from './send';
import { reviewRefusals } from './settle-refusal';

/** A grant, or a renewal credential that is named as one, is a refresh whatever comes back; a mere path is one only by its answer. */
export function openKnownRefresh(draft: Draft, send: Send): void {
  const { purpose } = send;
  const isGrant = purpose.kind === 'token-request' && purpose.grant === 'refresh_token';
  const isCall = purpose.kind === 'refresh-call' && !isCallByPath(purpose);
  if (!isGrant && !isCall) return;
  const picked = pickPresentedRenewal(draft, send);
  if (picked !== null) attachPresentation(draft, send.id, picked.token, picked.carrier);
  if (isGrant)
    openRefresh(draft, draft.get('send', send.id) ?? send, { type: 'rt_grant', presented: picked?.token ?? null });
  else if (picked !== null && picked.carrier !== 'cookie')
    openRefresh(draft, send, { type: typeOf(picked.carrier), presented: picked.token });
}

/** A cache or a service worker answered it: what the worker asks the server itself is another send (T6, T7). */
export function withdrawRefresh(draft: Draft, send: Send): void {
  const refresh = draft.get('refresh', send.refresh);
  if (refresh === undefined) return;
  draft.remove('refresh', refresh.id);
  draft.patch('send', send.id, { refresh: null });
  const client = draft.get('client', send.client);
  if (client !== undefined) {
    const isOther = (id: string): boolean => id !== refresh.id;
    draft.patch('client', client.id, { refreshes: client.refreshes.filter(isOther) });
    const { refreshes } = readContext(client, send.context);
    patchContext(draft, client.id, send.context, { refreshes: refreshes.filter(isOther) });
  }
  const token = draft.get('token', refresh.presented);
  if (token === undefined) return;
  draft.put('token', token.id, { ...token, uses: token.uses.filter((use) => use.refresh !== refresh.id) });
  rejudge(draft, token.id);
  // What was refused beside it lost no race.
  reviewRefusals(draft, token.id);
}
