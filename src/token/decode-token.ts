// Finds out whether a text is a JWT and what it says (RFC 7519, RFC 7516). Total: hostile text yields null.

import { jwtDecode } from 'jwt-decode';
import { isJsonObject, type JsonObject, readString } from '../base/json';
import { MAX_TOKEN_CHARS } from '../base/limits';
import type { DecodedToken } from './decoded-token';

const MIN_TOKEN_CHARS = 16;

const JWS = /^[\w-]+\.[\w-]+\.[\w-]*$/;
const JWE = /^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/;

/** First base64url character of a JSON object: `{`, or the white space that may stand before it. */
const FIRST_CHARACTERS = 'eICD';

/**
 * Decodes a compact JWS or JWE. Null when the text is not one: wrong alphabet, a header that is no JSON object or has no
 * `alg` (and `enc` for a JWE). A JWS whose payload is no JSON object is kept with payload null.
 */
export function decodeToken(text: string): DecodedToken | null {
  if (text.length < MIN_TOKEN_CHARS || text.length > MAX_TOKEN_CHARS) return null;
  if (!FIRST_CHARACTERS.includes(text.charAt(0))) return null;
  const format = JWS.test(text) ? 'jws' : JWE.test(text) ? 'jwe' : null;
  if (format === null) return null;
  const header = decodePart(text, true);
  if (header === null || readString(header, 'alg') === null) return null;
  if (format === 'jwe' && readString(header, 'enc') === null) return null;
  return { format, header, payload: format === 'jws' ? decodePart(text, false) : null, lengthChars: text.length };
}

/** `header.payload`: equal for one token re-encoded with another signature (rules.md 2.4). */
export function cutSignature(text: string): string {
  return text.slice(0, text.lastIndexOf('.'));
}

function decodePart(text: string, isHeader: boolean): JsonObject | null {
  try {
    const part: unknown = jwtDecode(text, { header: isHeader });
    return isJsonObject(part) ? part : null;
  } catch {
    return null; // Not a JWT: the expected outcome for most dotted texts, and nothing to tell anyone.
  }
}
