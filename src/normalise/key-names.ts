// Names under which tokens ride in bodies, headers, cookies and queries (dialects.md 2.1, 2.6, 4). Data only.

import type { RoleEvidence } from '../token/role';

const named = (role: RoleEvidence['role'], strength: RoleEvidence['strength']): RoleEvidence => ({
  role,
  strength,
  row: 2,
});

/** Keys after normaliseKey. OAuth's own names are confirmed, bare ones likely (rules.md 14.12). */
const BODY_KEYS: ReadonlyMap<string, RoleEvidence> = new Map([
  ['accesstoken', named('access', 'confirmed')],
  ['refreshtoken', named('refresh', 'confirmed')],
  ['idtoken', named('id', 'confirmed')],
  ['sessionjwt', named('access', 'likely')],
  ['refreshjwt', named('refresh', 'likely')],
  ['jwtrefreshtoken', named('refresh', 'confirmed')],
  ['refresh', named('refresh', 'likely')],
  ['rtoken', named('refresh', 'likely')],
  ['renewaltoken', named('refresh', 'likely')],
  ['renewtoken', named('refresh', 'likely')],
  ['rt', named('refresh', 'likely')],
  ['access', named('access', 'likely')],
  ['token', named('access', 'likely')],
  ['jwt', named('access', 'likely')],
  ['jwttoken', named('access', 'likely')],
  ['newtoken', named('access', 'likely')],
  ['usertoken', named('access', 'likely')],
  ['authtoken', named('access', 'likely')],
  ['auth', named('access', 'likely')],
  ['sessiontoken', named('access', 'likely')],
  ['refreshedtoken', named('access', 'likely')],
  ['bearer', named('access', 'likely')],
  ['bearertoken', named('access', 'likely')],
  ['at', named('access', 'likely')],
]);

/** Names that say enough for an opaque value to be taken for a token anywhere; other names need a JWT or a token endpoint. */
const TELLING_KEYS = new Set(['accesstoken', 'refreshtoken', 'jwtrefreshtoken', 'idtoken']);

export const normaliseKey = (key: string): string => key.toLowerCase().replaceAll(/[_.\-\s]/g, '');

/** `newAccessToken`, `user_refresh_token`: whose or which it is stands before OAuth's own name. */
const QUALIFIED = /^(?:new|user|auth|session)(?=(?:access|refresh|id)token$)/;

export function readRoleOfKey(key: string): RoleEvidence | null {
  const name = normaliseKey(key);
  const plain = BODY_KEYS.get(name);
  if (plain !== undefined || !QUALIFIED.test(name)) return plain ?? null;
  const role = BODY_KEYS.get(name.replace(QUALIFIED, ''))?.role;
  return role === undefined ? null : named(role, 'likely');
}

export const isTellingKey = (key: string): boolean => TELLING_KEYS.has(normaliseKey(key));

/** A bare name such as `refresh` is a word of many bodies, and `wait_for` or `monthly` its value. */
export const isRefreshText = (claimed: RoleEvidence | null, text: string): boolean =>
  claimed?.role === 'refresh' && text.length >= (claimed.strength === 'confirmed' ? 8 : 16);

/** Response and request headers that carry tokens, besides Authorization. */
const TOKEN_HEADERS: ReadonlyMap<string, RoleEvidence> = new Map([
  ['st-access-token', named('access', 'confirmed')],
  ['st-refresh-token', named('refresh', 'confirmed')],
  ['access-token', named('access', 'confirmed')],
  ['refresh-token', named('refresh', 'confirmed')],
  ['x-access-token', named('access', 'confirmed')],
  ['x-refresh-token', named('refresh', 'confirmed')],
  ['x-auth-token', named('access', 'likely')],
  ['set-auth-token', named('access', 'likely')],
  ['set-auth-jwt', named('access', 'likely')],
  ['x-session-token', named('access', 'likely')],
  ['x-appwrite-jwt', named('access', 'likely')],
  ['x-appwrite-session', named('access', 'likely')],
  ['x-parse-session-token', named('access', 'likely')],
  ['x-jwt', named('access', 'likely')],
  ['x-jwt-token', named('access', 'likely')],
  ['token', named('access', 'likely')],
]);

/** Most headers of an answer do not: nothing further is asked of them. `name`: in lower case. */
export const couldNameToken = (name: string): boolean => /token|jwt|access|refresh|session|^authorization$/.test(name);

export function readRoleOfHeader(name: string): RoleEvidence | null {
  const lower = name.toLowerCase().replaceAll('_', '-');
  return TOKEN_HEADERS.get(lower) ?? (lower.endsWith('-refresh-token') ? named('refresh', 'likely') : null);
}

const OWN_HEADER = /^(x-([a-z]{1,16}-){0,3}(token|jwt)|(x-|authorization-)?(access|refresh)(token)?|jwt)$/;
/** An `X-…-Token` of an app's own (rules.md 3.3): its name says enough for a JWT in an answer, not for an opaque value. */
export const readRoleOfOwnHeader = (name: string): RoleEvidence | null => {
  if (!OWN_HEADER.test(name)) return null;
  return /\brefresh/.test(name) ? named('refresh', 'likely') : named('access', 'likely');
};

/** Headers whose JWTs are no user's tokens (dialects.md 2.8) or are read elsewhere. */
export const NOT_TOKEN_HEADERS = new Set([
  'authorization',
  'cookie',
  'set-cookie',
  'dpop',
  'x-firebase-appcheck',
  'front-token',
  'referer',
  'location',
]);
/** What a session's answer says beside its own tokens: those of the identity provider upstream (dialects.md 3.8). */
const NOT_TOKEN_NAME = /csrf|xsrf|anti-?csrf|appcheck|assertion|^provider[_-]?(refresh[_-]?)?token$/i;
export const isLookAlikeName = (name: string): boolean => NOT_TOKEN_NAME.test(name);

/** Query parameters; an opaque value counts only under a telling name. */
const QUERY_KEYS = new Set([
  'accesstoken',
  'token',
  'jwt',
  'auth',
  'authtoken',
  'bearer',
  'refreshtoken',
  'idtoken',
  'idtokenhint',
  'sessiontoken',
]);
export const isQueryTokenKey = (key: string): boolean => QUERY_KEYS.has(normaliseKey(key));
