// Lists of what was met, newest last. None is changed in place; where there is nothing to add, the same one is given back.

/** Appends without repeating, at most `max` items: beyond that the oldest goes. */
export function appendCapped<Item>(items: readonly Item[], item: Item, max: number): readonly Item[] {
  if (items.at(-1) === item || items.includes(item)) return items;
  return items.slice(Math.max(0, items.length - max + 1)).concat([item]);
}

/** Appends; when full, the second item goes: the first names the whole. */
export function appendBehindFirst<Item>(items: readonly Item[], item: Item, max: number): readonly Item[] {
  const [first, ...rest] = items;
  return first === undefined ? [item] : [first, ...[...rest, item].slice(1 - max)];
}

/** Like appendCapped, but an item that is there already becomes the newest. */
export function moveToEnd<Item>(items: readonly Item[], item: Item, max: number): readonly Item[] {
  if (items.at(-1) === item) return items;
  return [...items.filter((other) => other !== item), item].slice(-max);
}
