// A wire with two ends, seen from one of them. A browser port is one; tests join two in memory.

export type Channel = {
  /** Throws when the other end is gone. `message` must be plain JSON: Chrome serialises it as such. */
  readonly post: (message: unknown) => void;
  /** The listener gets what the other end posted, unparsed. Both return the function that removes the listener. */
  readonly onMessage: (listener: (message: unknown) => void) => () => void;
  readonly onDisconnect: (listener: () => void) => () => void;
  /** Hangs up; this end's own disconnect listeners are not called. */
  readonly close: () => void;
};
