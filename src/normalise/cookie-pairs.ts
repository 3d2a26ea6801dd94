// The pairs of a Cookie header, and those that were cut in several put together again (rules.md 2.3).

import { MAX_COOKIES } from '../base/limits';
import { isNeverTokenCookie } from './cookie-names';

const CHUNK = /^(.+)\.(\d{1,2})$/;

export type CookiePair = { readonly name: string; readonly value: string };

/** Joins `name.0`, `name.1`, … (Auth.js, Supabase SSR split long cookies) into one pair named `name`. */
export function joinChunks(pairs: readonly CookiePair[]): readonly CookiePair[] {
  const chunks = new Map<string, { readonly index: number; readonly value: string }[]>();
  const whole: CookiePair[] = [];
  for (const pair of pairs) {
    const match = CHUNK.exec(pair.name);
    const [, name, index] = match ?? [];
    if (name === undefined || index === undefined) whole.push(pair);
    else chunks.set(name, [...(chunks.get(name) ?? []), { index: Number(index), value: pair.value }]);
  }
  for (const [name, parts] of chunks) {
    const value = parts
      .sort((a, b) => a.index - b.index)
      .map((part) => part.value)
      .join('');
    whole.push({ name, value });
  }
  return whole;
}

/** Splits a Cookie header. Values lose their quotes; pairs without a name, and those that are never tokens, are skipped. */
export function splitCookieHeader(header: string): readonly CookiePair[] {
  const pairs: CookiePair[] = [];
  for (const part of header.split(';', MAX_COOKIES)) {
    const at = part.indexOf('=');
    if (at <= 0) continue;
    const name = part.slice(0, at).trim();
    const value = unquote(part.slice(at + 1).trim());
    if (name !== '' && value !== '' && !isNeverTokenCookie(name)) pairs.push({ name, value });
  }
  return pairs;
}

const unquote = (value: string): string => (value.startsWith('"') ? value.replace(/^"(.*)"$/, '$1') : value);
