import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignSlots } from '../../../src/panel/grid/assign-slots';

const NONE: ReadonlyMap<string, number> = new Map();
const keys = fc.uniqueArray(fc.integer({ min: 0, max: 20 }).map(String), { maxLength: 12 });

describe('the elements of a windowed list', () => {
  it('go from the rows that left to the rows that came', () => {
    const before = assignSlots(NONE, ['a', 'b', 'c', 'd']);
    const after = assignSlots(before, ['c', 'd', 'e', 'f']);
    expect([after.get('c'), after.get('d')]).toEqual([before.get('c'), before.get('d')]);
    expect([after.get('e'), after.get('f')].toSorted()).toEqual([before.get('a'), before.get('b')].toSorted());
  });

  it('stay with the rows that stay, one each, and are no more than were ever needed at once', () => {
    fc.assert(
      fc.property(fc.array(keys, { maxLength: 8 }), (windows) => {
        let slots = NONE;
        let most = 0;
        for (const shown of windows) {
          const next = assignSlots(slots, shown);
          most = Math.max(most, shown.length);
          expect([...next.keys()]).toEqual(shown);
          expect(new Set(next.values()).size).toBe(shown.length);
          for (const [key, slot] of next) {
            if (slots.has(key)) expect(slot).toBe(slots.get(key));
            expect(slot).toBeLessThan(most);
          }
          slots = next;
        }
      }),
    );
  });
});
