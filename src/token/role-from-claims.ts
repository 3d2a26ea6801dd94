// What a JWT says about its own kind: rows K1, K4, K6 and K7 of rules.md 2.5, and the look-alikes of dialects.md 2.8.

import { type JsonObject, readMember, readString } from '../base/json';
import type { DecodedToken } from './decoded-token';
import type { RoleEvidence, TokenRole } from './role';
import { readTimeClaim } from './time-claims';

/** Header `typ`, without `application/`. Kinds that are no user's token stay unknown. */
const HEADER_TYPES: Readonly<Record<string, TokenRole>> = {
  'at+jwt': 'access',
  'dpop+jwt': 'dpop-proof',
  'logout+jwt': 'unknown',
  'secevent+jwt': 'unknown',
  'oauth-authz-req+jwt': 'unknown',
  'token-introspection+jwt': 'unknown',
};

const DISCRIMINATORS = ['token_use', 'typ', 'type', 'token_type', 'tokenType', 'category'];
const DISCRIMINATED: Readonly<Record<string, TokenRole>> = {
  access: 'access',
  bearer: 'access',
  auth: 'access',
  refresh: 'refresh',
  offline: 'refresh',
  id: 'id',
  sliding: 'single',
};

const ID_CLAIMS = ['at_hash', 'c_hash', 's_hash', 'nonce'];
const ACCESS_CLAIMS = ['scope', 'scp', 'permissions', 'cnf'];
const USER_CLAIMS = ['sub', 'sid', 'session_id', 'user_id', 'userId', 'uid', 'email', 'username', 'id'];
const KEY_ROLES = new Set(['anon', 'public', 'publishable']);
const TWO_YEARS_SEC = 2 * 365 * 86_400;

/** Null when the token says nothing about its kind. */
export function readRoleFromClaims(token: DecodedToken): RoleEvidence | null {
  const byType = readHeaderType(token.header);
  if (byType !== null) return byType;
  const { payload } = token;
  if (payload === null) return null;
  if (isPublishableKey(payload)) return { role: 'publishable-key', strength: 'confirmed', row: 1 };
  const discriminated = readDiscriminator(payload);
  if (discriminated !== null) return { role: discriminated, strength: 'likely', row: 4 };
  if (ID_CLAIMS.some((claim) => Object.hasOwn(payload, claim))) return { role: 'id', strength: 'likely', row: 6 };
  if (ACCESS_CLAIMS.some((claim) => Object.hasOwn(payload, claim)))
    return { role: 'access', strength: 'likely', row: 7 };
  return null;
}

function readHeaderType(header: JsonObject): RoleEvidence | null {
  const type = readString(header, 'typ')
    ?.toLowerCase()
    .replace(/^application\//, '');
  const role = type !== undefined && Object.hasOwn(HEADER_TYPES, type) ? HEADER_TYPES[type] : undefined;
  return role === undefined ? null : { role, strength: 'confirmed', row: 1 };
}

function readDiscriminator(payload: JsonObject): TokenRole | null {
  for (const claim of DISCRIMINATORS) {
    const value = readString(payload, claim)?.toLowerCase();
    const role = value !== undefined && Object.hasOwn(DISCRIMINATED, value) ? DISCRIMINATED[value] : undefined;
    if (role !== undefined) return role;
  }
  return null;
}

/** T18: a key that is printed into every page is no user's credential: it names no user and lives for years. */
function isPublishableKey(payload: JsonObject): boolean {
  if (USER_CLAIMS.some((claim) => Object.hasOwn(payload, claim))) return false;
  const role = readMember(payload, 'role');
  if (typeof role === 'string' && KEY_ROLES.has(role.toLowerCase())) return true;
  const expSec = readTimeClaim(payload, 'exp');
  const iatSec = readTimeClaim(payload, 'iat');
  return role !== undefined && expSec !== null && iatSec !== null && expSec - iatSec >= TWO_YEARS_SEC;
}
