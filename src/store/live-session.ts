// The live state of one storage partition: takes what the sensors see, numbers it, analyses it, keeps it in the archive.
// Everything that comes before the archive is loaded waits in a queue, so that order is the order of events.

import { describeFault } from '../base/describe-fault';
import { forgetLastMatch } from '../base/forget-last-match';
import type { Policy } from '../engine/policy';
import { createDoor } from '../normalise/door';
import type { Observation } from '../observation/observation';
import type { RawSink } from '../observe/raw-sink';
import { type Analysis, createAnalysis, judgeAnew } from '../rules/analysis';
import type { AnalysisChanges } from '../rules/snapshot';
import type { Archive } from './archive';
import { type Archived, decodeArchive, listChanges, listRejudged } from './archive-codec';
import { listDispensable } from './list-dispensable';
import { createReadyQueue } from './ready-queue';
import { createWriteBehind } from './write-behind';

const KEY_BYTES = 32;
const EPOCH_BYTES = 8;
/** DevTools windows whose numbering is remembered. */
const MAX_PAGES = 50;

export type LiveSessionOptions = {
  readonly archive: Archive;
  readonly policy: Policy;
  readonly readNowMs: () => number;
  readonly schedule: (delayMs: number, run: () => void) => () => void;
  readonly createRandomHex: (bytes: number) => string;
};

/** Where the numbering stands. `before`: the worker's life before this one, whose end is this one's beginning. */
export type Position = {
  readonly epoch: string;
  readonly seq: number;
  readonly before: { readonly epoch: string; readonly seq: number } | null;
};

export type SessionListener = {
  readonly onObserved: (changes: AnalysisChanges, seq: number) => void;
  /** The state was replaced, and with it the epoch. */
  readonly onReset: () => void;
  readonly onPause: () => void;
  /** What a DevTools page sent up to this batch is archived. */
  readonly onSaved: (batches: Readonly<Record<string, number>>) => void;
};

export type LiveSession = {
  /** For the sensors of this worker. */
  readonly sink: RawSink;
  /** For facts that need no normalising. */
  readonly observe: (observation: Observation) => void;
  /** Observations that a DevTools page made; a batch that was taken before is not taken again. */
  readonly takeBatch: (page: string, batch: number, observations: readonly Observation[]) => void;
  readonly clear: () => void;
  /** Judges what is held by another policy; whoever follows takes the state anew. */
  readonly setPolicy: (policy: Policy) => void;
  readonly pause: () => void;
  readonly resume: () => void;
  /** Runs when the archive is loaded: now, if it is. */
  readonly whenReady: (run: () => void) => void;
  /** Something was lost or skipped: the user is told. */
  readonly noteFault: (where: string, reason: string) => void;
  /** Runs `run` and turns what it throws into a fault: the one place that catches broken invariants. */
  readonly guard: (where: string, run: () => void) => void;
  /** Below: only once it is ready. */
  readonly position: () => Position;
  readonly analysis: () => Analysis;
  readonly keyHex: () => string;
  readonly isPaused: () => boolean;
  readonly listen: (listener: SessionListener) => () => void;
  /** Resolves when everything seen so far is archived. */
  readonly settle: () => Promise<void>;
};

export function createLiveSession(options: LiveSessionOptions): LiveSession {
  const { archive, readNowMs, createRandomHex } = options;
  let { policy } = options;
  const queue = createReadyQueue();
  const listeners = new Set<SessionListener>();
  let analysis = createAnalysis(policy);
  let keyHex = '';
  let door: RawSink = closedDoor;
  let position: Position = { epoch: '', seq: 0, before: null };
  let pausedAtMs: number | null = null;
  let batches: Readonly<Record<string, number>> = {};
  let isNotingFault = false;

  const write = createWriteBehind({
    ...options,
    readMeta: () => ({ epoch: position.epoch, seq: position.seq, keyHex, pausedAtMs, batches }),
    listDispensable: () => listDispensable(analysis.state),
    onSaved: (saved) => tell((listener) => listener.onSaved(saved.batches)),
    onFault: (reason) => noteFault('archive', reason),
  });

  function tell(say: (listener: SessionListener) => void): void {
    for (const listener of [...listeners]) say(listener);
  }

  function take(observation: Observation): void {
    let changes: AnalysisChanges;
    try {
      changes = analysis.observe(observation);
      position = { ...position, seq: position.seq + 1 };
      write.note(listChanges(changes));
    } catch (error) {
      // A part of it may be in the state already: whoever follows by changes must take the state anew.
      startEpoch(position.seq);
      throw error;
    }
    tell((listener) => listener.onObserved(changes, position.seq));
  }

  function startEpoch(seq: number): void {
    position = { epoch: createRandomHex(EPOCH_BYTES), seq, before: null };
    tell((listener) => listener.onReset());
  }

  function noteFault(where: string, reason: string): void {
    guard(where, () => queue.run(() => take({ kind: 'fault-noted', atMs: readNowMs(), where, reason })));
  }

  function guard(where: string, run: () => void): void {
    try {
      run();
    } catch (error) {
      // A fault that cannot even be noted has no other place to go; noting it again would not end.
      if (isNotingFault) return;
      isNotingFault = true;
      noteFault(where, describeFault(error));
      isNotingFault = false;
    } finally {
      forgetLastMatch();
    }
  }

  /** Install, update, reload and browser start alike: storage.session is empty after each of them. */
  function startFresh(): void {
    keyHex = createRandomHex(KEY_BYTES);
    position = { epoch: createRandomHex(EPOCH_BYTES), seq: 0, before: null };
  }

  /** The worker had died; its memory comes back. */
  function wakeUp({ meta, snapshot, kept, damaged, buried }: Archived): void {
    const { seq } = meta;
    const isWhole = meta.isComplete && damaged.length === 0;
    analysis = createAnalysis(policy, snapshot);
    ({ keyHex, pausedAtMs, batches } = meta);
    position = { epoch: createRandomHex(EPOCH_BYTES), seq, before: isWhole ? { epoch: meta.epoch, seq } : null };
    write.adopt(kept, [...damaged, ...buried]);
    if (damaged.length > 0) noteFault('archive', `${damaged.length} damaged entries`);
  }

  function begin(entries: ReadonlyMap<string, unknown>): void {
    const archived = decodeArchive(entries);
    if (archived === null) startFresh();
    else wakeUp(archived);
    door = createDoor(keyHex, take);
    if (archived === null) {
      write.adopt([], [...entries.keys()]);
      write.note([]);
    }
    const dropped = queue.open((job) => guard('replay', job));
    if (dropped > 0) noteFault('replay', `${dropped} events before the archive was loaded`);
  }

  const started = archive.load().then(begin, (error: unknown) => {
    begin(new Map());
    noteFault('archive', describeFault(error));
  });

  const runUnlessPaused = (job: () => void): void => queue.run(() => (pausedAtMs === null ? job() : undefined));

  return {
    sink: {
      takeRequest: (raw) => runUnlessPaused(() => door.takeRequest(raw)),
      takeAnswer: (raw) => runUnlessPaused(() => door.takeAnswer(raw)),
      takeFailure: (failed) => runUnlessPaused(() => door.takeFailure(failed)),
    },
    observe: (observation) => queue.run(() => take(observation)),
    takeBatch(page, batch, observations) {
      queue.run(() => {
        if (batch > (batches[page] ?? 0)) {
          const others = Object.entries(batches).filter(([name]) => name !== page);
          batches = Object.fromEntries([...others.slice(1 - MAX_PAGES), [page, batch]]);
          if (pausedAtMs === null) for (const observation of observations) guard('devtools', () => take(observation));
        }
        // Saved, and so acknowledged, also when it had been taken before and only the acknowledgement was lost.
        write.note([]);
      });
    },
    clear() {
      queue.run(() => {
        analysis = createAnalysis(policy);
        door = createDoor(keyHex, take);
        write.forgetAll();
        startEpoch(0);
      });
    },
    setPolicy(next) {
      queue.run(() => {
        policy = next;
        const before = analysis.findings;
        analysis = judgeAnew(policy, analysis);
        write.note(listRejudged(before, analysis.findings));
        startEpoch(position.seq);
      });
    },
    pause() {
      queue.run(() => {
        pausedAtMs ??= readNowMs();
        write.note([]);
        tell((listener) => listener.onPause());
      });
    },
    resume() {
      queue.run(() => {
        if (pausedAtMs === null) return;
        const gap = { kind: 'gap-observed' as const, fromMs: pausedAtMs, toMs: readNowMs(), reason: 'paused' };
        pausedAtMs = null;
        take(gap);
        tell((listener) => listener.onPause());
      });
    },
    whenReady: queue.run,
    noteFault,
    guard,
    position: () => position,
    analysis: () => analysis,
    keyHex: () => keyHex,
    isPaused: () => pausedAtMs !== null,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async settle() {
      await started;
      await write.settle();
    },
  };
}

const closedDoor: RawSink = { takeRequest: noDoor, takeAnswer: noDoor, takeFailure: noDoor };

function noDoor(): never {
  throw new Error('the session is not ready');
}
