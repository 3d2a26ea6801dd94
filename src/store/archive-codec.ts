// How a session is written down: one small entry per entity, so that a change costs what it changes and no more. Entries
// stand in slots, and what is gone leaves its slot to what is new: to take a key away costs the browser more than to write one.

import { isFlag, isNumber, isNumberOrNull, isObjectOf, isRecordOf, isText } from '../base/guard';
import { parseJson } from '../base/json';
import { createEntityCollector } from '../engine/collect-entities';
import { isProfileName, type ProfileName } from '../engine/profile';
import { createShareParts } from '../engine/share-parts';
import { ENTITY_KINDS } from '../engine/state';
import type { FindingGroup } from '../rules/finding';
import { isFindingGroup } from '../rules/finding-guard';
import type { AnalysisChanges, Snapshot } from '../rules/snapshot';
import { FINGERPRINT_KEY_PATTERN } from '../token/fingerprint';

/** Raise it when an entity changes its meaning: what another version wrote is dropped. */
const ARCHIVE_VERSION = 7;
export const META_SLOT = 'meta';
const FINDING_KIND = 'finding';

export type Meta = {
  readonly epoch: string;
  /** Number of the last observation that the archive holds. */
  readonly seq: number;
  readonly keyHex: string;
  readonly pausedAtMs: number | null;
  /** Since when the user withholds site access. */
  readonly withheldAtMs: number | null;
  /** False once the archive holds less than the memory did. */
  readonly isComplete: boolean;
  /** Local wall time of the write. */
  readonly writtenAtMs: number;
  /** Per DevTools page, the last batch that the archive holds. */
  readonly batches: Readonly<Record<string, number>>;
  /** The session limits that the findings were judged by. */
  readonly profile: ProfileName;
};

/** What the session says of itself; the rest is the writer's to say. */
export type SessionMeta = Omit<Meta, 'isComplete' | 'writtenAtMs'>;

/** `ordinal` grows with each write: a map's order is the order of last change, and the engine trims from its front. */
export type ArchivedEntry = {
  /** Where it stands in the archive. */
  readonly slot: string;
  /** Kind and id. */
  readonly key: string;
  readonly ordinal: number;
  readonly value: unknown;
  /** What it takes of the quota. */
  readonly bytes: number;
};

export type Archived = {
  readonly meta: Meta;
  readonly snapshot: Snapshot;
  readonly kept: readonly ArchivedEntry[];
  /** How many entries were damaged and are left out. */
  readonly damaged: number;
  /** Slots with nothing in them that is kept. */
  readonly vacant: readonly string[];
};

/** Text, not objects: a text takes the room in the quota that its length says, and is passed on at no cost. */
export const encodeMeta = (meta: Meta): string => JSON.stringify({ version: ARCHIVE_VERSION, ...meta });
export const encodeEntry = (ordinal: number, key: string, value: unknown): string =>
  JSON.stringify([ordinal, key, value]);

/** In a slot that is free: what is gone goes in the same write that brings what is new. */
export const VACANT = '';

/** Key and entity, or null for one that is gone. */
export function* listChanges(changes: AnalysisChanges): Generator<readonly [string, unknown]> {
  for (const kind of ENTITY_KINDS) {
    for (const [id, entity] of changes.state[kind] ?? []) yield [toKey(kind, id), entity];
  }
  for (const [id, group] of changes.findings) yield [toFindingKey(id), group];
}

/** All findings after another policy judged: those that are gone, and those that stand. */
export function listRejudged(
  before: ReadonlyMap<string, FindingGroup>,
  after: ReadonlyMap<string, FindingGroup>,
): readonly (readonly [string, FindingGroup | null])[] {
  const gone = [...before.keys()].filter((key) => !after.has(key)).map((key) => [toFindingKey(key), null] as const);
  return [...gone, ...[...after].map(([key, group]) => [toFindingKey(key), group] as const)];
}

export const toKey = (kind: string, id: string): string => `${kind}:${id}`;
export const toFindingKey = (id: string): string => toKey(FINDING_KIND, id);

const encoder = new TextEncoder();
/** What the browser keeps beside a key and its text: it counts the memory that they take (storage.session, QUOTA_BYTES). */
const ENTRY_OVERHEAD_BYTES = 64;
/** What a slot takes of the quota. */
export const measureSlot = (slot: string, text: string): number =>
  slot.length + countBytes(text) + ENTRY_OVERHEAD_BYTES;

/** Almost everything is ASCII, and to look is quicker than to encode. */
const countBytes = (text: string): number => (NOT_ASCII.test(text) ? encoder.encode(text).length : text.length);
const NOT_ASCII = /[^\0-\x7f]/;

/** Null when there is nothing to go on from: a first start, another version, or a damaged head. */
export function decodeArchive(slots: ReadonlyMap<string, unknown>): Archived | null {
  const meta = readMeta(slots.get(META_SLOT));
  if (meta === null) return null;
  const collector = createEntityCollector(createShareParts());
  const findings = new Map<string, FindingGroup>();
  const { found, vacant, unreadable } = sortSlots(slots);
  const kept: ArchivedEntry[] = [];
  const damaged = [...unreadable];
  for (const entry of found) {
    if (add(entry)) kept.push(entry);
    else damaged.push(entry.slot);
  }
  const snapshot = { state: collector.state, findings };
  return { meta, snapshot, kept, damaged: damaged.length, vacant: [...vacant, ...damaged] };

  function add({ key, value }: ArchivedEntry): boolean {
    const at = key.indexOf(':');
    const [kind, id] = [key.slice(0, at), key.slice(at + 1)];
    if (kind !== FINDING_KIND) return collector.add(kind, id, value);
    if (!isFindingGroup(value)) return false;
    findings.set(id, value);
    return true;
  }
}

type SortedSlots = {
  readonly found: readonly ArchivedEntry[];
  readonly vacant: readonly string[];
  readonly unreadable: readonly string[];
};

function sortSlots(slots: ReadonlyMap<string, unknown>): SortedSlots {
  const byKey = new Map<string, ArchivedEntry>();
  const vacant: string[] = [];
  const unreadable: string[] = [];
  for (const [slot, text] of slots) {
    if (slot === META_SLOT) continue;
    const entry = text === VACANT ? null : readEntry(slot, text);
    if (text === VACANT) vacant.push(slot);
    else if (entry === null || byKey.has(entry.key)) unreadable.push(slot);
    else byKey.set(entry.key, entry);
  }
  return { found: [...byKey.values()].sort((left, right) => left.ordinal - right.ordinal), vacant, unreadable };
}

function readEntry(slot: string, text: unknown): ArchivedEntry | null {
  const entry: unknown = isText(text) ? parseJson(text) : undefined;
  if (!isText(text) || !Array.isArray(entry) || entry.length !== 3) return null;
  const [ordinal, key, value]: readonly unknown[] = entry;
  return isNumber(ordinal) && isText(key) ? { slot, key, ordinal, value, bytes: measureSlot(slot, text) } : null;
}

function readMeta(text: unknown): Meta | null {
  const raw = isText(text) ? parseJson(text) : undefined;
  return isMeta(raw) && raw.version === ARCHIVE_VERSION && FINGERPRINT_KEY_PATTERN.test(raw.keyHex) ? raw : null;
}

const isMeta = isObjectOf<Meta & { readonly version: number }>({
  version: isNumber,
  epoch: isText,
  seq: isNumber,
  keyHex: isText,
  pausedAtMs: isNumberOrNull,
  withheldAtMs: isNumberOrNull,
  isComplete: isFlag,
  writtenAtMs: isNumber,
  batches: isRecordOf(isNumber),
  profile: isProfileName,
});
