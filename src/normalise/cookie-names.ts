// Cookie names known to carry tokens, and those that never do (dialects.md section 4). Data only.

import type { RoleEvidence } from '../token/role';

const REFRESH =
  /^(s-?refresh-?token|st-refresh-token|__client|__refresh|(\w+[_-])?refresh[_-]?token(_cookie)?|(app\.)?rt|strapi_up_refresh|dsr|jwt-refresh-token|auth\.refresh-token|auth\._refresh_token\..+|stytch_session|refresh|cognitoidentityserviceprovider\..+\.refreshtoken)$/i;
const ACCESS =
  /^(s-?access-?token|st-access-token|__session(_\w+)?|access[_-]?token(_cookie)?|(app\.)?at|directus_session_token|payload-token|ds|jwt|token|id_?token|auth\.token|auth\._token\..+|pb_auth|a_session_.+|.+\.session[_-]token|stytch_session_jwt|cognitoidentityserviceprovider\..+\.(access|id)token)$/i;
const NEVER =
  /csrf|xsrf|^__client_uat|at_exp$|^sfronttoken$|^st-last-access-token-update$|is\.authenticated$|^msal\.cache\.encryption$|^_ga|^_gid|^amplitude|^intercom/i;

const PREFIX = /^__(host|secure)-/i;
const CHUNK = /^(.+)\.(\d{1,2})$/;

export const stripCookiePrefix = (name: string): string => (name.startsWith('_') ? name.replace(PREFIX, '') : name);

/** Row K8: a name is a hint, no more. */
export function readRoleOfCookie(name: string): RoleEvidence | null {
  const bare = stripCookiePrefix(name);
  if (NEVER.test(bare)) return null;
  if (REFRESH.test(bare)) return { role: 'refresh', strength: 'possible', row: 8 };
  if (ACCESS.test(bare)) return { role: 'access', strength: 'possible', row: 8 };
  return null;
}

export const isNeverTokenCookie = (name: string): boolean => NEVER.test(stripCookiePrefix(name));

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

const MAX_COOKIES = 200;

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
