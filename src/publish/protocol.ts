// The wire between contexts: every message that crosses a port or runtime.sendMessage is defined here and nowhere else.
// Raise PROTOCOL_VERSION when a message changes its meaning; a panel that meets another version says "reopen DevTools".

import type { ProfileName } from '../engine/profile';
import type { Entities, ToldKind } from '../engine/state';
import type { Observation } from '../observation/observation';
import type { FindingGroup, NotEvaluable } from '../rules/finding';
import type { Mute, Muted } from '../rules/muted';
import type { Step } from './step';

export const PROTOCOL_VERSION = 2;

/** Port names; the number is the inspected tab's id. */
export const PANEL_PORT = 'panel';
export const DEVTOOLS_PORT = 'devtools';

/** What the sensors can see now: the status bar's truth. */
export type Status = {
  readonly isPaused: boolean;
  /** Host access: to all sites, or withheld by the user for some or all of them. */
  readonly siteAccess: 'all' | 'withheld';
  /** Tabs whose DevTools are open: only their answers' bodies can be read. */
  readonly bodyTabs: readonly number[];
  readonly isPrivate: boolean;
  readonly profile: ProfileName;
};

type WireEntities = { readonly [Kind in ToldKind]?: readonly (readonly [string, Entities[Kind]])[] };

/**
 * A part of the whole state at `seq`; the state is whole with the part that `isLast`. A new epoch means that the numbers
 * started again: cleared, or the worker started anew.
 */
export type SnapshotPart = {
  readonly kind: 'snapshot';
  readonly protocol: number;
  readonly epoch: string;
  readonly seq: number;
  readonly entities: WireEntities;
  readonly findings: readonly (readonly [string, FindingGroup])[];
  readonly status: Status;
  readonly isLast: boolean;
};

export type ToPanel =
  | SnapshotPart
  /** What the panel has is still true: the numbers go on from its `seq`, under this epoch. */
  | {
      readonly kind: 'resumed';
      readonly protocol: number;
      readonly epoch: string;
      readonly seq: number;
      readonly status: Status;
    }
  /** What observations `from`, `from + 1`, … changed; the panel puts the changed entities in their places. */
  | { readonly kind: 'steps'; readonly epoch: string; readonly from: number; readonly steps: readonly Step[] }
  | { readonly kind: 'status'; readonly status: Status }
  /** After each snapshot or resumption, and when it changes. */
  | { readonly kind: 'muted'; readonly muted: Muted }
  /** The answer to explain-silence, as of now. */
  | { readonly kind: 'silence'; readonly notEvaluable: readonly NotEvaluable[] };

export type Command = 'clear' | 'pause' | 'resume';

export type FromPanel =
  /** First message on a panel port. `epoch` and `seq` of what the panel already has, so that it can resume. */
  | { readonly kind: 'subscribe'; readonly protocol: number; readonly epoch: string | null; readonly seq: number }
  | { readonly kind: 'command'; readonly command: Command }
  /** The user chose other session limits; the worker judges anew and keeps the choice. */
  | { readonly kind: 'set-profile'; readonly profile: ProfileName }
  /** The worker keeps it, tells all panels, and marks it in reports. */
  | { readonly kind: 'mute'; readonly mute: Mute; readonly isOn: boolean }
  /** Which rules could not be judged, and why: asked when somebody looks, for it costs a walk over the whole state. */
  | { readonly kind: 'explain-silence' };

export type ToDevtools =
  /** The devtools page normalises bodies itself, under the profile's fingerprint key. Sent again when a fact changes. */
  | {
      readonly kind: 'fingerprint-key';
      readonly protocol: number;
      readonly keyHex: string;
      readonly isPaused: boolean;
      readonly partition: string;
      /** Per devtools page, the last batch that is archived. The worker does not know yet which of them it speaks to. */
      readonly saved: Readonly<Record<string, number>>;
    }
  /** This batch is in the state, if not in the archive yet: the next may come. */
  | { readonly kind: 'taken'; readonly batch: number }
  /** All batches up to this one are archived and need not be sent again. */
  | { readonly kind: 'saved'; readonly batch: number };

/** Batches of one devtools page (`page`: a random name) are numbered from 1, so that one sent twice is taken once. */
export type FromDevtools = {
  readonly kind: 'observations';
  readonly page: string;
  readonly batch: number;
  readonly observations: readonly Observation[];
};

/** One-shot requests by runtime.sendMessage from our own pages. `tabId` tells private windows apart where it matters. */
export type Ask = { readonly kind: 'get-report'; readonly tabId?: number | null };
