import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutBatches } from '../../../src/publish/cut-batches';
import { createSnapshotJoiner, cutSnapshot } from '../../../src/publish/snapshot-parts';
import { anyStory } from '../fakes/observations';
import { analyse, plainTold } from '../fakes/plain-analysis';

const join = (parts: ReturnType<typeof cutSnapshot>) => {
  const joiner = createSnapshotJoiner();
  const wholes = parts.map((part, index) =>
    joiner.join({ ...structuredClone(part), epoch: 'e', seq: 1, isLast: index === parts.length - 1 }),
  );
  expect(wholes.slice(0, -1).every((whole) => whole === null)).toBe(true);
  return wholes.at(-1);
};

describe('a snapshot', () => {
  it('in parts of any size is the same again', () => {
    fc.assert(
      fc.property(anyStory(), fc.integer({ min: 1, max: 20_000 }), (story, maxChars) => {
        const snapshot = analyse(story);
        const whole = join(cutSnapshot(snapshot, maxChars));
        expect(whole && plainTold(whole)).toEqual(plainTold(snapshot));
      }),
    );
  });

  it('has parts of the size that is asked for', () => {
    const [story] = fc.sample(anyStory(15), { numRuns: 1, seed: 1 });
    const parts = cutSnapshot(analyse(story ?? []), 5000);
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) expect(JSON.stringify(part).length).toBeLessThan(6000);
  });

  it('leaves out and counts what is no entity', () => {
    const joiner = createSnapshotJoiner();
    const entities = { token: [['x', 'no token']], nonsense: [['y', {}]] } as const;
    const whole = joiner.join({ epoch: 'e', seq: 1, isLast: true, entities, findings: [['k', {}]] });
    expect(whole?.skipped).toBe(3);
  });

  it('tells nothing that only the fold looks up, and takes nothing of the kind', () => {
    const [story] = fc.sample(anyStory(15), { numRuns: 1, seed: 1 });
    const snapshot = analyse(story ?? []);
    expect(snapshot.state.sight.size).toBeGreaterThan(0);
    expect(cutSnapshot(snapshot).flatMap(({ entities }) => Object.keys(entities))).not.toContain('sight');
    const entities = { sight: [['web-request x 1', { sends: ['s'] }]] } as const;
    const whole = createSnapshotJoiner().join({ epoch: 'e', seq: 1, isLast: true, entities, findings: [] });
    expect(whole?.skipped).toBe(1);
  });

  it('that another one interrupts is dropped', () => {
    const joiner = createSnapshotJoiner();
    const part = { entities: { context: [['tab:1', { clients: [] }]] }, findings: [] } as const;
    joiner.join({ ...part, epoch: 'old', seq: 1, isLast: false });
    const whole = joiner.join({ entities: {}, findings: [], epoch: 'new', seq: 0, isLast: true });
    expect(whole?.state.context.size).toBe(0);
  });
});

describe('batches', () => {
  it('hold the items in order, and no more than fits', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.integer({ min: 10, max: 200 }), (items, maxChars) => {
        const batches = cutBatches(items, maxChars);
        expect(batches.flat()).toEqual(items);
        for (const batch of batches)
          expect(batch.length === 1 || JSON.stringify(batch).length <= maxChars + 2).toBe(true);
      }),
    );
  });
});
