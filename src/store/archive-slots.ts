// Which entry of the archive stands in which slot, what of it is not written yet, and how much room it all takes.

import { type ArchivedEntry, META_SLOT, measureSlot, VACANT } from './archive-codec';

/** `texts` by slot. */
export type Unwritten = { readonly round: number; readonly texts: ReadonlyMap<string, string> };

export type Slots = {
  readonly has: (key: string) => boolean;
  readonly keys: () => Iterable<string>;
  /** An entry, new or changed. */
  readonly fill: (key: string, text: string) => void;
  /** Nothing happens when there is no such entry. */
  readonly vacate: (key: string) => void;
  /** All that changed since it was taken last; whoever takes it writes it, or puts it back. */
  readonly takeUnwritten: () => Unwritten;
  /** It could not be written; what changed meanwhile stays as it is now. */
  readonly putBack: (unwritten: Unwritten) => void;
  /** Of the quota; a vacant slot takes some as well. */
  readonly totalBytes: () => number;
  /** What the archive holds already. Whatever is in a vacant slot, the head excepted, goes with the next write. */
  readonly adopt: (kept: readonly ArchivedEntry[], vacant: readonly string[]) => void;
};

export function createSlots(): Slots {
  const slotOf = new Map<string, string>();
  const vacant: string[] = [];
  const sizes = new Map<string, number>();
  /** In which round a slot changed last. */
  const rounds = new Map<string, number>();
  let round = 0;
  let unwritten = new Map<string, string>();
  let totalBytes = 0;
  let lastNumber = 0;

  function resize(slot: string, bytes: number): void {
    totalBytes += bytes - (sizes.get(slot) ?? 0);
    sizes.set(slot, bytes);
  }

  function write(slot: string, text: string): void {
    mark(slot, text);
    resize(slot, measureSlot(slot, text));
  }

  function mark(slot: string, text: string): void {
    unwritten.set(slot, text);
    rounds.set(slot, round);
  }

  function takeSlot(key: string): string {
    const slot = vacant.pop() ?? nameNext();
    slotOf.set(key, slot);
    return slot;
  }

  function nameNext(): string {
    do lastNumber += 1;
    while (sizes.has(`${lastNumber}`));
    return `${lastNumber}`;
  }

  function empty(slot: string): void {
    vacant.push(slot);
    write(slot, VACANT);
  }

  return {
    has: (key) => slotOf.has(key),
    keys: () => slotOf.keys(),
    fill: (key, text) => write(slotOf.get(key) ?? takeSlot(key), text),
    vacate(key) {
      const slot = slotOf.get(key);
      if (slot === undefined) return;
      slotOf.delete(key);
      empty(slot);
    },
    takeUnwritten() {
      const taken = { round, texts: unwritten };
      unwritten = new Map();
      round += 1;
      return taken;
    },
    putBack({ round: before, texts }) {
      for (const [slot, text] of texts) if (rounds.get(slot) === before) mark(slot, text);
    },
    totalBytes: () => totalBytes,
    adopt(kept, vacantSlots) {
      for (const { key, slot, bytes } of kept) {
        slotOf.set(key, slot);
        resize(slot, bytes);
      }
      for (const slot of vacantSlots) if (slot !== META_SLOT) empty(slot);
    },
  };
}
