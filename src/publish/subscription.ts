// The panel's end of the wire: connects, resumes, reconnects, and hands on snapshots and observations in order.
// Knows no browser: the port comes from a factory, time from a scheduler.

import { assertNever } from '../base/assert-never';
import type { Observation } from '../observation/observation';
import type { Snapshot } from '../rules/analysis';
import type { Channel } from './channel';
import { parseToPanel } from './parse-to-panel';
import { type Command, type FromPanel, PROTOCOL_VERSION, type Status, type ToPanel } from './protocol';
import { createSnapshotJoiner } from './snapshot-parts';

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5000;

/** outdated: the extension was updated under this page; only reopening DevTools helps. It is final. */
export type SubscriptionState = 'connecting' | 'connected' | 'disconnected' | 'outdated';

export type SubscriptionOptions = {
  /** A new port to the worker; null when the extension was reloaded. A throw counts as a disconnect. */
  readonly connect: () => Channel | null;
  /** Calls `run` once after `delayMs`; returns what cancels it. */
  readonly schedule: (delayMs: number, run: () => void) => () => void;
  /** Replaces everything known so far. `seq`: the number of the last observation that it holds. */
  readonly onSnapshot: (snapshot: Snapshot, seq: number) => void;
  /** Observations `from`, `from + 1`, …: always the ones that follow what was handed on before. */
  readonly onObservations: (observations: readonly Observation[], from: number) => void;
  readonly onStatus: (status: Status) => void;
  readonly onState: (state: SubscriptionState) => void;
  /** A message that did not fit the protocol was dropped. */
  readonly onFault: (reason: string) => void;
};

export type Subscription = {
  /** False when there is no connection to send it over. */
  readonly send: (command: Command) => boolean;
  readonly close: () => void;
};

/** Connects at once. */
export function createSubscription(options: SubscriptionOptions): Subscription {
  const { onFault, onObservations, onSnapshot, onStatus } = options;
  let channel: Channel | null = null;
  let hangUp = (): void => undefined;
  let retryMs = FIRST_RETRY_MS;
  let state: SubscriptionState = 'connecting';
  let epoch: string | null = null;
  let seq = 0;
  /** Asked for a snapshot or a resumption: what comes before the answer is of the time before, and is in the answer. */
  let isAwaiting = true;
  const joiner = createSnapshotJoiner();

  function enter(next: SubscriptionState): void {
    if (next === state) return;
    state = next;
    options.onState(next);
  }

  function end(): void {
    hangUp();
    channel?.close();
    channel = null;
  }

  function open(): void {
    enter('connecting');
    try {
      const opened = options.connect();
      if (opened === null) return enter('outdated');
      channel = opened;
      const removeMessage = opened.onMessage((message) => takeMessage(opened, message));
      const removeDisconnect = opened.onDisconnect(retry);
      hangUp = () => {
        removeMessage();
        removeDisconnect();
      };
      subscribe(opened);
    } catch {
      // The port died between its creation and the first message: Chrome throws where Firefox calls onDisconnect.
      retry();
    }
  }

  function subscribe(to: Channel): void {
    joiner.reset();
    isAwaiting = true;
    post(to, { kind: 'subscribe', protocol: PROTOCOL_VERSION, epoch, seq });
  }

  function retry(): void {
    end();
    enter('disconnected');
    hangUp = options.schedule(retryMs, open);
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
  }

  function takeMessage(from: Channel, raw: unknown): void {
    const parsed = parseToPanel(raw);
    if (!parsed.ok) {
      if (parsed.reason === 'other-protocol') return leave();
      return onFault(parsed.reason);
    }
    const message = parsed.value;
    switch (message.kind) {
      case 'snapshot':
        return takeSnapshot(joiner.join(message), message);
      case 'resumed':
        return takeResumed(from, message);
      case 'observations':
        return takeObservations(from, message);
      case 'status':
        return onStatus(message.status);
      default:
        return assertNever(message);
    }
  }

  function leave(): void {
    end();
    enter('outdated');
  }

  function takeSnapshot(whole: Snapshot | null, part: ToPanel & { kind: 'snapshot' }): void {
    if (whole === null) return;
    ({ epoch, seq } = part);
    onSnapshot(whole, seq);
    settle(part.status);
  }

  function takeResumed(from: Channel, message: ToPanel & { kind: 'resumed' }): void {
    if (message.seq !== seq) return startAgain(from);
    epoch = message.epoch;
    settle(message.status);
  }

  function settle(status: Status): void {
    isAwaiting = false;
    retryMs = FIRST_RETRY_MS;
    onStatus(status);
    enter('connected');
  }

  function takeObservations(from: Channel, message: ToPanel & { kind: 'observations' }): void {
    if (isAwaiting) return;
    if (message.epoch !== epoch || message.from > seq + 1) return startAgain(from);
    const fresh = message.observations.slice(seq + 1 - message.from);
    if (fresh.length === 0) return;
    const first = seq + 1;
    seq += fresh.length;
    onObservations(fresh, first);
  }

  /** Something was missed: only a whole snapshot can be trusted now. */
  function startAgain(from: Channel): void {
    epoch = null;
    subscribe(from);
  }

  options.onState(state);
  open();

  return {
    send(command) {
      if (channel === null || state !== 'connected') return false;
      try {
        post(channel, { kind: 'command', command });
        return true;
      } catch {
        retry();
        return false;
      }
    },
    close: end,
  };
}

function post(channel: Channel, message: FromPanel): void {
  channel.post(message);
}
