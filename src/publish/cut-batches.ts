import { MAX_MESSAGE_CHARS } from '../base/limits';

/** Consecutive runs of items, each `maxChars` of JSON at most, unless one item alone is larger. */
export function cutBatches<Item>(items: readonly Item[], maxChars = MAX_MESSAGE_CHARS): readonly (readonly Item[])[] {
  const batches: Item[][] = [];
  let room = 0;
  for (const item of items) {
    const chars = JSON.stringify(item).length + 1;
    const last = batches.at(-1);
    if (last === undefined || chars > room) {
      batches.push([item]);
      room = maxChars - chars;
    } else {
      last.push(item);
      room -= chars;
    }
  }
  return batches;
}
