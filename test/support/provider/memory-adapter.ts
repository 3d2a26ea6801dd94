// Where the provider keeps what it has issued: one Map, gone with the world. It tells a listener about every new id,
// because the id of an opaque token is the token.
import type { Adapter, StoredPayload } from 'oidc-provider';

interface Entry {
  readonly payload: StoredPayload;
  readonly expiresAtMs: number;
}

export type OnStored = (model: string, id: string) => void;

export function createMemoryAdapter(onStored: OnStored): (model: string) => Adapter {
  const entries = new Map<string, Entry>();

  const findWhere = (model: string, matches: (payload: StoredPayload) => boolean): StoredPayload | undefined => {
    for (const [key, entry] of entries) {
      if (key.startsWith(`${model}:`) && matches(entry.payload)) return live(entry);
    }
    return undefined;
  };

  return (model) => {
    const keyOf = (id: string): string => `${model}:${id}`;
    return {
      async upsert(id, payload, expiresInSec) {
        const expiresAtMs = expiresInSec === undefined ? Number.POSITIVE_INFINITY : Date.now() + expiresInSec * 1000;
        entries.set(keyOf(id), { payload, expiresAtMs });
        onStored(model, id);
      },
      async find(id) {
        const entry = entries.get(keyOf(id));
        return entry && live(entry);
      },
      async findByUid(uid) {
        return findWhere(model, (payload) => payload.uid === uid);
      },
      async findByUserCode(userCode) {
        return findWhere(model, (payload) => payload.userCode === userCode);
      },
      async consume(id) {
        const entry = entries.get(keyOf(id));
        if (entry) entry.payload.consumed = Math.floor(Date.now() / 1000);
      },
      async destroy(id) {
        entries.delete(keyOf(id));
      },
      async revokeByGrantId(grantId) {
        for (const [key, entry] of entries) {
          if (entry.payload.grantId === grantId && !key.startsWith('Session:')) entries.delete(key);
        }
      },
    };
  };
}

function live(entry: Entry): StoredPayload | undefined {
  return entry.expiresAtMs > Date.now() ? entry.payload : undefined;
}
