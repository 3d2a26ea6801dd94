// Where a renewal credential stood when it was presented, and how the answer is read (rules.md 4.1), in plain words.

import { isSelfRenewal, type Position, type Refresh, type RefreshAnswer } from '../engine/refresh';

export const POSITION_PHRASES: Readonly<Record<Position, string>> = {
  P0: 'the newest of its chain',
  P1: 'one of two at the same time',
  P2: 'just replaced: soon enough for a grace window',
  P3: 'replaced before',
  P4: 'replaced more than once before',
  P5: 'given up at logout',
  P6: 'past its own expiry',
  P7: 'of unseen origin',
};

const ANSWER_PHRASES: Readonly<Record<RefreshAnswer, string>> = {
  'A+': 'accepted, with a new refresh token',
  'A=': 'accepted, with the successor issued before',
  A0: 'accepted, with an access token only',
  Rr: 'refused, and named as reuse by the server',
  Rg: 'refused, without naming reuse',
  Rx: 'neither accepted nor refused for good',
};

/** Null where the answer is not known. */
export function phraseAnswer({ answer, type }: Pick<Refresh, 'answer' | 'type'>): string | null {
  if (answer === 'A+' && isSelfRenewal({ type })) return 'accepted, with a new token in its place';
  return answer === null ? null : ANSWER_PHRASES[answer];
}
