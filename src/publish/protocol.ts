// The wire between contexts: every message that crosses a port or runtime.sendMessage is defined here and nowhere else.
// Raise PROTOCOL_VERSION when a message changes its meaning; a panel that meets another version says "reopen DevTools".

import type { Entities, EntityKind } from '../engine/state';
import type { Observation } from '../observation/observation';
import type { FindingGroup } from '../rules/finding';
import type { ProfileName } from '../engine/policy';

export const PROTOCOL_VERSION = 1;

/** Port names; the number is the inspected tab's id. */
export const PANEL_PORT = 'panel';
export const DEVTOOLS_PORT = 'devtools';

/** What the sensors can see now: the status bar's truth. */
export type Status = {
  readonly isPaused: boolean;
  /** Host access: all sites, some or none (platform.md 1.2). */
  readonly siteAccess: 'all' | 'withheld';
  /** Tabs whose DevTools are open: only their answers' bodies can be read. */
  readonly bodyTabs: readonly number[];
  readonly isPrivate: boolean;
  readonly profile: ProfileName;
};

export type WireEntities = { readonly [Kind in EntityKind]: readonly (readonly [string, Entities[Kind]])[] };

export type ToPanel =
  /** The whole state at `seq`. A new epoch means that numbers started again (clear, or the memory was lost). */
  | {
      readonly kind: 'snapshot';
      readonly protocol: number;
      readonly epoch: string;
      readonly seq: number;
      readonly entities: WireEntities;
      readonly findings: readonly (readonly [string, FindingGroup])[];
      readonly status: Status;
    }
  /** Observations `from`, `from + 1`, …; the panel feeds them to the same reducer. */
  | { readonly kind: 'observations'; readonly epoch: string; readonly from: number; readonly observations: readonly Observation[] }
  | { readonly kind: 'status'; readonly status: Status };

export type FromPanel =
  /** First message on a panel port. `epoch` and `seq` of what the panel already has, so that it can resume. */
  | { readonly kind: 'subscribe'; readonly protocol: number; readonly epoch: string | null; readonly seq: number }
  | { readonly kind: 'command'; readonly command: 'clear' | 'pause' | 'resume' };

/** The devtools page normalises bodies itself, under the profile's fingerprint key. */
export type ToDevtools = { readonly kind: 'fingerprint-key'; readonly keyHex: string; readonly isPaused: boolean };
export type FromDevtools = { readonly kind: 'observations'; readonly observations: readonly Observation[] };

/** One-shot requests by runtime.sendMessage from our own pages. */
export type Ask = { readonly kind: 'get-report' };
