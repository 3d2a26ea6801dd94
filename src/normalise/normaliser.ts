// The door where secrets stop: raw halves of exchanges come in, observations go out. Holds the fingerprint key and the
// redacted claims of tokens seen lately, never a token.

import type { AnswerReceived, RequestSent } from '../observation/observation';
import type { RawAnswer, RawRequest } from '../observe/exchange';
import { createFingerprinter } from '../token/fingerprint';
import { createCredentialReader } from './credential-reader';
import { normaliseAnswer } from './normalise-answer';
import { normaliseRequest } from './normalise-request';

export type Normaliser = {
  /** Total: never throws on hostile input. */
  readonly normaliseRequest: (raw: RawRequest) => RequestSent;
  readonly normaliseAnswer: (raw: RawAnswer) => AnswerReceived;
};

/** `keyHex`: 64 hex digits, the HMAC key of this profile's fingerprints. */
export function createNormaliser(keyHex: string): Normaliser {
  const reader = createCredentialReader(createFingerprinter(keyHex));
  return {
    normaliseRequest: (raw) => normaliseRequest(raw, reader),
    normaliseAnswer: (raw) => normaliseAnswer(raw, reader),
  };
}
