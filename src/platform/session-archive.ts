// The archive in storage.session: memory that survives the worker, and is gone with the browser. Nothing reaches the disk.

import type { Archive } from '../store/archive';
import { browser } from './browser-api';

/** Not for Chrome's private windows: it is one for both profiles, and outlives the private one. */
export function createSessionArchive(): Archive {
  const { session } = browser.storage;
  return {
    load: async () => new Map(Object.entries(await session.get(null))),
    put: (entries) => session.set(Object.fromEntries(entries)),
  };
}
