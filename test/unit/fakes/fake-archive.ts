import type { Archive } from '../../../src/store/archive';

export type FakeArchive = Omit<Archive, 'put'> & {
  put: Archive['put'];
  readonly contents: Map<string, string>;
  /** Each call of put, by its keys. */
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
    remove(keys) {
      for (const key of keys) contents.delete(key);
      return Promise.resolve();
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
