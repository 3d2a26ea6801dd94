// What the store needs of the place where it survives the worker's death. Values are text.

export type Archive = {
  /** Everything that is kept, unparsed. */
  readonly load: () => Promise<ReadonlyMap<string, unknown>>;
  /** All of it or nothing; rejects when the quota is exceeded. */
  readonly put: (entries: ReadonlyMap<string, string>) => Promise<void>;
};

/** Keeps nothing: for private windows in Firefox, which share a worker with normal ones. */
export function createNoArchive(): Archive {
  return { load: () => Promise.resolve(new Map()), put: () => Promise.resolve() };
}
