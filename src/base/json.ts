/** What JSON.parse can return. Narrow it with the guards below; never cast it. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

export const isJsonObject = (value: unknown): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Own members only: a `__proto__` or `constructor` key in hostile input is a member like any other. */
export function readMember(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The string under a key, or null when it is absent, empty or of another type. */
export function readString(object: JsonObject, key: string): string | null {
  const value = readMember(object, key);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Parses text that came from outside; null when it is not JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
