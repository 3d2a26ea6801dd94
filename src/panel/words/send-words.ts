// One request and its answer in words (rules.md 2.6).

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
