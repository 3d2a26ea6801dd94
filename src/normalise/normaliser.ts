// The door where secrets stop: raw halves of exchanges come in, observations go out. Holds the fingerprint key, no state.

import type { AnswerReceived, RequestSent } from '../observation/observation';
import type { RawAnswer, RawRequest } from '../observe/exchange';

export type Normaliser = {
  /** Total: never throws on hostile input. */
  readonly normaliseRequest: (raw: RawRequest) => RequestSent;
  readonly normaliseAnswer: (raw: RawAnswer) => AnswerReceived;
};

/** `keyHex`: 64 hex digits, the HMAC key of this profile's fingerprints. */
export function createNormaliser(_keyHex: string): Normaliser {
  throw new Error('not built yet');
}
