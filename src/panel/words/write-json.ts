import type { Json } from '../../base/json';

/** A claim's value as JSON. Total: what nests deeper than the stack is named, not shown. */
export function writeJson(value: Json): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '(nested too deeply to show)';
  }
}
