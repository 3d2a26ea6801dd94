import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAnalysis } from '../../../src/rules/analysis';
import {
  decodeArchive,
  encodeEntry,
  encodeMeta,
  listChanges,
  META_SLOT,
  type Meta,
} from '../../../src/store/archive-codec';
import { anyStory } from '../fakes/observations';
import { POLICY, plain } from '../fakes/plain-analysis';

const META: Meta = {
  epoch: 'e',
  seq: 3,
  keyHex: 'ab'.repeat(32),
  pausedAtMs: null,
  withheldAtMs: null,
  profile: 'aal1',
  isComplete: true,
  writtenAtMs: 1,
  batches: { page: 2 },
};

describe('what is written down', () => {
  it('comes back as it was, whatever order storage gives it in', () => {
    fc.assert(
      fc.property(anyStory(), (story) => {
        const analysis = createAnalysis(POLICY);
        const entries = new Map<string, string>([[META_SLOT, encodeMeta(META)]]);
        let ordinal = 0;
        for (const observation of story) {
          for (const [key, value] of listChanges(analysis.observe(observation))) {
            ordinal += 1;
            if (value === null) entries.delete(key);
            else entries.set(key, encodeEntry(ordinal, key, value));
          }
        }
        const shuffled = new Map([...entries].sort(([left], [right]) => (left < right ? -1 : 1)));
        const archived = decodeArchive(shuffled);
        expect(archived?.meta).toMatchObject(META);
        expect(archived?.damaged).toBe(0);
        expect(archived && plain(archived.snapshot)).toEqual(plain(analysis));
      }),
    );
  });

  it.each([
    ['nothing', undefined],
    ['no text', 7],
    ['no JSON', '{'],
    ['another version', encodeMeta(META).replace(/"version":\d+/, '"version":0')],
    ['no key', encodeMeta({ ...META, keyHex: 'short' })],
    ['a seq in words', encodeMeta(META).replace('"seq":3', '"seq":"3"')],
  ])('is nothing to go on from when its head is %s', (_name, head) => {
    expect(decodeArchive(new Map([[META_SLOT, head]]))).toBeNull();
  });

  it('is whatever it is: no value breaks the reader', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.oneof(fc.json(), fc.anything()))), (rest) => {
        const archived = decodeArchive(new Map([...rest, [META_SLOT, encodeMeta(META)]]));
        expect(archived).not.toBeNull();
      }),
    );
  });
});
