// Drops what is secret inside a decoded token: nested tokens, private key members, secrets by name. Caps its size.

import { detachText } from '../base/detach-text';
import { isJsonObject, type Json, type JsonObject } from '../base/json';
import { MAX_CLAIM_CHARS, MAX_CLAIM_DEPTH, MAX_CLAIM_NODES } from '../base/limits';
import type { DecodedToken } from '../token/decoded-token';

const SECRET_NAME = /token|secret|password|passwd|assertion|^code$|code_verifier|credential|api_?key|private/i;
/** Claim names that only sound like secrets (OIDC Core 2, Cognito, Keycloak). */
const HARMLESS_NAME = /^(token_use|token_type|tokenType|refreshTokenHash1|parentRefreshTokenHash1)$/;
const PRIVATE_KEY_MEMBERS = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'oth']);
/** First letters of a JWT's header, and how many must follow them; host names do not look like this. */
const HEADER_START = /[eICD]/;
const MIN_PART_CHARS = 15;
const WORD = /[\w-]/;
const LONG_WORD = /^[\w-]{15}/;

export const REDACTED = '[redacted]';

/** The token's header and payload, free of anything that could be presented to a server. */
export function redactToken(token: DecodedToken): DecodedToken {
  const budget = { nodes: MAX_CLAIM_NODES };
  const header = redactObject(token.header, 0, budget, true);
  const payload = token.payload === null ? null : redactObject(token.payload, 0, budget, false);
  return { ...token, header, payload };
}

function redactObject(object: JsonObject, depth: number, budget: { nodes: number }, isKey: boolean): JsonObject {
  const copy: [string, Json][] = [];
  for (const [name, value] of Object.entries(object)) {
    budget.nodes -= 1;
    if (budget.nodes < 0) break;
    const isSecret = (SECRET_NAME.test(name) && !HARMLESS_NAME.test(name)) || (isKey && PRIVATE_KEY_MEMBERS.has(name));
    const isScalarSecret = isSecret && (typeof value === 'string' || Array.isArray(value));
    copy.push([
      name.length > MAX_CLAIM_CHARS ? detachText(name.slice(0, MAX_CLAIM_CHARS)) : name,
      isScalarSecret ? REDACTED : redactValue(value, depth + 1, budget, isKey),
    ]);
  }
  // fromEntries defines own members, so that a claim called __proto__ stays a claim.
  return Object.fromEntries(copy);
}

function redactValue(value: Json, depth: number, budget: { nodes: number }, isKey: boolean): Json {
  if (typeof value === 'string') return redactText(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth >= MAX_CLAIM_DEPTH) return REDACTED;
  if (isJsonObject(value)) return redactObject(value, depth, budget, isKey);
  const items: Json[] = [];
  for (const item of value as readonly Json[]) {
    budget.nodes -= 1;
    if (budget.nodes < 0) break;
    items.push(redactValue(item, depth + 1, budget, isKey));
  }
  // A list that grew item by item has room for sixteen more (V8), and this one is kept.
  return items.slice();
}

function redactText(text: string): string {
  if (holdsJwt(text)) return REDACTED;
  return text.length > MAX_CLAIM_CHARS ? detachText(`${text.slice(0, MAX_CLAIM_CHARS)}…`) : text;
}

/** A JWT anywhere inside a text, its second part empty in a JWE. One expression for this would take quadratic time. */
function holdsJwt(text: string): boolean {
  const parts = text.split('.');
  return parts.some((part, index) => {
    const next = parts[index + 1];
    if (next === undefined || parts[index + 2] === undefined || (next !== '' && !LONG_WORD.test(next))) return false;
    return HEADER_START.test(takeLastWord(part).slice(0, -MIN_PART_CHARS));
  });
}

function takeLastWord(text: string): string {
  let start = text.length;
  while (start > 0 && WORD.test(text.charAt(start - 1))) start -= 1;
  return text.slice(start);
}
