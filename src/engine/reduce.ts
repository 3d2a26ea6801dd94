// The fold: one observation in, what it changes out. Total, pure, synchronous; the given state is left alone.

import { assertNever } from '../base/assert-never';
import { MAX_ENTITIES } from '../base/limits';
import type { Observation } from '../observation/observation';
import { createDraft, type Draft } from './draft';
import { noteFault, noteInstant } from './log';
import type { PolicyThresholds } from './policy';
import { recordAnswer, recordFailure } from './record-answer';
import { recordGap } from './record-gap';
import { recordRequest } from './record-request';
import { type Bounds, trim } from './retain';
import type { Changes, State } from './state';

export function reduce(
  state: State,
  observation: Observation,
  thresholds: PolicyThresholds,
  bounds: Bounds = MAX_ENTITIES,
): Changes {
  const draft = createDraft(state, thresholds);
  noteInstant(draft, observation.kind === 'gap-observed' ? observation.toMs : observation.atMs);
  record(draft, state, observation);
  trim(draft, state, bounds);
  return draft.changes();
}

function record(draft: Draft, state: State, observation: Observation): void {
  switch (observation.kind) {
    case 'request-sent':
      return recordRequest(draft, observation);
    case 'answer-received':
      return recordAnswer(draft, observation);
    case 'request-failed':
      return recordFailure(draft, observation);
    case 'gap-observed':
      return recordGap(draft, state, observation);
    case 'fault-noted':
      return noteFault(draft, observation);
    case 'tab-closed':
      return draft.remove('context', observation.context);
    default:
      return assertNever(observation);
  }
}
