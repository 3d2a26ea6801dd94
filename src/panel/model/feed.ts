// What the panel is fed with: the worker's state as far as it has been applied, and how the line stands.

import type { ProfileName } from '../../engine/profile';
import type { ToldState } from '../../engine/state';
import type { Command, Status } from '../../publish/protocol';
import type { SubscriptionState } from '../../publish/subscription';
import type { FindingGroup, NotEvaluable } from '../../rules/finding';
import type { Mute, Muted } from '../../rules/muted';

/** A view of the present moment; its maps change in place, so a reader must not keep them beyond a turn. */
export type FeedView = {
  readonly connection: SubscriptionState;
  /** Number of the last applied observation; 0 before the first snapshot. */
  readonly seq: number;
  /** False until a first snapshot has been applied. */
  readonly isFilled: boolean;
  readonly state: ToldState;
  readonly findings: ReadonlyMap<string, FindingGroup>;
  readonly status: Status | null;
  readonly muted: Muted;
  /** Null until it was asked for. */
  readonly notEvaluable: readonly NotEvaluable[] | null;
  /** What this panel could not read or apply itself, newest last. */
  readonly faults: readonly string[];
};

/** How the line is broken; null while it stands, and before it ever did. */
export function readBreak({
  connection,
  isFilled,
}: Pick<FeedView, 'connection' | 'isFilled'>): 'outdated' | 'disconnected' | null {
  if (connection === 'connecting') return isFilled ? 'disconnected' : null;
  return connection === 'connected' ? null : connection;
}

export type Feed = {
  readonly read: () => FeedView;
  /** Told after every change, many times a frame at worst; the returned function stops it. */
  readonly listen: (changed: () => void) => () => void;
  readonly send: (command: Command) => void;
  /** Session limits by which the worker judges from now on. */
  readonly setProfile: (profile: ProfileName) => void;
  readonly mute: (mute: Mute, isOn: boolean) => void;
  /** Asks which rules could not be judged; the answer comes with the view. */
  readonly explainSilence: () => void;
};
