// Where the presentations of a credential stood (rules.md 4.1): judged anew with all news of any of them.

import { MAX_RENEWAL_USES } from '../base/limits';
import type { Draft } from './draft';
import type { TokenId } from './ids';
import { countRotations } from './join-families';
import { readDraftLog } from './log';
import { judgeUse } from './position';
import { isSpending } from './refresh';
import { findExpiryLocalMs } from './select';

/** Bodies come late by seconds: what they tell of rotations changes the newest presentations only. */
const RECENT_USES = 8;

/** Judges every presentation of a credential anew: news of one may change what another was. */
export function rejudge(draft: Draft, tokenId: TokenId): void {
  const token = draft.get('token', tokenId);
  if (token === undefined) return;
  const chain = draft.get('chain', token.chain);
  const around = {
    graceSec: draft.thresholds['rt.grace'],
    logoutMarginSec: draft.thresholds['logout.margin'],
    loggedOutAtMs: chain?.logout?.atMs ?? null,
    expiresAtMs: findExpiryLocalMs(draft.view, token),
    gaps: readDraftLog(draft).gaps,
  };
  // What came before the oldest of many is forgotten: they stay as they were judged while it was known.
  const isFull = token.uses.length >= MAX_RENEWAL_USES;
  for (const [index, known] of token.uses.entries()) {
    const refresh = draft.get('refresh', known.refresh);
    if (refresh === undefined || !isSpending(refresh) || (isFull && index < MAX_RENEWAL_USES / 2)) continue;
    const isRecent = token.uses.length - index <= RECENT_USES;
    const rotations = isRecent ? countRotations(draft, tokenId, known.startMs) : 0;
    const use = rotations > known.distance ? { ...known, distance: rotations } : known;
    const { position, sinceReplacedSec } = judgeUse(token, use, around);
    const generationDistance = sinceReplacedSec === null ? null : Math.max(1, use.distance);
    const isSame = refresh.position === position && refresh.sinceReplacedSec === sinceReplacedSec;
    if (isSame && refresh.generationDistance === generationDistance) continue;
    draft.put('refresh', refresh.id, { ...refresh, position, sinceReplacedSec, generationDistance });
  }
}
