import type { Channel } from '../../../src/publish/channel';

type End = Channel & { readonly deliver: (message: unknown) => void; readonly drop: () => void };

/** Ports between two contexts: messages are copied as JSON, wait until they are delivered, and are lost with the port. */
export type FakeWire = {
  /** The client's end of a new port, or null once the extension is gone. Throws while the worker cannot be reached. */
  readonly connect: () => Channel | null;
  /** Delivers the next message that waits, of any port; false when none does. */
  readonly deliverOne: () => boolean;
  readonly deliverAll: () => void;
  /** Every port breaks; what was under way is lost. */
  readonly breakAll: () => void;
  readonly isOpen: () => boolean;
  /** How often a port was asked for. */
  readonly attempts: number;
  isReachable: boolean;
  isGone: boolean;
  /** Everything posted in either direction, for looking at. */
  readonly posted: unknown[];
};

type Waiting = { readonly to: End; readonly message: unknown };

export function createFakeWire(accept: (channel: Channel) => void): FakeWire {
  let waiting: Waiting[] = [];
  const ends = new Set<End>();

  function createEnd(other: () => End): End {
    const messageListeners = new Set<(message: unknown) => void>();
    const disconnectListeners = new Set<() => void>();
    const end: End = {
      post(message) {
        if (!ends.has(end)) throw new Error('Attempting to use a disconnected port object');
        const copy: unknown = JSON.parse(JSON.stringify(message));
        wire.posted.push(copy);
        waiting.push({ to: other(), message: copy });
      },
      onMessage(listener) {
        messageListeners.add(listener);
        return () => messageListeners.delete(listener);
      },
      onDisconnect(listener) {
        disconnectListeners.add(listener);
        return () => disconnectListeners.delete(listener);
      },
      close() {
        if (!ends.delete(end)) return;
        ends.delete(other());
        other().drop();
      },
      deliver(message) {
        for (const listener of [...messageListeners]) listener(message);
      },
      drop() {
        for (const listener of [...disconnectListeners]) listener();
      },
    };
    return end;
  }

  const wire: FakeWire & { attempts: number } = {
    attempts: 0,
    isReachable: true,
    isGone: false,
    posted: [],
    connect() {
      wire.attempts += 1;
      if (wire.isGone) return null;
      if (!wire.isReachable) throw new Error('Could not establish connection');
      const client: End = createEnd(() => server);
      const server: End = createEnd(() => client);
      ends.add(client).add(server);
      accept(server);
      return client;
    },
    deliverOne() {
      const next = waiting.shift();
      if (next === undefined) return false;
      if (ends.has(next.to)) next.to.deliver(next.message);
      return true;
    },
    deliverAll() {
      while (wire.deliverOne());
    },
    breakAll() {
      const broken = [...ends];
      ends.clear();
      waiting = [];
      for (const end of broken) end.drop();
    },
    isOpen: () => ends.size > 0,
  };
  return wire;
}
