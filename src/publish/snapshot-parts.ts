// A snapshot may be larger than a message should be: it is cut into parts here and joined again here.

import { MAX_MESSAGE_CHARS } from '../base/limits';
import { createEntityCollector, type EntityCollector } from '../engine/collect-entities';
import { isToldKind } from '../engine/entity-guards';
import { type Entities, TOLD_KINDS, type ToldKind, type ToldState } from '../engine/state';
import type { FindingGroup } from '../rules/finding';
import { isFindingGroup } from '../rules/finding-guard';
import type { SnapshotPart } from './protocol';
import type { Replica } from './step';

type Pairs<Value> = [string, Value][];
type Part = Pick<SnapshotPart, 'entities' | 'findings'>;

/** Of a snapshot, what is told. */
type Told = { readonly state: ToldState; readonly findings: ReadonlyMap<string, FindingGroup> };

/** At least one part; each is `maxChars` of JSON at most, unless one entity alone is larger. */
export function cutSnapshot(snapshot: Told, maxChars = MAX_MESSAGE_CHARS): readonly Part[] {
  const parts: Part[] = [];
  let entities: { [Kind in ToldKind]?: Pairs<Entities[Kind]> } = {};
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

  function cutKind<Kind extends ToldKind>(kind: Kind): void {
    for (const pair of snapshot.state[kind]) {
      makeRoom(pair);
      const pairs: Pairs<Entities[Kind]> = entities[kind] ?? [];
      if (pairs.length === 0) entities = { ...entities, [kind]: pairs };
      pairs.push(pair);
    }
  }

  for (const kind of TOLD_KINDS) cutKind(kind);
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
export type JoinedSnapshot = Replica & { readonly skipped: number };

export type SnapshotJoiner = {
  /** The whole snapshot with its last part, null before. A part of another snapshot than the one begun starts anew. */
  readonly join: (part: UnreadPart) => JoinedSnapshot | null;
};

export function createSnapshotJoiner(): SnapshotJoiner {
  let begun: Begun | null = null;
  return {
    join(part) {
      if (begun === null || begun.epoch !== part.epoch || begun.seq !== part.seq) begun = begin(part);
      takePart(begun, part);
      if (!part.isLast) return null;
      const { collector, findings, skipped } = begun;
      begun = null;
      return { state: collector.state, findings, skipped };
    },
  };
}

type Begun = Pick<UnreadPart, 'epoch' | 'seq'> & {
  readonly collector: EntityCollector;
  readonly findings: Map<string, FindingGroup>;
  skipped: number;
};

const begin = ({ epoch, seq }: UnreadPart): Begun => ({
  epoch,
  seq,
  collector: createEntityCollector(),
  findings: new Map(),
  skipped: 0,
});

/** Each part is looked at as it comes, so that little is left to do when the last one is there. */
function takePart(begun: Begun, part: UnreadPart): void {
  for (const [kind, pairs] of Object.entries(part.entities)) {
    for (const [id, entity] of pairs)
      if (!isToldKind(kind) || !begun.collector.add(kind, id, entity)) begun.skipped += 1;
  }
  for (const [key, group] of part.findings) {
    if (isFindingGroup(group)) begun.findings.set(key, group);
    else begun.skipped += 1;
  }
}
