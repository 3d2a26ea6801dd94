// Unwraps cookie values: percent-encoding, a Bearer prefix, JSON, base64 of JSON (rules.md 2.3).

import { parseJson } from '../base/json';
import { MAX_COOKIE_CHARS } from '../base/limits';
import type { RoleEvidence } from '../token/role';
import { listJsonTexts } from './body';
import { readRoleOfKey } from './key-names';

export type TokenText = { readonly text: string; readonly claimed: RoleEvidence | null };

/** base64 or base64url of a JSON object or array; Supabase SSR says so in front. A JWT has dots. */
const BASE64_JSON = /^(?:base64-)?((?:e[yw]|W[1yz])[\w+/-]{14,}={0,2})$/;

/** Texts inside a cookie value that may be tokens: the value itself, or members of the JSON that it wraps. */
export function readTokensInCookie(value: string): readonly TokenText[] {
  if (value.length > MAX_COOKIE_CHARS) return [];
  const text = decodePercent(value).replace(/^Bearer\s+/i, '');
  const json = unwrapJson(text);
  const members = (json === undefined ? [] : listJsonTexts(json)).flatMap(({ key, text: member }) => {
    const claimed = readRoleOfKey(key);
    return claimed === null ? [] : [{ text: member, claimed }];
  });
  // Wrapping anything else, it is a session's id all the same (Appwrite: base64 of an id and a secret).
  return members.length === 0 ? [{ text, claimed: null }] : members;
}

function unwrapJson(text: string) {
  if (/^[{[]/.test(text)) return parseJson(text);
  const base64 = BASE64_JSON.exec(text)?.[1];
  if (base64 === undefined) return undefined;
  try {
    return parseJson(atob(base64.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return undefined; // Not base64 after all: then the value is no wrapped session.
  }
}

export function decodePercent(value: string): string {
  if (!value.includes('%')) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value; // A stray percent sign: the value was not encoded.
  }
}
