// Which element draws which row of a windowed list. Pure.

/**
 * Keys near the window, each with the number of its element. A row keeps its element; those of rows that left are given to
 * the rows that came, whose cells then only change: making and removing a row costs a multiple of that.
 */
export function assignSlots(former: ReadonlyMap<string, number>, keys: readonly string[]): ReadonlyMap<string, number> {
  const taken = new Set(keys.map((key) => former.get(key)));
  let free = 0;
  return new Map(
    keys.map((key) => {
      const kept = former.get(key);
      if (kept !== undefined) return [key, kept];
      while (taken.has(free)) free += 1;
      return [key, free++];
    }),
  );
}
