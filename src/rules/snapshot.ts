// State and findings as data: to go on later, or elsewhere. Types only.

import type { Changes, State } from '../engine/state';
import type { FindingGroup } from './finding';

/** Everything that an analysis needs to go on: JSON-ready maps. */
export type Snapshot = { readonly state: State; readonly findings: ReadonlyMap<string, FindingGroup> };

/** What an observation changed: entities and finding groups, null where one is gone. */
export type AnalysisChanges = { readonly state: Changes; readonly findings: ReadonlyMap<string, FindingGroup | null> };
