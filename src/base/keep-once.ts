import { MAX_SHARED_CHARS, MAX_SHARED_VALUES } from './limits';
import { setCapped } from './set-capped';

/**
 * Equal texts, lists and objects become one: gives back the value that came first. For JSON-ready values that nobody
 * changes; long ones stay as they are. Remembers the newest values only: later ones may be kept once more.
 */
export function createKeepOnce<Value>(): (value: Value) => Value {
  const known = new Map<string, Value>();
  const kept = new WeakSet<object>();
  return (value) => {
    const object = typeof value === 'object' ? value : null;
    if ((object === null && typeof value !== 'string') || (object !== null && kept.has(object))) return value;
    const text = JSON.stringify(value);
    if (text.length > MAX_SHARED_CHARS) return value;
    const same = known.get(text);
    if (same !== undefined) return same;
    setCapped(known, text, value, MAX_SHARED_VALUES);
    if (object !== null) kept.add(object);
    return value;
  };
}
