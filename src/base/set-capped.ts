/** Sets an entry of a map that holds `max` entries at most: beyond that the oldest one goes. */
export function setCapped<Key, Value>(map: Map<Key, Value>, key: Key, value: Value, max: number): void {
  map.set(key, value);
  if (map.size <= max) return;
  for (const oldest of map.keys()) {
    map.delete(oldest);
    return;
  }
}
