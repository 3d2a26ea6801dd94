// The verdict on silent refresh that QA wants: pass, fail or cannot tell, with the threshold that decided, and what it counts.
// Shapes only; they are part of the report.

import type { PolicyThresholds } from '../engine/policy';
import type { ProfileName } from '../engine/profile';
import type { Lapsed } from './find-lapsed';
import type { LeadTimes } from './lead-times';
import type { SilentTally } from './silent-tally';

export type CheckName = 'renewed' | 'retried' | 'storm' | 'loop';

/** One demand of the policy. `thresholds`: keys and values that it is measured by; none where nothing at all may happen. */
export type SilentCheck = {
  readonly name: CheckName;
  readonly isMet: boolean;
  /** What was seen, as a sentence without its full stop. */
  readonly words: string;
  readonly thresholds: Readonly<Partial<PolicyThresholds>>;
};

export type SilentRefresh = {
  readonly verdict: 'pass' | 'fail' | 'cannot-tell';
  /** One sentence. */
  readonly reason: string;
  /** The check that decided; null for cannot tell. A pass is decided by the first: that all were renewed. */
  readonly decidedBy: CheckName | null;
  readonly checks: readonly SilentCheck[];
  readonly profile: ProfileName;
  readonly tally: SilentTally;
  /** Access tokens that came to their end: renewed, failed to be, or left to lapse. */
  readonly expiries: number;
  readonly lapsed: Lapsed;
  readonly leadTimes: LeadTimes | null;
  /** Requests refused for authentication that led to a renewal, and how many of them were sent again. */
  readonly retries: { readonly refused: number; readonly repeated: number };
  /** What came of the refresh token in renewals that succeeded. */
  readonly rotation: {
    readonly rotated: number;
    readonly kept: number;
    readonly sameSuccessor: number;
    readonly unknown: number;
  };
  /** Which tab or worker renewed how often; most often first. */
  readonly contexts: readonly { readonly context: string; readonly count: number }[];
  readonly noticed: {
    /** The user met a login page or signed in again. */
    readonly signIns: number;
    /** Failed, and nothing has renewed the session since. */
    readonly unresolved: number;
    /** Refused requests that were not sent again. */
    readonly lostRequests: number;
  };
  /** Time in which nothing was observed: what happened then is not counted. */
  readonly unwatchedSec: number;
};
