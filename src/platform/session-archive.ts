// The archive in storage.session: memory that survives the worker, and is gone with the browser. Nothing reaches the disk.

import type { Archive } from '../store/archive';
import { browser } from './browser-api';

/** `prefix` keeps the archive's keys apart from others'. */
export function createSessionArchive(prefix: string): Archive {
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
