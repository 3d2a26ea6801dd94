// Chrome gives the instance of private windows a worker of its own, but one storage.session for both.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Archive } from '../../../src/store/archive';

/** Of the browser: outlives private windows. */
const stored = new Map<string, unknown>();
/** Of one private profile: gone with its last window. */
let marks = new Set<string>();

vi.mock('webextension-polyfill', () => ({
  default: {
    storage: {
      session: {
        get: async () => Object.fromEntries(stored),
        set: async (entries: Readonly<Record<string, unknown>>) => {
          for (const [key, value] of Object.entries(entries)) stored.set(key, value);
        },
        remove: async (keys: readonly string[]) => {
          for (const key of keys) stored.delete(key);
        },
      },
    },
  },
}));
vi.stubGlobal('chrome', {});
vi.stubGlobal('caches', {
  has: async (name: string) => marks.has(name),
  open: async (name: string) => void marks.add(name),
});

beforeEach(() => {
  stored.clear();
  marks = new Set();
});

async function openBoth(): Promise<{ readonly normal: Archive; readonly inPrivate: Archive }> {
  const { createPrivateSessionArchive, createSessionArchive } = await import('../../../src/platform/session-archive');
  return { normal: createSessionArchive(), inPrivate: createPrivateSessionArchive() };
}

describe('the archives of normal and private windows', () => {
  it('never see each other’s entries', async () => {
    const { normal, inPrivate } = await openBoth();
    await inPrivate.load();
    await normal.put(new Map([['token:a', 'normal']]));
    await inPrivate.put(new Map([['token:a', 'private']]));
    expect([...(await normal.load())]).toEqual([['token:a', 'normal']]);
    expect([...(await inPrivate.load())]).toEqual([['token:a', 'private']]);
    await inPrivate.remove(['token:a']);
    expect((await normal.load()).size).toBe(1);
  });

  it('survive their workers', async () => {
    const { inPrivate } = await openBoth();
    await inPrivate.load();
    await inPrivate.put(new Map([['token:a', 'private']]));
    const next = await openBoth();
    expect((await next.inPrivate.load()).size).toBe(1);
  });

  it('of an earlier private session are removed and never read', async () => {
    const { normal, inPrivate } = await openBoth();
    await inPrivate.load();
    await normal.put(new Map([['token:a', 'normal']]));
    await inPrivate.put(new Map([['token:a', 'private']]));
    marks = new Set();
    const next = await openBoth();
    expect((await next.inPrivate.load()).size).toBe(0);
    expect([...stored.keys()]).toEqual(['normal/token:a']);
  });
});
