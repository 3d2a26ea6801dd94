// Writes changes to the archive as they happen, several together when they come fast. A write does not wait for the one
// before it: what was told to the browser is safe even if the worker is killed in the next moment, and it keeps the order.

import { MAX_ARCHIVE_BYTES, MAX_WRITES_UNDER_WAY } from '../base/limits';
import type { Schedule } from '../base/schedule';
import type { Archive } from './archive';
import { type ArchivedEntry, encodeEntry, encodeMeta, META_SLOT, type SessionMeta } from './archive-codec';
import { createSlots } from './archive-slots';
import type { Dispensable } from './list-dispensable';

/** A write costs the browser's process time: what comes closer behind it than this waits for the next. */
const REST_MS = 4;
/**
 * Where so many have no answer yet, writes are further apart. Either the browser is slow, and more would make it slower, or
 * this worker is: right after its start, with all that woke it before it, it comes to no answer for up to 0.3 s.
 */
const MANY_UNDER_WAY = 4;
const LONG_REST_MS = 20;
const RETRY_MS = 5000;
const TRIM_TO = 0.75;
const ATTEMPTS = 3;

export type WriteBehindOptions = {
  readonly archive: Archive;
  readonly readNowMs: () => number;
  readonly schedule: Schedule;
  /** The head that belongs to the changes noted so far. */
  readonly readMeta: () => SessionMeta;
  /** What may be left out of the archive, or shortened, when it is full, most dispensable first. */
  readonly listDispensable: () => Iterable<Dispensable>;
  readonly onSaved: (saved: SessionMeta) => void;
  readonly onFault: (reason: ArchiveFault) => void;
  readonly maxBytes?: number;
};

export type ArchiveFault = 'archive-full' | 'archive-failed';
/** What the user is told. */
export const ARCHIVE_FAULT_WORDS: Readonly<Record<ArchiveFault, string>> = {
  'archive-full':
    'no room left; the oldest history is forgotten when the browser stops the worker, the findings are kept',
  'archive-failed': 'cannot be written; what is new is forgotten when the browser stops the worker',
};

type Change = { readonly ordinal: number; readonly value: unknown };

export type WriteBehind = {
  /** Takes over what the archive held at start, before anything is noted. */
  readonly adopt: (kept: readonly ArchivedEntry[], vacant: readonly string[]) => void;
  /** Null: gone. Writes the head too, also when there are no changes. */
  readonly note: (changes: Iterable<readonly [string, unknown]>) => void;
  /** Everything that was ever noted goes. */
  readonly forgetAll: () => void;
  /** Resolves when everything noted before is written, or was tried in vain. */
  readonly settle: () => Promise<void>;
};

export function createWriteBehind(options: WriteBehindOptions): WriteBehind {
  const { archive, readNowMs, schedule, readMeta, listDispensable, onSaved, onFault } = options;
  const maxBytes = options.maxBytes ?? MAX_ARCHIVE_BYTES;
  const slots = createSlots();
  let ordinal = 0;
  let dirty = new Map<string, Change>();
  let hasNews = false;
  let isComplete = true;
  let lastStartMs = Number.NEGATIVE_INFINITY;
  let isFailing = false;
  /** Each try that failed. */
  let failures = 0;
  let isStarting = false;
  let cancel: (() => void) | null = null;
  const underWay = new Set<Promise<void>>();

  /** Where the browser refuses, one may try. */
  const mayStart = (): boolean => underWay.size < (isFailing ? 1 : MAX_WRITES_UNDER_WAY);

  function kick(): void {
    if (isStarting || !mayStart()) return;
    const restMs = isFailing ? RETRY_MS : underWay.size < MANY_UNDER_WAY ? REST_MS : LONG_REST_MS;
    const waitMs = lastStartMs + restMs - readNowMs();
    // A clock that was set back must not hold the write up; nor a timer that a busy worker does not come to.
    if (waitMs <= 0 || waitMs > restMs) {
      isStarting = true;
      queueMicrotask(start);
    } else cancel ??= schedule(waitMs, start);
  }

  function start(): void {
    isStarting = false;
    cancel?.();
    cancel = null;
    if (!hasNews || !mayStart()) return;
    lastStartMs = readNowMs();
    const one = write().then((isWritten) => {
      underWay.delete(one);
      // After a failure the next event tries again; a timer would keep the worker alive for nothing.
      if (isWritten && hasNews) kick();
    });
    underWay.add(one);
  }

  /** True when it was written. */
  async function write(): Promise<boolean> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const outcome = await put();
      if (outcome === 'written') {
        isFailing = false;
        return true;
      }
      if (outcome === 'failed') break;
      trim(slots.totalBytes() * TRIM_TO);
    }
    const wasFailing = isFailing;
    isFailing = true;
    if (!wasFailing) onFault('archive-failed');
    return false;
  }

  /** Gives the browser all that it was not given yet. */
  async function put(): Promise<'written' | 'full' | 'failed'> {
    encode(dirty);
    const meta = readMeta();
    dirty = new Map();
    hasNews = false;
    // Notes a fault, which is news for the next write.
    if (slots.totalBytes() > maxBytes) trim(maxBytes * TRIM_TO);
    const head = encodeMeta({ ...meta, isComplete, writtenAtMs: readNowMs() });
    const unwritten = slots.takeUnwritten();
    const failuresBefore = failures;
    try {
      await archive.put(new Map([...unwritten.texts, [META_SLOT, head]]));
    } catch (error) {
      failures += 1;
      slots.putBack(unwritten);
      hasNews = true;
      return isQuotaError(error) ? 'full' : 'failed';
    }
    // What an earlier write failed to bring is not saved by this one.
    if (failures === failuresBefore) onSaved(meta);
    return 'written';
  }

  /** What is gone first, so that what is new finds its slots. */
  function encode(taken: ReadonlyMap<string, Change>): void {
    for (const [key, { value }] of taken) if (value === null) slots.vacate(key);
    for (const [key, { ordinal: at, value }] of taken) if (value !== null) slots.fill(key, encodeEntry(at, key, value));
  }

  function trim(toBytes: number): void {
    isComplete = false;
    onFault('archive-full');
    for (const { key, instead } of listDispensable()) {
      if (slots.totalBytes() <= toBytes) return;
      if (!slots.has(key)) continue;
      if (instead === null) slots.vacate(key);
      else slots.fill(key, encodeEntry(ordinal, key, instead));
    }
  }

  return {
    adopt(kept, vacant) {
      for (const entry of kept) ordinal = Math.max(ordinal, entry.ordinal);
      slots.adopt(kept, vacant);
    },
    note(changes) {
      for (const [key, value] of changes) {
        ordinal += 1;
        dirty.set(key, { ordinal, value });
      }
      hasNews = true;
      kick();
    },
    forgetAll() {
      dirty = new Map([...slots.keys()].map((key) => [key, { ordinal: 0, value: null }]));
      isComplete = true;
      hasNews = true;
      kick();
    },
    async settle() {
      await Promise.all(underWay);
      start();
      await Promise.all(underWay);
    },
  };
}

/** Chrome: "Session storage quota bytes exceeded"; Firefox: QuotaExceededError. */
function isQuotaError(error: unknown): boolean {
  return error instanceof Error && /quota/i.test(`${error.name} ${error.message}`);
}
