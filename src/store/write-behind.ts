// Writes changes to the archive soon after they happen: at once when it is quiet, several together when it is not. One
// write is under way at a time; what changes meanwhile waits for the next.

import { MAX_ARCHIVE_BYTES } from '../base/limits';
import type { Archive } from './archive';
import { type ArchivedEntry, encodeEntry, encodeMeta, META_SLOT, type SessionMeta } from './archive-codec';
import { createSlots } from './archive-slots';
import type { Dispensable } from './list-dispensable';

/**
 * A write costs the browser's process time; a worker that is killed loses what waits. So each write is followed by a pause
 * as long as it took: short while the browser is idle, longer while it is busy.
 */
const MIN_PAUSE_MS = 4;
const MAX_PAUSE_MS = 50;
const RETRY_MS = 5000;
const TRIM_TO = 0.75;
const ATTEMPTS = 3;

export type WriteBehindOptions = {
  readonly archive: Archive;
  readonly readNowMs: () => number;
  readonly schedule: (delayMs: number, run: () => void) => () => void;
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
  let lastWriteMs = Number.NEGATIVE_INFINITY;
  let pauseMs = MIN_PAUSE_MS;
  let isFailing = false;
  let isWaiting = false;
  let writing: Promise<void> | null = null;

  function kick(): void {
    if (isWaiting || writing !== null) return;
    isWaiting = true;
    const waitMs = lastWriteMs + pauseMs - readNowMs();
    // A clock that was set back must not hold the write up.
    if (waitMs <= 0 || waitMs > pauseMs) queueMicrotask(start);
    else schedule(waitMs, start);
  }

  function start(): void {
    isWaiting = false;
    if (writing !== null || !hasNews) return;
    const startMs = readNowMs();
    writing = write().then((isWritten) => {
      writing = null;
      lastWriteMs = readNowMs();
      isFailing = !isWritten;
      pauseMs = isFailing ? RETRY_MS : choosePause(lastWriteMs - startMs);
      // After a failure the next event tries again; a timer would keep the worker alive for nothing.
      if (isWritten && hasNews) kick();
    });
  }

  /** True when it was written. */
  async function write(): Promise<boolean> {
    const taken = dirty;
    const meta = readMeta();
    dirty = new Map();
    hasNews = false;
    encode(taken);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (slots.totalBytes() > maxBytes) trim(maxBytes * TRIM_TO);
      const head = encodeMeta({ ...meta, isComplete, writtenAtMs: readNowMs() });
      try {
        await archive.put(new Map([...slots.unwritten(), [META_SLOT, head]]));
        slots.noteWritten();
        onSaved(meta);
        return true;
      } catch (error) {
        if (!isQuotaError(error)) break;
        trim(slots.totalBytes() * TRIM_TO);
      }
    }
    if (!isFailing) onFault('archive-failed');
    // What could not be written waits in its slots for the next time.
    hasNews = true;
    return false;
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
      await writing;
      start();
      await writing;
    },
  };
}

const choosePause = (tookMs: number): number => Math.min(MAX_PAUSE_MS, Math.max(MIN_PAUSE_MS, tookMs));

/** Chrome: "Session storage quota bytes exceeded"; Firefox: QuotaExceededError. */
function isQuotaError(error: unknown): boolean {
  return error instanceof Error && /quota/i.test(`${error.name} ${error.message}`);
}
