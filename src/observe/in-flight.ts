// Requests under way, by the browser's request id: which hop they are at, and their body until the headers are sent.

import { MAX_IN_FLIGHT, MAX_IN_FLIGHT_MS } from '../base/limits';
import type { RequestBody } from './exchange';

export type InFlight = {
  /** Counts the redirects so far. */
  readonly hop: number;
  readonly startMs: number;
  /** The headers of this hop were sent: it is a wire send. */
  readonly isSent: boolean;
  /** The last hop before this one that was sent; null when there is none. */
  readonly sentBefore: number | null;
  readonly body: RequestBody | null;
};

export type InFlightTable = {
  readonly start: (id: string, atMs: number, body: RequestBody) => void;
  /** The hop's headers went out. The body is handed on and kept no longer. */
  readonly send: (id: string, atMs: number) => InFlight;
  readonly redirect: (id: string) => void;
  readonly find: (id: string) => InFlight | null;
  readonly forget: (id: string) => void;
};

export function createInFlight(): InFlightTable {
  const table = new Map<string, InFlight>();

  function sweep(nowMs: number): void {
    for (const [id, { startMs }] of table) {
      if (table.size <= MAX_IN_FLIGHT && nowMs - startMs < MAX_IN_FLIGHT_MS) return;
      table.delete(id);
    }
  }

  return {
    start(id, atMs, body) {
      const known = table.get(id);
      // Insertion order is age order, also for the next hop of a redirect.
      table.delete(id);
      table.set(id, {
        hop: known?.hop ?? 0,
        sentBefore: known?.sentBefore ?? null,
        startMs: atMs,
        isSent: false,
        body,
      });
      sweep(atMs);
    },
    send(id, atMs) {
      const begun = table.get(id) ?? { hop: 0, sentBefore: null, startMs: atMs, isSent: false, body: null };
      table.set(id, { ...begun, isSent: true, body: null });
      return begun;
    },
    redirect(id) {
      const known = table.get(id);
      const hop = known?.hop ?? 0;
      const sentBefore = known === undefined || known.isSent ? hop : known.sentBefore;
      table.set(id, { hop: hop + 1, sentBefore, startMs: known?.startMs ?? 0, isSent: false, body: null });
    },
    find: (id) => table.get(id) ?? null,
    forget(id) {
      table.delete(id);
    },
  };
}
