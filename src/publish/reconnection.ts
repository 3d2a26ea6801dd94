// A port that comes back: the worker dies when it is idle, and takes every port with it.

import type { Schedule } from '../base/schedule';
import type { Channel } from './channel';

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5000;

export type ReconnectionOptions = {
  /** A new port to the worker, which that starts; null when the extension was reloaded. A throw counts as a disconnect. */
  readonly connect: () => Channel | null;
  readonly schedule: Schedule;
  /** May post at once. */
  readonly onOpen: (channel: Channel) => void;
  readonly onMessage: (message: unknown) => void;
  readonly onLost: () => void;
  /** The extension was updated under this page: there will be no other port. */
  readonly onGone: () => void;
};

export type Reconnection = {
  /** False when there is no port, or it just died. */
  readonly post: (message: unknown) => boolean;
  /** The other end answered: the next loss is tried again soon. */
  readonly noteAnswer: () => void;
  readonly open: () => void;
  readonly close: () => void;
};

export function createReconnection(options: ReconnectionOptions): Reconnection {
  const { schedule, onOpen, onMessage, onLost, onGone } = options;
  let channel: Channel | null = null;
  let undo: readonly (() => void)[] = [];
  let retryMs = FIRST_RETRY_MS;

  function hangUp(): void {
    for (const step of undo) step();
    undo = [];
    channel?.close();
    channel = null;
  }

  function open(): void {
    hangUp();
    try {
      const opened = options.connect();
      if (opened === null) return onGone();
      channel = opened;
      undo = [opened.onMessage(onMessage), opened.onDisconnect(lose)];
      onOpen(opened);
    } catch {
      // The port died between its creation and the first message; Chrome says so by throwing.
      lose();
    }
  }

  function lose(): void {
    hangUp();
    onLost();
    undo = [schedule(retryMs, open)];
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
  }

  return {
    post(message) {
      if (channel === null) return false;
      try {
        channel.post(message);
        return true;
      } catch {
        lose();
        return false;
      }
    },
    noteAnswer() {
      retryMs = FIRST_RETRY_MS;
    },
    open,
    close: hangUp,
  };
}
