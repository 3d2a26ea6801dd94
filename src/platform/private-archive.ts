// The archive of Chrome's private windows. A private profile keeps its databases in memory, and takes them along when its
// last window closes; storage.session is one for both profiles and would keep them until the browser closes.

import type { Archive } from '../store/archive';

const NAME = 'session';
const STORE = 'entries';

/** For Chrome's instance of private windows, and nowhere else: in a normal profile a database is on the disk. */
export function createPrivateArchive(): Archive {
  const opening = openDatabase();

  return {
    async load() {
      const store = (await opening).transaction(STORE).objectStore(STORE);
      const [keys, values] = await Promise.all([waitFor(store.getAllKeys()), waitFor<unknown[]>(store.getAll())]);
      return new Map(keys.map((key, at) => [String(key), values[at]]));
    },
    async put(entries) {
      const transaction = (await opening).transaction(STORE, 'readwrite', { durability: 'relaxed' });
      const store = transaction.objectStore(STORE);
      for (const [slot, text] of entries) store.put(text, slot);
      return new Promise((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
      });
    },
  };
}

function openDatabase(): Promise<IDBDatabase> {
  // biome-ignore lint/style/noRestrictedGlobals: a private profile keeps it in memory, which a test holds it to
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => void request.result.createObjectStore(STORE);
  return waitFor(request);
}

const waitFor = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
