// HAR's header arrays.

import { isJsonObject, type JsonObject, readMember } from '../base/json';
import type { HeaderLine } from './exchange';

const MAX_LINES = 500;

/** Lines that are no header are dropped, HTTP/2 pseudo headers (`:path`) too. */
export function readHarHeaders(message: JsonObject): readonly HeaderLine[] {
  const lines = readMember(message, 'headers');
  if (!Array.isArray(lines)) return [];
  const read: HeaderLine[] = [];
  for (const line of lines.slice(0, MAX_LINES)) {
    if (!isJsonObject(line)) continue;
    const name = readMember(line, 'name');
    const value = readMember(line, 'value');
    if (typeof name !== 'string' || typeof value !== 'string' || name === '' || name.startsWith(':')) continue;
    read.push({ name, value });
  }
  return read;
}

/** The first value under a lower-case name, or null. */
export function findHeader(lines: readonly HeaderLine[], name: string): string | null {
  return lines.find((line) => line.name.length === name.length && line.name.toLowerCase() === name)?.value ?? null;
}
