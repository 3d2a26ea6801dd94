import type { PolicyThresholds } from './policy';
import type { Observation } from '../observation/observation';
import type { Changes, State } from './state';

export function reduce(_state: State, _observation: Observation, _thresholds: PolicyThresholds): Changes {
  return {};
}
