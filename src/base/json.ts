import { fail, type Result, succeed } from './result';

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

/** Parses text that came from outside; undefined when it is not JSON, for null is. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Why a file's text is no JSON. cut-off: it began well, but its end is missing. */
export type JsonFault = 'empty' | 'cut-off' | 'not-json';

const BYTE_ORDER_MARK = 0xfeff;

/** Parses a whole file's text, which may begin with a byte order mark. */
export function parseJsonFile(text: string): Result<Json, JsonFault> {
  const bare = text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
  const json = parseJson(bare);
  if (json !== undefined) return succeed(json);
  const [first, last] = [/^\s*(\S)/.exec(bare)?.[1], /(\S)\s*$/.exec(bare.slice(-1000))?.[1]];
  if (first === undefined) return fail('empty');
  return fail(first === '{' && last !== '}' ? 'cut-off' : 'not-json');
}
