// Normaliser and gate as one sink: raw halves of exchanges go in, observations that matter come out.

import type { RawSink } from '../observe/raw-sink';
import { createGate, type ExchangeObservation } from './gate';
import { normaliseFailure } from './normalise-failure';
import { createNormaliser } from './normaliser';

/** `keyHex`: 64 hex digits. `emit` is called within the call that brings the raw half, or not at all. */
export function createDoor(keyHex: string, emit: (observation: ExchangeObservation) => void): RawSink {
  const normaliser = createNormaliser(keyHex);
  const gate = createGate(emit);
  return {
    takeRequest: (raw) => gate.takeRequest(normaliser.normaliseRequest(raw)),
    takeAnswer: (raw) => gate.takeAnswer(normaliser.normaliseAnswer(raw)),
    takeFailure: (failed) => gate.takeFailure(normaliseFailure(failed)),
  };
}
