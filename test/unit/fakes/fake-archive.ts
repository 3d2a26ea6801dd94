import type { Archive } from '../../../src/store/archive';
import { META_SLOT, VACANT } from '../../../src/store/archive-codec';

export type FakeArchive = Omit<Archive, 'put'> & {
  put: Archive['put'];
  /** By slot. */
  readonly contents: Map<string, string>;
  /** What stands in the slots, each as it was written. */
  readonly readEntries: () => ReadonlyMap<string, { readonly ordinal: number; readonly value: unknown }>;
  /** Each call of put, by its slots. */
  readonly puts: (readonly string[])[];
  /** The next calls of put reject with this; null: they succeed again. */
  failWith: Error | null;
  /** While true, puts neither take effect nor return. */
  isStuck: boolean;
  /** Lets stuck puts take effect, or, when the worker died under them, never happen. */
  readonly release: (happens: boolean) => Promise<void>;
};

/** Storage in memory that survives the session that uses it. */
export function createFakeArchive(): FakeArchive {
  const contents = new Map<string, string>();
  const stuck: { readonly apply: () => void; readonly resolve: () => void }[] = [];
  const archive: FakeArchive = {
    contents,
    readEntries: () =>
      new Map(
        [...contents].flatMap(([slot, text]) => (slot === META_SLOT || text === VACANT ? [] : [readEntry(text)])),
      ),
    puts: [],
    failWith: null,
    isStuck: false,
    load: () => Promise.resolve(new Map(contents)),
    put(entries) {
      archive.puts.push([...entries.keys()]);
      if (archive.failWith !== null) return Promise.reject(archive.failWith);
      const apply = (): void => {
        for (const [key, text] of entries) contents.set(key, text);
      };
      if (!archive.isStuck) {
        apply();
        return Promise.resolve();
      }
      return new Promise((resolve) => stuck.push({ apply, resolve }));
    },
    async release(happens) {
      archive.isStuck = false;
      for (const { apply, resolve } of stuck.splice(0)) {
        if (!happens) continue;
        apply();
        resolve();
      }
      await Promise.resolve();
    },
  };
  return archive;
}

function readEntry(text: string): [string, { readonly ordinal: number; readonly value: unknown }] {
  const [ordinal, key, value] = JSON.parse(text);
  return [key, { ordinal, value }];
}
