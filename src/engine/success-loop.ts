// Refresh succeeds, the API still says no, again and again (rules.md 3.7, success loop).

import { appendBehindFirst } from '../base/capped-list';
import { MAX_LOOP_CYCLES } from '../base/limits';
import { isRejected } from './classify-answer';
import type { Draft } from './draft';
import type { Send } from './send';

const REJECTED_WITHIN_MS = 5000;

/** Counts a cycle when a token that a refresh just brought is refused; an accepted use ends the loop. */
export function noteSuccessLoop(draft: Draft, send: Send): void {
  const client = draft.get('client', send.client);
  if (client === undefined) return;
  if (
    send.answer === 'accepted' &&
    send.presented.some(({ token }) => token !== send.proof?.fp) &&
    client.successLoop.length > 0
  ) {
    draft.patch('client', client.id, { successLoop: [] });
    return;
  }
  if (!isRejected(send.answer)) return;
  for (const { token: id } of send.presented) {
    const token = draft.get('token', id);
    const refresh = draft.get('refresh', token?.issuedBy);
    if (refresh === undefined || refresh.outcome !== 'success' || refresh.endMs === null || send.endMs === null)
      continue;
    if (send.endMs - refresh.endMs > REJECTED_WITHIN_MS || client.successLoop.includes(refresh.id)) continue;
    draft.patch('client', client.id, {
      successLoop: appendBehindFirst(client.successLoop, refresh.id, MAX_LOOP_CYCLES),
    });
  }
}
