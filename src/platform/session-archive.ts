// The archive in storage.session: memory that survives the worker, and is gone with the browser. Nothing reaches the disk.

import type { Archive } from '../store/archive';
import { browser } from './browser-api';

/** Exists as long as the private profile that it was made in: its storage is in memory, and of no other profile. */
const PRIVATE_MARK = 'private-session';

/** For normal windows. */
export const createSessionArchive = (): Archive => createArchive('normal/');

/**
 * For Chrome's instance of private windows. Chrome gives it a worker of its own, but one storage.session for both, which
 * outlives the private windows: what an earlier private session left there is removed and never read.
 */
export function createPrivateSessionArchive(): Archive {
  const archive = createArchive('private/');
  return {
    ...archive,
    async load() {
      const entries = await archive.load();
      if (await caches.has(PRIVATE_MARK)) return entries;
      await archive.remove([...entries.keys()]);
      await caches.open(PRIVATE_MARK);
      return new Map();
    },
  };
}

/** `prefix` keeps its keys apart from those of others. */
function createArchive(prefix: string): Archive {
  const { session } = browser.storage;
  const nameOf = (key: string): string => `${prefix}${key}`;
  return {
    async load() {
      const all: Readonly<Record<string, unknown>> = await session.get(null);
      const own = Object.entries(all).filter(([name]) => name.startsWith(prefix));
      return new Map(own.map(([name, value]) => [name.slice(prefix.length), value]));
    },
    put: (entries) => session.set(Object.fromEntries([...entries].map(([key, text]) => [nameOf(key), text]))),
    remove: (keys) => session.remove(keys.map(nameOf)),
  };
}
