// The door where secrets stop: raw halves of exchanges come in, observations go out. Holds the fingerprint key and what
// was read lately from tokens, addresses and Cookie headers, without what is secret in them. What answers have brought it
// knows again in later requests.

import type { AnswerReceived, RequestSent } from '../observation/observation';
import type { RawAnswer, RawRequest } from '../observe/exchange';
import { normaliseAnswer } from './normalise-answer';
import { normaliseRequest } from './normalise-request';
import { createReaders } from './readers';

export type Normaliser = {
  /** Total: never throws on hostile input. */
  readonly normaliseRequest: (raw: RawRequest) => RequestSent;
  readonly normaliseAnswer: (raw: RawAnswer) => AnswerReceived;
};

/** `keyHex`: 64 hex digits, the HMAC key of this profile's fingerprints. */
export function createNormaliser(keyHex: string): Normaliser {
  const readers = createReaders(keyHex);
  return {
    normaliseRequest: (raw) => normaliseRequest(raw, readers),
    normaliseAnswer: (raw) => normaliseAnswer(raw, readers),
  };
}
