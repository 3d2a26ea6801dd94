// What the live session of one storage partition offers: to sensors, to DevTools pages and to panels.

import type { Policy } from '../engine/policy';
import type { Observation } from '../observation/observation';
import type { RawSink } from '../observe/raw-sink';
import type { Analysis } from '../rules/analysis';
import type { AnalysisChanges } from '../rules/snapshot';

/** Where the numbering stands. `before`: the worker's life before this one, whose end is this one's beginning. */
export type Position = {
  readonly epoch: string;
  readonly seq: number;
  readonly before: { readonly epoch: string; readonly seq: number } | null;
};

/** Whoever listens says what for. */
export type SessionListener = {
  readonly onObserved?: (changes: AnalysisChanges, seq: number) => void;
  /** The state was replaced, and with it the epoch. */
  readonly onReset?: () => void;
  readonly onPause?: () => void;
  /** What a DevTools page sent up to this batch is archived. */
  readonly onSaved?: (batches: Readonly<Record<string, number>>) => void;
};

export type LiveSession = {
  /** For the sensors of this worker. */
  readonly sink: RawSink;
  /**
   * Runs `run` as guard does: at once when it is quiet, up to 50 ms later and with others when it is not. Whatever else
   * the session is told comes after it.
   */
  readonly takeSoon: (where: string, run: () => void) => void;
  /** For facts that need no normalising. */
  readonly observe: (observation: Observation) => void;
  /** Observations that a DevTools page made; a batch that was taken before is not taken again. */
  readonly takeBatch: (page: string, batch: number, observations: readonly Observation[]) => void;
  readonly clear: () => void;
  /** Judges what is held by another policy; whoever follows takes the state anew. Nothing happens if it is the same. */
  readonly setPolicy: (policy: Policy) => void;
  /** Site access was withheld or given back; a gap tells from when to when, also when the worker died meanwhile. */
  readonly noteSiteAccess: (hasAll: boolean) => void;
  readonly pause: () => void;
  readonly resume: () => void;
  /** Runs when the archive is loaded: now, if it is. */
  readonly whenReady: (run: () => void) => void;
  /** Something was lost or skipped: the user is told. */
  readonly noteFault: (where: string, reason: string) => void;
  /** Runs `run` and turns what it throws into a fault. */
  readonly guard: (where: string, run: () => void) => void;
  /** Below: only once it is ready. */
  readonly position: () => Position;
  readonly analysis: () => Analysis;
  readonly keyHex: () => string;
  readonly isPaused: () => boolean;
  /** What each DevTools page sent up to this batch is archived. */
  readonly savedBatches: () => Readonly<Record<string, number>>;
  readonly listen: (listener: SessionListener) => () => void;
  /** Resolves when everything seen so far is archived. */
  readonly settle: () => Promise<void>;
};
