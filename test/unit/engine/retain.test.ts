import { describe, expect, it } from 'vitest';
import { MAX_ENTITIES, MAX_FILE_ENTITIES } from '../../../src/base/limits';
import { createState } from '../../../src/engine/create-state';
import { createDraft } from '../../../src/engine/draft';
import { noteFault, readDraftLog } from '../../../src/engine/log';
import { createPolicy } from '../../../src/engine/policy';
import { trim } from '../../../src/engine/retain';
import { ENTITY_KINDS, type Entities, type EntityKind, type State } from '../../../src/engine/state';
import { tellStory } from '../../support/story/tell-story';
import { redeem, refresh } from '../rules/usual-traffic';

const THRESHOLDS = createPolicy('aal1').thresholds;

/** Written out, so that a limit that grows shows here. */
const MOST: Readonly<Record<Exclude<EntityKind, 'log'>, number>> = {
  token: 1600,
  claims: 1000,
  send: 2000,
  refresh: 1200,
  chain: 1000,
  client: 400,
  endpoint: 1500,
  server: 400,
  code: 400,
  proof: 1000,
  once: 2000,
  sight: 2000,
  context: 400,
  alias: 4000,
};

/** One of each kind. */
const { state: seed } = tellStory(
  (s) => {
    redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
    refresh(s, 100, 'RT1', { access_token: 'AT2', refresh_token: 'RT2' });
    s.get('api/me', { at: 110, authorization: 'DPoP AT2', dpop: 'AT9' });
  },
  { sensors: ['web-request', 'devtools'] },
);

function takeOne<Kind extends EntityKind>(kind: Kind): Entities[Kind] {
  const map: ReadonlyMap<string, Entities[Kind]> = seed[kind];
  for (const entity of map.values()) return entity;
  throw new Error(`the story has no ${kind}`);
}

/** A state that holds so many of a kind, then a turn that changes the oldest of them and adds one; the ids that go. */
function addTo<Kind extends EntityKind>(kind: Kind, count: number) {
  const one = takeOne(kind);
  const nameOne = (id: string): Entities[Kind] => (typeof one === 'object' && 'id' in one ? { ...one, id } : one);
  const full = new Map(Array.from({ length: count }, (_, index) => [`${index}`, nameOne(`${index}`)]));
  const base: State = { ...createState(), [kind]: full };
  const draft = createDraft(base, THRESHOLDS);
  draft.put(kind, '0', nameOne('0'));
  draft.put(kind, 'new', nameOne('new'));
  trim(draft, base, MAX_ENTITIES);
  const changed: ReadonlyMap<string, unknown> = draft.changes()[kind] ?? new Map();
  const gone = [...changed].flatMap(([id, entity]) => (entity === null ? [id] : []));
  return { gone, trimmed: readDraftLog(draft).trimmed };
}

describe('of one kind there are', () => {
  it.each(ENTITY_KINDS.flatMap((kind) => (kind === 'log' ? [] : [[kind, MOST[kind]] as const])))(
    '%s: %d at most, and the least recently changed go first',
    (kind, most) => {
      expect(addTo(kind, most - 1)).toEqual({ gone: [], trimmed: 0 });
      const { gone, trimmed } = addTo(kind, most);
      const share = most / 20 + 1;
      expect(gone).toEqual(Array.from({ length: share }, (_, index) => `${index + 1}`));
      expect(trimmed).toBe(share);
    },
  );
});

it('of a file, which does not go on for days, more tokens and refreshes are kept', () => {
  expect(MAX_FILE_ENTITIES).toEqual({ ...MOST, log: 1, token: 4000, refresh: 3000 });
});

it('faults are kept as far as the newest fifty, and all are counted', () => {
  const draft = createDraft(createState(), THRESHOLDS);
  for (let atMs = 1; atMs <= 60; atMs += 1) noteFault(draft, { atMs, where: 'test', reason: 'x' });
  const { faults, faultCount } = readDraftLog(draft);
  expect(faults.map(({ atMs }) => atMs)).toEqual(Array.from({ length: 50 }, (_, index) => index + 11));
  expect(faultCount).toBe(60);
});
