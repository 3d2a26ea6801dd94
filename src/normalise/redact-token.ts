// Drops what is secret inside a decoded token: nested tokens, private key members, secrets by name. Caps its size.

import { detachText } from '../base/detach-text';
import { isJsonObject, type Json, type JsonObject, parseJson } from '../base/json';
import { MAX_CLAIM_CHARS, MAX_CLAIM_DEPTH, MAX_CLAIM_NODES } from '../base/limits';
import type { DecodedToken } from '../token/decoded-token';
import { isRandomText } from './random-text';

const SECRET_NAME =
  /token|secret|passw|passcode|passphrase|assertion|^code$|auth[-_]?code|code_verifier|credential|(?:api|access|encryption|signing|ssh)[-_]?key|private|cookie|bearer|signature|(?:^|[-_./:])(?:pass|pwd|pw|pin|t?otp|rtk?|sig|[cx]srf|creds|pem|seed)(?:$|[-_])/i;
/** Whose numbers are secrets; elsewhere they are counts and instants. */
const NUMERIC_SECRET = /^(?:password|passwd|passcode|pwd|pin|t?otp|code)$/i;
/** Claim names that only sound like secrets (OIDC Core 2, Cognito, Keycloak, Verifiable Credentials). */
const HARMLESS_NAME = /^(token_use|token_type|tokenType|refreshTokenHash1|parentRefreshTokenHash1|credentialSubject)$/;
const PRIVATE_KEY_MEMBERS = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'oth']);
/** First letters of a JWT's header, and how many must follow them; host names do not look like this. */
const HEADER_START = /[eICD]/;
const MIN_PART_CHARS = 15;
/** Of a header without white space: enough, however little its payload says. */
const USUAL_START = /eyJ/;
const SHORT_PAYLOAD = /^e[\w-]{2}/;
const WORD = /[\w-]/;
const LONG_WORD = /^[\w-]{15}/;

const REDACTED = '[redacted]';

/** The token's header and payload, free of anything that could be presented to a server. */
export function redactToken(token: DecodedToken): DecodedToken {
  const budget = { nodes: MAX_CLAIM_NODES };
  const outside = { depth: 0, isKey: false, isSecret: false };
  const header = redactObject(token.header, { ...outside, isKey: true }, budget);
  const payload = token.payload === null ? null : redactObject(token.payload, outside, budget);
  return { ...token, header, payload };
}

/** What is known of a claim by the names around it. */
type Setting = { readonly depth: number; readonly isKey: boolean; readonly isSecret: boolean };

function redactObject(object: JsonObject, around: Setting, budget: { nodes: number }): JsonObject {
  const copy: [string, Json][] = [];
  // A public key may stand in any claim (`cnf`, RFC 7800), and a careless issuer puts the private one there.
  const isKey = around.isKey || Object.hasOwn(object, 'kty');
  for (const [name, value] of Object.entries(object)) {
    budget.nodes -= 1;
    if (budget.nodes < 0) break;
    const isSecret = around.isSecret || isSecretName(name) || (isKey && PRIVATE_KEY_MEMBERS.has(name));
    copy.push([
      name.length > MAX_CLAIM_CHARS ? detachText(name.slice(0, MAX_CLAIM_CHARS)) : name,
      typeof value === 'number' && NUMERIC_SECRET.test(name)
        ? REDACTED
        : redactValue(value, { depth: around.depth + 1, isKey, isSecret }, budget),
    ]);
  }
  // fromEntries defines own members, so that a claim called __proto__ stays a claim.
  return Object.fromEntries(copy);
}

const isSecretName = (name: string): boolean => SECRET_NAME.test(name) && !HARMLESS_NAME.test(name);

function redactValue(value: Json, around: Setting, budget: { nodes: number }): Json {
  if (around.isSecret && (typeof value === 'string' || Array.isArray(value))) return REDACTED;
  if (typeof value === 'string') return redactText(value, around, budget);
  if (value === null || typeof value !== 'object') return value;
  if (around.depth >= MAX_CLAIM_DEPTH) return REDACTED;
  if (isJsonObject(value)) return redactObject(value, around, budget);
  const items: Json[] = [];
  for (const item of value as readonly Json[]) {
    budget.nodes -= 1;
    if (budget.nodes < 0) break;
    items.push(redactValue(item, { ...around, depth: around.depth + 1 }, budget));
  }
  // A list that grew item by item has room for sixteen more (V8), and this one is kept.
  return items.slice();
}

const CREDENTIAL = /\b(Bearer|DPoP|Basic)\s+([\w.~+/=:-]{8,})/gi;
const USER_INFO = /:\/\/[^\s/?#@]*@/g;
const PARAMETER = /([?&#])([^\s=&#?]{1,64})=[^\s&#]+/g;

function redactText(text: string, around: Setting, budget: { nodes: number }): string {
  if (holdsJwt(text)) return REDACTED;
  const inside = /^\s*[{[]/.test(text) && around.depth < MAX_CLAIM_DEPTH ? parseJson(text) : undefined;
  if (inside !== undefined)
    return cap(JSON.stringify(redactValue(inside, { ...around, depth: around.depth + 1 }, budget)));
  const shown = cap(text);
  if (!TELLS_OF_CREDENTIAL.test(shown)) return shown;
  return shown
    .replace(CREDENTIAL, (whole: string, scheme: string, credential: string) =>
      isRandomText(credential) ? `${scheme} ${REDACTED}` : whole,
    )
    .replace(USER_INFO, `://${REDACTED}@`)
    .replace(PARAMETER, (whole: string, mark: string, name: string) =>
      isSecretName(name) ? `${mark}${name}=${REDACTED}` : whole,
    );
}

/** Most claims do not: nothing further is asked of them. */
const TELLS_OF_CREDENTIAL = /:\/\/|bearer|dpop|basic/i;

const cap = (text: string): string =>
  text.length > MAX_CLAIM_CHARS ? detachText(`${text.slice(0, MAX_CLAIM_CHARS)}…`) : text;

/** A JWT anywhere inside a text, its second part empty in a JWE. One expression for this would take quadratic time. */
function holdsJwt(text: string): boolean {
  const parts = (text.includes('%') ? text.replaceAll(/%2e/gi, '.') : text).split('.');
  return parts.some((part, index) => {
    const next = parts[index + 1];
    if (next === undefined || parts[index + 2] === undefined) return false;
    const isPayload = next === '' || LONG_WORD.test(next);
    if (!isPayload && !SHORT_PAYLOAD.test(next)) return false;
    return (isPayload ? HEADER_START : USUAL_START).test(takeLastWord(part).slice(0, -MIN_PART_CHARS));
  });
}

function takeLastWord(text: string): string {
  let start = text.length;
  while (start > 0 && WORD.test(text.charAt(start - 1))) start -= 1;
  return text.slice(start);
}
