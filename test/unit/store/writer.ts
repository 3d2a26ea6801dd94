// A writer on an archive and a clock that a test moves by hand.

import { createWriteBehind } from '../../../src/store/write-behind';
import { createFakeArchive } from '../fakes/fake-archive';
import { createFakeTime } from '../fakes/fake-time';

export function createWriter(maxBytes?: number) {
  const archive = createFakeArchive();
  const time = createFakeTime();
  const faults: string[] = [];
  const saved: number[] = [];
  const dispensable: string[] = [];
  let seq = 0;
  const write = createWriteBehind({
    archive,
    readNowMs: time.readNowMs,
    schedule: time.schedule,
    readMeta: () => ({
      epoch: 'e',
      seq,
      keyHex: 'k',
      pausedAtMs: null,
      withheldAtMs: null,
      batches: {},
      profile: 'aal1',
    }),
    listDispensable: () => dispensable.map((key) => ({ key, instead: null })),
    onSaved: (meta) => saved.push(meta.seq),
    // As the session does: a fault is an observation like any other.
    onFault(reason) {
      faults.push(reason);
      note([`fault:${faults.length}`, reason]);
    },
    ...(maxBytes === undefined ? {} : { maxBytes }),
  });
  const note = (...changes: (readonly [string, unknown])[]): void => {
    seq += 1;
    write.note(changes);
  };
  const tick = (): Promise<void> => new Promise((resolve) => queueMicrotask(resolve));
  const keys = (): string[] => [...archive.readEntries().keys()].sort();
  const isComplete = (): unknown => JSON.parse(archive.contents.get('meta') ?? '{}').isComplete;
  return { archive, time, faults, saved, dispensable, write, note, tick, keys, isComplete };
}
