// Takes what comes now and then as it comes, and what comes in a burst together: on a busy machine most of what an
// observation costs is to fetch the engine's code and state into the processor's caches, which many in a row pay once.

/**
 * Each round is followed by a rest in proportion to what there was to take. Rests grow from round to round where items
 * come faster than one in so many milliseconds, and vanish again where they do not.
 */
const REST_PER_ITEM_MS = 4;
/** A worker that is killed loses what waits. */
const MAX_REST_MS = 50;

export type BurstOptions<Item> = {
  readonly readNowMs: () => number;
  readonly schedule: (delayMs: number, run: () => void) => () => void;
  /** Gets the items one by one, in the order in which they came. Never throws. */
  readonly take: (item: Item) => void;
};

export type Burst<Item> = {
  readonly add: (item: Item) => void;
  /** Takes what waits, before something that must not come ahead of it. */
  readonly flush: () => void;
};

export function createBurst<Item>({ readNowMs, schedule, take }: BurstOptions<Item>): Burst<Item> {
  let waiting: Item[] = [];
  let cancel: (() => void) | null = null;
  let lastMs = Number.NEGATIVE_INFINITY;
  let restMs = 0;

  function flush(): void {
    cancel?.();
    cancel = null;
    if (waiting.length === 0) return;
    const items = waiting;
    waiting = [];
    lastMs = readNowMs();
    restMs = Math.min(MAX_REST_MS, items.length * REST_PER_ITEM_MS);
    for (const item of items) take(item);
  }

  return {
    add(item) {
      waiting.push(item);
      if (cancel !== null) return;
      const waitMs = lastMs + restMs - readNowMs();
      // A clock that was set back must not hold it up.
      if (waitMs <= 0 || waitMs > restMs) flush();
      else cancel = schedule(waitMs, flush);
    },
    flush,
  };
}
