// Keeps the engine's state within its limits: what is least recently changed goes first, of sends what was sent first; and a
// token that only opened an API before one that could be replayed to renew.

import { MAX_IN_FLIGHT_MS } from '../base/limits';
import type { Draft } from './draft';
import type { SendId } from './ids';
import { patchLog, readDraftLog } from './log';
import { forgetSight } from './merge-sends';
import type { Send } from './send';
import { type Changes, ENTITY_KINDS, type EntityKind, type State } from './state';

/** How many entities of each kind may be kept. */
export type Bounds = Readonly<Record<EntityKind, number>>;

export function trim(draft: Draft, base: State, bounds: Bounds): void {
  const changes = draft.changes();
  let trimmed = 0;
  for (const kind of ENTITY_KINDS) trimmed += trimKind(draft, base, changes, kind, bounds[kind]);
  if (trimmed > 0) patchLog(draft, { trimmed: readDraftLog(draft).trimmed + trimmed });
}

/** Trimmed a batch at a time: a map whose front is deleted entry by entry is slow to walk. */
const SLACK_SHARE = 0.05;
/** Of the tokens, those that are in use or were just now: they are spent the oldest first, whatever they are for. */
const NEWEST_SHARE = 0.25;

function trimKind(draft: Draft, base: State, changes: Changes, kind: EntityKind, max: number): number {
  const changed: ReadonlyMap<string, unknown> | undefined = changes[kind];
  if (changed === undefined) return 0;
  const map: ReadonlyMap<string, unknown> = base[kind];
  if (map.size + changed.size <= max) return 0;
  let size = map.size;
  for (const [id, entity] of changed) size += (entity === null ? 0 : 1) - (map.has(id) ? 1 : 0);
  if (size <= max) return 0;
  const excess = size - (max - Math.ceil(max * SLACK_SHARE));
  const gone = new Set<string>();
  for (const id of listByAge(base, kind, readDraftLog(draft).toMs ?? 0)) {
    if (gone.size === excess) break;
    if (changed.has(id) || gone.has(id)) continue;
    if (kind === 'send') forgetSight(draft, id);
    draft.remove(kind, id);
    gone.add(id);
  }
  return gone.size;
}

/** What may go first comes first; some come twice. */
function* listByAge(base: State, kind: EntityKind, nowMs: number): Generator<string> {
  if (kind === 'send') return yield* listBySending(base, nowMs);
  if (kind === 'token') yield* listSpent(base);
  yield* base[kind].keys();
}

function* listSpent({ token }: State): Generator<string> {
  let older = Math.floor(token.size * (1 - NEWEST_SHARE));
  for (const [id, { role }] of token) {
    if (older === 0) return;
    older -= 1;
    if (role !== 'refresh' && role !== 'single') yield id;
  }
}

/**
 * Each view that is joined changes its send: those that wait for their other view would go first, however new they are. What is
 * under way goes after what is answered, unless it fills half of the room: its answer would find nothing.
 */
function* listBySending({ send }: State, nowMs: number): Generator<SendId> {
  const begun = [...send.values()].sort((a, b) => a.startMs - b.startMs);
  const isOver = ({ status, startMs }: Send): boolean => status !== null || nowMs - startMs >= MAX_IN_FLIGHT_MS;
  const over = begun.filter(isOver);
  if (over.length >= begun.length / 2) for (const { id } of over) yield id;
  for (const { id } of begun) yield id;
}
