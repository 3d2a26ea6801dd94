// A snapshot may be larger than a message should be: it is cut into parts here and joined again here.

import { createState } from '../engine/create-state';
import { ENTITY_KINDS, type Entities, type EntityKind } from '../engine/state';
import type { Snapshot } from '../rules/analysis';
import type { FindingGroup } from '../rules/finding';
import { MAX_MESSAGE_CHARS, type SnapshotPart } from './protocol';

type Pairs<Value> = [string, Value][];
type Part = {
  readonly entities: { readonly [Kind in EntityKind]?: Pairs<Entities[Kind]> };
  readonly findings: Pairs<FindingGroup>;
};

/** At least one part; each is `maxChars` of JSON at most, unless one entity alone is larger. */
export function cutSnapshot(snapshot: Snapshot, maxChars = MAX_MESSAGE_CHARS): readonly Part[] {
  const parts: Part[] = [];
  let entities: { [Kind in EntityKind]?: Pairs<Entities[Kind]> } = {};
  let findings: Pairs<FindingGroup> = [];
  let chars = 0;

  function closePart(): void {
    parts.push({ entities, findings });
    entities = {};
    findings = [];
    chars = 0;
  }

  function makeRoom(pair: readonly [string, unknown]): void {
    const size = JSON.stringify(pair).length;
    if (chars > 0 && chars + size > maxChars) closePart();
    chars += size;
  }

  function cutKind<Kind extends EntityKind>(kind: Kind): void {
    for (const pair of snapshot.state[kind]) {
      makeRoom(pair);
      const pairs: Pairs<Entities[Kind]> = entities[kind] ?? [];
      pairs.push(pair);
      entities = { ...entities, [kind]: pairs };
    }
  }

  for (const kind of ENTITY_KINDS) cutKind(kind);
  for (const pair of snapshot.findings) {
    makeRoom(pair);
    findings.push(pair);
  }
  closePart();
  return parts;
}

export type SnapshotJoiner = {
  /** The whole snapshot with its last part, null before. A part of another snapshot than the one begun starts anew. */
  readonly join: (part: SnapshotPart) => Snapshot | null;
  readonly reset: () => void;
};

export function createSnapshotJoiner(): SnapshotJoiner {
  let parts: SnapshotPart[] = [];
  return {
    join(part) {
      const first = parts[0];
      if (first !== undefined && (first.epoch !== part.epoch || first.seq !== part.seq)) parts = [];
      parts.push(part);
      if (!part.isLast) return null;
      const whole = joinParts(parts);
      parts = [];
      return whole;
    },
    reset() {
      parts = [];
    },
  };
}

function joinParts(parts: readonly SnapshotPart[]): Snapshot {
  const pairsOf = <Kind extends EntityKind>(kind: Kind) => parts.flatMap(({ entities }) => entities[kind] ?? []);
  return {
    state: {
      ...createState(),
      log: new Map(pairsOf('log')),
      token: new Map(pairsOf('token')),
      claims: new Map(pairsOf('claims')),
      send: new Map(pairsOf('send')),
      refresh: new Map(pairsOf('refresh')),
      chain: new Map(pairsOf('chain')),
      client: new Map(pairsOf('client')),
      endpoint: new Map(pairsOf('endpoint')),
      server: new Map(pairsOf('server')),
      code: new Map(pairsOf('code')),
      alias: new Map(pairsOf('alias')),
    },
    findings: new Map(parts.flatMap(({ findings }) => findings)),
  };
}
