// What stands behind the doors for traffic: the whole program from the raw half to the findings, and its bounds.

import { MAX_ENTITIES } from '../../src/base/limits';
import { createPolicy } from '../../src/engine/policy';
import { ENTITY_KINDS } from '../../src/engine/state';
import { createDoor } from '../../src/normalise/door';
import type { Observation } from '../../src/observation/observation';
import { isObservation } from '../../src/observation/observation-guard';
import type { RawSink } from '../../src/observe/raw-sink';
import { createAnalysis } from '../../src/rules/analysis';
import { TEST_KEY_HEX } from '../support/raw-halves';

/** A token of 64 KB brings at most its claims, which are cut to 2,000 members and 2,048 characters each. */
const MAX_OBSERVATION_CHARS = 3 * 1024 * 1024;

export type WatchedAnalysis = { readonly sink: RawSink; readonly listExcesses: () => readonly string[] };

export function watchAnalysis(): WatchedAnalysis {
  const analysis = createAnalysis(createPolicy('aal1'));
  const excesses: string[] = [];
  let count = 0;

  function take(observation: Observation): void {
    analysis.observe(observation);
    count += 1;
    // Writing every observation down would take most of the time.
    if (count % 50 !== 0) return;
    const text = JSON.stringify(observation);
    if (text.length > MAX_OBSERVATION_CHARS) excesses.push(`an observation of ${text.length} characters`);
    if (!isObservation(JSON.parse(text))) excesses.push('an observation that its own guard refuses');
  }

  return {
    sink: createDoor(TEST_KEY_HEX, take),
    listExcesses: () => [
      ...excesses,
      ...ENTITY_KINDS.filter((kind) => analysis.state[kind].size > MAX_ENTITIES[kind]).map(
        (kind) => `${analysis.state[kind].size} of ${kind}`,
      ),
      ...('polluted' in {} ? ['the prototype of all objects'] : []),
    ],
  };
}
