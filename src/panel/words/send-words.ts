// One request and its answer in words (rules.md 2.6).

import { writeSpan } from '../../base/write-duration';
import type { AnswerClass, Send } from '../../engine/send';
import type { BodyAvailability } from '../../observation/answer';

export const ANSWER_CLASS_PHRASES: Readonly<Record<AnswerClass, string>> = {
  accepted: 'accepted',
  'rejected.explicit': 'refused, and the cause named',
  'rejected.generic': 'refused',
  ambiguous: 'neither accepted nor refused',
  negotiation: 'asked for another try (DPoP nonce or another scheme)',
};

export const BODY_PHRASES: Readonly<Record<BodyAvailability, string>> = {
  full: 'read',
  none: 'none',
  unavailable: 'not readable here: DevTools were not open on the tab',
  lost: 'lost before it could be read',
};

/** "401", "failed: net::ERR_TIMED_OUT", "no answer yet". */
export function writeStatus({ status, failure }: Pick<Send, 'status' | 'failure'>): string {
  if (failure !== null) return `failed: ${failure}`;
  return status === null ? 'no answer yet' : String(status);
}

/** How long the answer took; null without one. */
export function writeLatency({ startMs, endMs }: Pick<Send, 'startMs' | 'endMs'>): string | null {
  if (endMs === null) return null;
  const sec = Math.max(0, endMs - startMs) / 1000;
  return sec < 0.05 ? 'under 0.1 s' : writeSpan(sec);
}
