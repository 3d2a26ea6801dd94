// The live state of one storage partition: takes what the sensors see, numbers it, analyses it, keeps it in the archive.
// Everything that comes before the archive is loaded waits in a queue, so that order is the order of events.

import { describeFault } from '../base/describe-fault';
import { MAX_DEVTOOLS_PAGES } from '../base/limits';
import type { Schedule } from '../base/schedule';
import { createPolicy, type Policy } from '../engine/policy';
import { DEFAULT_PROFILE, type ProfileName } from '../engine/profile';
import { createDoor } from '../normalise/door';
import type { Observation } from '../observation/observation';
import type { RawSink } from '../observe/raw-sink';
import { createAnalysis, judgeAnew } from '../rules/analysis';
import type { AnalysisChanges } from '../rules/snapshot';
import type { Archive } from './archive';
import { type Archived, decodeArchive, listChanges, listRejudged } from './archive-codec';
import { createBurst } from './burst';
import { createFaultGuard } from './fault-guard';
import { findKill } from './find-kill';
import { listDispensable } from './list-dispensable';
import type { LiveSession, Position, SessionListener } from './live-session';
import { createReadyQueue } from './ready-queue';
import { ARCHIVE_FAULT_WORDS, createWriteBehind } from './write-behind';

const KEY_BYTES = 32;
const EPOCH_BYTES = 8;

export type LiveSessionOptions = {
  readonly archive: Archive;
  /** The session limits to judge by from the first observation on. Rejects only where nothing better is known. */
  readonly loadProfile: () => Promise<ProfileName>;
  readonly readNowMs: () => number;
  readonly schedule: Schedule;
  readonly createRandomHex: (bytes: number) => string;
};

export function createLiveSession(options: LiveSessionOptions): LiveSession {
  const { archive, readNowMs, createRandomHex } = options;
  const startedAtMs = readNowMs();
  const queue = createReadyQueue();
  const listeners = new Set<SessionListener>();
  let analysis = createAnalysis(createPolicy(DEFAULT_PROFILE));
  let keyHex = '';
  let door: RawSink = closedDoor;
  let position: Position = { epoch: '', seq: 0, before: null };
  let pausedAtMs: number | null = null;
  let withheldAtMs: number | null = null;
  let batches: Readonly<Record<string, number>> = {};
  let savedBatches = batches;

  const guard = createFaultGuard(noteFault);
  const burst = createBurst(options);
  const write = createWriteBehind({
    ...options,
    readMeta() {
      const { epoch, seq } = position;
      return { epoch, seq, keyHex, pausedAtMs, withheldAtMs, batches, profile: analysis.policy.profile };
    },
    listDispensable: () => listDispensable(analysis),
    onSaved(saved) {
      savedBatches = saved.batches;
      tell((listener) => listener.onSaved?.(savedBatches));
    },
    onFault: (reason) => noteFault('archive', ARCHIVE_FAULT_WORDS[reason]),
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
    tell((listener) => listener.onObserved?.(changes, position.seq));
  }

  function takeGap(fromMs: number, reason: string): void {
    take({ kind: 'gap-observed', fromMs, toMs: readNowMs(), reason });
  }

  function startEpoch(seq: number): void {
    position = { epoch: createRandomHex(EPOCH_BYTES), seq, before: null };
    tell((listener) => listener.onReset?.());
  }

  function noteFault(where: string, reason: string): void {
    guard(where, () => run(() => take({ kind: 'fault-noted', atMs: readNowMs(), where, reason })));
  }

  /** Install, update, reload and browser start alike: storage.session is empty after each of them. */
  function startFresh(policy: Policy): void {
    analysis = createAnalysis(policy);
    keyHex = createRandomHex(KEY_BYTES);
    position = { epoch: createRandomHex(EPOCH_BYTES), seq: 0, before: null };
  }

  /** The worker had died; its memory comes back. */
  function wakeUp(policy: Policy, { meta, snapshot, kept, damaged, vacant }: Archived): void {
    const { seq } = meta;
    // The worker may have died between the user's choice of other limits and its judging by them.
    const isOfPolicy = meta.profile === policy.profile;
    const isWhole = meta.isComplete && damaged === 0 && isOfPolicy;
    ({ keyHex, pausedAtMs, withheldAtMs, batches } = meta);
    savedBatches = batches;
    position = { epoch: createRandomHex(EPOCH_BYTES), seq, before: isWhole ? { epoch: meta.epoch, seq } : null };
    write.adopt(kept, vacant);
    analysis = isOfPolicy ? createAnalysis(policy, snapshot) : judgeAnew(policy, snapshot);
    if (!isOfPolicy) write.note(listRejudged(snapshot.findings, analysis.findings));
    if (damaged > 0) noteFault('archive', `${damaged} damaged entries`);
    const kill = pausedAtMs === null && withheldAtMs === null ? findKill(meta.writtenAtMs, startedAtMs) : null;
    if (kill !== null) guard('archive', () => take(kill));
  }

  function begin(entries: ReadonlyMap<string, unknown>, profile: ProfileName): void {
    const policy = createPolicy(profile);
    const archived = decodeArchive(entries);
    if (archived === null) startFresh(policy);
    else wakeUp(policy, archived);
    door = createDoor(keyHex, take);
    if (archived === null) {
      write.adopt([], [...entries.keys()]);
      write.note([]);
      if (entries.size > 0) noteFault('archive', `of another version or damaged: ${entries.size} entries dropped`);
    }
    const dropped = queue.open((job) => guard('replay', job));
    if (dropped > 0) noteFault('replay', `${dropped} events before the archive was loaded`);
  }

  const started = Promise.allSettled([archive.load(), options.loadProfile()]).then(([entries, profile]) => {
    begin(
      entries.status === 'fulfilled' ? entries.value : new Map(),
      profile.status === 'fulfilled' ? profile.value : DEFAULT_PROFILE,
    );
    if (entries.status === 'rejected') noteFault('archive', describeFault(entries.reason));
    if (profile.status === 'rejected') noteFault('settings', describeFault(profile.reason));
  });

  /** When the archive is loaded, and behind all that the sensors saw before. */
  function run(job: () => void): void {
    burst.flush();
    queue.run(job);
  }

  const runUnlessPaused = (job: () => void): void => queue.run(() => (pausedAtMs === null ? job() : undefined));

  return {
    sink: {
      takeRequest: (raw) => runUnlessPaused(() => door.takeRequest(raw)),
      takeAnswer: (raw) => runUnlessPaused(() => door.takeAnswer(raw)),
      takeFailure: (failed) => runUnlessPaused(() => door.takeFailure(failed)),
    },
    observe: (observation) => run(() => take(observation)),
    takeBatch(page, batch, observations) {
      run(() => {
        if (batch > (batches[page] ?? 0)) {
          const others = Object.entries(batches).filter(([name]) => name !== page);
          batches = Object.fromEntries([...others.slice(1 - MAX_DEVTOOLS_PAGES), [page, batch]]);
          if (pausedAtMs === null) for (const observation of observations) guard('devtools', () => take(observation));
        }
        // Saved, and so acknowledged, also when it had been taken before and only the acknowledgement was lost.
        write.note([]);
      });
    },
    clear() {
      run(() => {
        analysis = createAnalysis(analysis.policy);
        door = createDoor(keyHex, take);
        write.forgetAll();
        startEpoch(0);
      });
    },
    setPolicy(policy) {
      run(() => {
        if (policy.profile === analysis.policy.profile) return;
        const before = analysis.findings;
        analysis = judgeAnew(policy, analysis);
        write.note(listRejudged(before, analysis.findings));
        startEpoch(position.seq);
      });
    },
    pause() {
      run(() => {
        pausedAtMs ??= readNowMs();
        write.note([]);
        tell((listener) => listener.onPause?.());
      });
    },
    resume() {
      run(() => {
        if (pausedAtMs === null) return;
        const fromMs = pausedAtMs;
        pausedAtMs = null;
        takeGap(fromMs, 'paused');
        tell((listener) => listener.onPause?.());
      });
    },
    noteSiteAccess(hasAll) {
      run(() => {
        const fromMs = withheldAtMs;
        if (hasAll === (fromMs === null)) return;
        withheldAtMs = hasAll ? null : readNowMs();
        if (fromMs === null) write.note([]);
        else takeGap(fromMs, 'site access withheld');
      });
    },
    whenReady: run,
    takeSoon: (where, job) => burst.add(() => guard(where, job)),
    noteFault,
    guard,
    position: () => position,
    analysis: () => analysis,
    keyHex: () => keyHex,
    isPaused: () => pausedAtMs !== null,
    savedBatches: () => savedBatches,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async settle() {
      await started;
      burst.flush();
      await write.settle();
    },
  };
}

const closedDoor: RawSink = { takeRequest: noDoor, takeAnswer: noDoor, takeFailure: noDoor };

function noDoor(): never {
  throw new Error('the session is not ready');
}
