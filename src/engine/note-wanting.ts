// A request that was refused because its access token was not there any more: a cookie ends with the token that it holds,
// and the browser then leaves it out. The refusal is that token's, or 401 → refresh → retry would go unseen (rules.md 3.3).

import { isRejected } from './classify-answer';
import { findCurrentAccessToken, isAccessLike, noteRejection } from './contexts';
import type { Draft } from './draft';
import { remainingSec } from './select';
import type { Send } from './send';

/** `before`: the send as it was known before this answer. */
export function noteWanting(draft: Draft, before: Send, after: Send): void {
  const isNews = isRejected(after.answer) && !isRejected(before.answer);
  if (!isNews || after.client === null || after.endMs === null || after.refresh !== null) return;
  if (after.purpose.kind !== 'other' || after.presented.some(({ token }) => isAccessLike(draft, token))) return;
  const token = findCurrentAccessToken(draft, after.client, after.context, {
    chain: null,
    presented: null,
    atMs: after.startMs,
  });
  if (token === null || !token.carriers.includes('set-cookie')) return;
  if ((remainingSec(draft.view, token, after.startMs) ?? 1) > 0) return;
  noteRejection(draft, after.client, after.context, { send: after.id, token: token.id, atMs: after.endMs });
}
