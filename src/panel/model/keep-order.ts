// Lists that are derived again and again from facts of which few have changed.

export type Compare<Item> = (a: Item, b: Item) => number;

/**
 * Sorts; gives back the very list of before when it would be equal. `compare` leaves no two items equal. `moved`: for the
 * items of before, those that may stand elsewhere now, where it is known that all others stand as they stood.
 */
export type OrderKeeper<Item> = (
  items: readonly Item[],
  compare: Compare<Item>,
  moved?: ReadonlySet<Item> | null,
) => readonly Item[];

/**
 * What was in order before is handed to the sort in that order, and what is new behind it: the sort of the language sees
 * long runs, and is done after one pass instead of comparing everything anew.
 */
export function createOrderKeeper<Item>(): OrderKeeper<Item> {
  let given: readonly Item[] = [];
  let last: readonly Item[] = [];
  return (items, compare, moved = null) => {
    const sorted =
      items === given && moved !== null
        ? placeAnew(last, compare, moved)
        : [...(items === given ? last : arrangeAsBefore(items, last))].sort(compare);
    given = items;
    if (!hasSameItems(sorted, last)) last = sorted;
    return last;
  };
}

/** Thousands stay as they are, and a few find their places among them by halving. */
function placeAnew<Item>(list: readonly Item[], compare: Compare<Item>, moved: ReadonlySet<Item>): readonly Item[] {
  if (moved.size === 0) return list;
  const placed = list.filter((item) => !moved.has(item));
  for (const item of list) if (moved.has(item)) placed.splice(findPlace(placed, compare, item), 0, item);
  return placed;
}

function findPlace<Item>(sorted: readonly Item[], compare: Compare<Item>, item: Item): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sorted[middle];
    if (other !== undefined && compare(other, item) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function arrangeAsBefore<Item>(items: readonly Item[], before: readonly Item[]): readonly Item[] {
  const fresh = new Set(items);
  const staying = before.filter((item) => fresh.delete(item));
  return [...staying, ...fresh];
}

export const hasSameItems = <Item>(a: readonly Item[], b: readonly Item[]): boolean =>
  a.length === b.length && a.every((item, place) => item === b[place]);
