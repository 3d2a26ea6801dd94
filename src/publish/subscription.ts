// The panel's end of the wire: connects, resumes, reconnects, and hands on snapshots and steps in order.
// Knows no browser: the port comes from a factory, time from a scheduler.

import { assertNever } from '../base/assert-never';
import type { Schedule } from '../base/schedule';
import type { ProfileName } from '../engine/profile';
import type { NotEvaluable } from '../rules/finding';
import type { Mute, Muted } from '../rules/muted';
import type { Channel } from './channel';
import { type ParsedToPanel, parseToPanel } from './parse-to-panel';
import { type Command, type FromPanel, PROTOCOL_VERSION, type Status } from './protocol';
import { createReconnection } from './reconnection';
import { createSnapshotJoiner } from './snapshot-parts';
import type { Replica, Step } from './step';

/** outdated: the extension was updated under this page; only reopening DevTools helps. It is final. */
export type SubscriptionState = 'connecting' | 'connected' | 'disconnected' | 'outdated';

export type SubscriptionOptions = {
  /** A new port to the worker; null when the extension was reloaded. A throw counts as a disconnect. */
  readonly connect: () => Channel | null;
  readonly schedule: Schedule;
  /** Replaces everything known so far, and is the listener's own. `seq`: the number of the last observation that it holds. */
  readonly onSnapshot: (replica: Replica, seq: number) => void;
  /** Steps `from`, `from + 1`, …: always the ones that follow what was handed on before. */
  readonly onSteps: (steps: readonly Step[], from: number) => void;
  readonly onStatus: (status: Status) => void;
  readonly onMuted: (muted: Muted) => void;
  readonly onSilence: (notEvaluable: readonly NotEvaluable[]) => void;
  readonly onState: (state: SubscriptionState) => void;
  /** A message that did not fit the protocol was dropped. */
  readonly onFault: (reason: string) => void;
};

export type Subscription = {
  /** False when there is no connection to send it over. */
  readonly send: (command: Command) => boolean;
  readonly setProfile: (profile: ProfileName) => boolean;
  readonly mute: (mute: Mute, isOn: boolean) => boolean;
  readonly explainSilence: () => boolean;
};

type Part<Kind extends ParsedToPanel['kind']> = Extract<ParsedToPanel, { readonly kind: Kind }>;

/** Connects at once. */
export function createSubscription(options: SubscriptionOptions): Subscription {
  const { onFault, onSnapshot, onStatus, onSteps } = options;
  const joiner = createSnapshotJoiner();
  let state: SubscriptionState | null = null;
  let epoch: string | null = null;
  let seq = 0;
  /** Asked for a snapshot or to resume: what comes before the answer belongs to the time before, and is in the answer. */
  let isAwaiting = true;

  const reconnection = createReconnection({
    connect: options.connect,
    schedule: options.schedule,
    onOpen: (channel) => {
      enter('connecting');
      isAwaiting = true;
      channel.post(subscribe());
    },
    onMessage: takeMessage,
    onLost: () => enter('disconnected'),
    onGone: () => enter('outdated'),
  });

  function enter(next: SubscriptionState): void {
    if (next === state || state === 'outdated') return;
    state = next;
    options.onState(next);
  }

  const subscribe = (): FromPanel => ({ kind: 'subscribe', protocol: PROTOCOL_VERSION, epoch, seq });

  function takeMessage(raw: unknown): void {
    const parsed = parseToPanel(raw);
    if (!parsed.ok) return parsed.reason === 'other-protocol' ? leave() : onFault(parsed.reason);
    const message = parsed.value;
    switch (message.kind) {
      case 'snapshot':
        return takeSnapshot(message);
      case 'resumed':
        return takeResumed(message);
      case 'steps':
        return takeSteps(message);
      case 'status':
        return onStatus(message.status);
      case 'muted':
        return options.onMuted(message.muted);
      case 'silence':
        return options.onSilence(message.notEvaluable);
      default:
        return assertNever(message);
    }
  }

  function leave(): void {
    reconnection.close();
    enter('outdated');
  }

  function takeSnapshot(part: Part<'snapshot'>): void {
    const whole = joiner.join(part);
    if (whole === null) return;
    ({ epoch, seq } = part);
    onSnapshot(whole, seq);
    if (whole.skipped > 0) onFault(`${whole.skipped} malformed entities`);
    settle(part.status);
  }

  function takeResumed(message: Part<'resumed'>): void {
    if (message.seq !== seq) return startAgain();
    epoch = message.epoch;
    settle(message.status);
  }

  function settle(status: Status): void {
    isAwaiting = false;
    reconnection.noteAnswer();
    onStatus(status);
    enter('connected');
  }

  function takeSteps(message: Part<'steps'>): void {
    if (isAwaiting) return;
    if (message.epoch !== epoch || message.from > seq + 1) return startAgain();
    const fresh = message.steps.slice(seq + 1 - message.from);
    if (fresh.length === 0) return;
    const first = seq + 1;
    seq += fresh.length;
    onSteps(fresh, first);
  }

  /** Something was missed: only a whole snapshot can be trusted now. */
  function startAgain(): void {
    epoch = null;
    isAwaiting = true;
    reconnection.post(subscribe());
  }

  enter('connecting');
  reconnection.open();
  const post = (message: FromPanel): boolean => state === 'connected' && reconnection.post(message);
  return {
    send: (command) => post({ kind: 'command', command }),
    setProfile: (profile) => post({ kind: 'set-profile', profile }),
    mute: (mute, isOn) => post({ kind: 'mute', mute, isOn }),
    explainSilence: () => post({ kind: 'explain-silence' }),
  };
}
