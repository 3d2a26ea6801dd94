// Where sensors put what they see. Whoever implements it lets no secret out.

import type { RequestFailed } from '../observation/observation';
import type { RawAnswer, RawRequest } from './exchange';

export type RawSink = {
  readonly takeRequest: (raw: RawRequest) => void;
  readonly takeAnswer: (raw: RawAnswer) => void;
  readonly takeFailure: (failed: RequestFailed) => void;
};
