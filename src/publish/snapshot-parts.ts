// A snapshot may be larger than a message should be: it is cut into parts here and joined again here.

import { createEntityCollector } from '../engine/collect-entities';
import { ENTITY_KINDS, type Entities, type EntityKind } from '../engine/state';
import type { FindingGroup } from '../rules/finding';
import { isFindingGroup } from '../rules/finding-guard';
import type { Snapshot } from '../rules/snapshot';
import { MAX_MESSAGE_CHARS } from './protocol';

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
      if (pairs.length === 0) entities = { ...entities, [kind]: pairs };
      pairs.push(pair);
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

/** A part as it came off the wire: its entities are still to be looked at. */
export type UnreadPart = {
  readonly epoch: string;
  readonly seq: number;
  readonly isLast: boolean;
  readonly entities: Readonly<Record<string, readonly (readonly [string, unknown])[]>>;
  readonly findings: readonly (readonly [string, unknown])[];
};

/** `skipped`: entities that did not fit and were left out. */
export type JoinedSnapshot = Snapshot & { readonly skipped: number };

export type SnapshotJoiner = {
  /** The whole snapshot with its last part, null before. A part of another snapshot than the one begun starts anew. */
  readonly join: (part: UnreadPart) => JoinedSnapshot | null;
  readonly reset: () => void;
};

export function createSnapshotJoiner(): SnapshotJoiner {
  let parts: UnreadPart[] = [];
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

function joinParts(parts: readonly UnreadPart[]): JoinedSnapshot {
  const collector = createEntityCollector();
  const findings = new Map<string, FindingGroup>();
  let skipped = 0;
  for (const part of parts) {
    for (const [kind, pairs] of Object.entries(part.entities)) {
      for (const [id, entity] of pairs) if (!collector.add(kind, id, entity)) skipped += 1;
    }
    for (const [key, group] of part.findings) {
      if (isFindingGroup(group)) findings.set(key, group);
      else skipped += 1;
    }
  }
  return { state: collector.state, findings, skipped };
}
