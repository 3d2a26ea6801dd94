// What a refresh brought may have been used before anybody read that it had brought it.

import { isAccepted } from './classify-answer';
import { settleSilently } from './count-presentations';
import type { Draft } from './draft';
import type { TokenId } from './ids';
import { listPresentations } from './presentations';
import type { Refresh } from './refresh';
import { noteRetry } from './retries';
import type { Send } from './send';

/** `known`: what it was known, or guessed, to have brought before. */
export function noteEarlierUses(
  draft: Draft,
  { send: issuer, startMs, issued }: Refresh,
  known: readonly TokenId[],
): void {
  for (const id of issued) {
    const token = draft.get('token', id);
    if (token === undefined || token.presentations === 0) continue;
    // By the clock of a browser that was set back, what it brought may seem to have been used before it.
    const isSince = (send: Send): boolean => token.issuedBy === issuer || send.startMs >= startMs;
    const sends = [...(listPresentations(draft, token) ?? [])].filter(isSince);
    for (const send of sends.sort((a, b) => a.startMs - b.startMs)) {
      if (isAccepted(send)) settleSilently(draft, send, id);
      if (!known.includes(id)) noteRetry(draft, send);
    }
  }
}
