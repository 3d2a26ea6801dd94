// Lists that are derived again and again from facts of which few have changed.

export type Compare<Item> = (a: Item, b: Item) => number;

/** Sorts; gives back the very list of before when it would be equal. `compare` leaves no two items equal. */
export type OrderKeeper<Item> = (items: readonly Item[], compare: Compare<Item>) => readonly Item[];

/**
 * What was in order before is handed to the sort in that order, and what is new behind it: the sort of the language sees
 * long runs, and is done after one pass instead of comparing everything anew.
 */
export function createOrderKeeper<Item>(): OrderKeeper<Item> {
  let given: readonly Item[] = [];
  let last: readonly Item[] = [];
  return (items, compare) => {
    const sorted = [...(items === given ? last : arrangeAsBefore(items, last))].sort(compare);
    given = items;
    if (!hasSameItems(sorted, last)) last = sorted;
    return last;
  };
}

function arrangeAsBefore<Item>(items: readonly Item[], before: readonly Item[]): readonly Item[] {
  const fresh = new Set(items);
  const staying = before.filter((item) => fresh.delete(item));
  return [...staying, ...fresh];
}

export const hasSameItems = <Item>(a: readonly Item[], b: readonly Item[]): boolean =>
  a.length === b.length && a.every((item, place) => item === b[place]);
