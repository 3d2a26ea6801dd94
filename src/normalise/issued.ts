// Every place of an answer where a token may be delivered: body, headers, Set-Cookie, redirect (dialects.md 2.1, 2.6).

import { type Cookie, parseString } from 'set-cookie-parser';
import type { Json } from '../base/json';
import { MAX_HEADER_CHARS, MAX_ISSUED, MAX_SET_COOKIES } from '../base/limits';
import type { Credential, IssuedCredential, SetCookieFacts } from '../observation/credential';
import type { RoleEvidence } from '../token/role';
import { listJsonTexts } from './body';
import { isNeverTokenCookie, readRoleOfCookie } from './cookie-names';
import { joinChunks } from './cookie-pairs';
import { decodePercent, readTokensInCookie } from './cookie-value';
import type { CredentialReader } from './credential-reader';
import type { Headers } from './headers';
import {
  couldNameToken,
  isLookAlikeName,
  NOT_TOKEN_HEADERS,
  readRoleOfHeader,
  readRoleOfKey,
  readRoleOfOwnHeader,
} from './key-names';
import { readAnnouncedSec } from './lifetimes';
import { readRoleBesideJwt, readRoleOfPairedHolder } from './token-holder';

/** Written out for speed, as in har-entry.ts. */
function toIssued(
  { fp, bodyFp, nonceFp, format, jwt, carrier, name, claimed }: Credential,
  announcedSec: number | null,
  cookie: SetCookieFacts | null,
): IssuedCredential {
  return { fp, bodyFp, nonceFp, format, jwt, carrier, name, claimed, announcedSec, cookie };
}

/** Tokens in a JSON body. Opaque values count under any token name here; the engine asks for a token endpoint for bare ones. */
export function readIssuedInJson(json: Json, serverMs: number, reader: CredentialReader): readonly IssuedCredential[] {
  const texts =
    typeof json === 'string' ? [{ key: '', text: json, parent: {}, holder: null, depth: 0 }] : listJsonTexts(json);
  const issued: IssuedCredential[] = [];
  for (const found of texts) {
    const { key, text, parent } = found;
    const held = readRoleOfPairedHolder(found);
    const claimed = held ?? readRoleBesideJwt(found) ?? readRoleOfKey(key);
    const value = text.replace(/^Bearer\s+/i, '');
    const place = { carrier: 'response-json', name: key === '' ? null : key, claimed } as const;
    if (isLookAlikeName(key)) continue;
    const credential = claimed === null ? reader.readJwt(value, place) : reader.readAny(value, place);
    if (credential === null) continue;
    // What an object of its own says of an end is said of this token, whatever its role.
    const announcedSec =
      claimed === null ? null : readAnnouncedSec(parent, held === null ? claimed.role : 'access', serverMs);
    issued.push(toIssued(credential, announcedSec, null));
    if (issued.length >= MAX_ISSUED) break;
  }
  return issued;
}

/** Tokens in a urlencoded body or a redirect's fragment (implicit flow; GitHub's token endpoint). */
export function readIssuedInFields(
  fields: readonly (readonly [string, string])[],
  carrier: 'response-form' | 'redirect',
  serverMs: number,
  reader: CredentialReader,
): readonly IssuedCredential[] {
  const parent = Object.fromEntries(fields);
  return fields.flatMap(([key, value]) => {
    const claimed = readRoleOfKey(key);
    if (claimed?.strength !== 'confirmed') return [];
    const credential = reader.readAny(value, { carrier, name: key, claimed });
    return credential === null ? [] : [toIssued(credential, readAnnouncedSec(parent, claimed.role, serverMs), null)];
  });
}

/** Their end stands in a header, too, if anywhere (devise_token_auth: `expiry`, epoch seconds). */
export function readIssuedInHeaders(
  headers: Headers,
  serverMs: number,
  reader: CredentialReader,
): readonly IssuedCredential[] {
  const expiry = headers.get('expiry');
  const said = expiry === null ? {} : { expiry };
  return headers.lines.flatMap(({ name, value }) => {
    if (!couldNameToken(name)) return [];
    const isBearer = name === 'authorization';
    const known = isBearer ? ISSUED_AS_BEARER : readRoleOfHeader(name);
    const claimed = known ?? readRoleOfOwnHeader(name);
    if (claimed === null || (NOT_TOKEN_HEADERS.has(name) && !isBearer) || isLookAlikeName(name)) return [];
    const text = value.replace(/^Bearer\s+/i, '');
    const place = { carrier: 'response-header', name, claimed } as const;
    const credential = known === null ? reader.readJwt(text, place) : reader.readAny(text, place);
    if (credential === null) return [];
    return [toIssued(credential, readAnnouncedSec(said, claimed.role, serverMs), null)];
  });
}

const ISSUED_AS_BEARER: RoleEvidence = { role: 'access', strength: 'confirmed', row: 2 };

export type CookieChanges = {
  readonly issued: readonly IssuedCredential[];
  readonly set: readonly {
    readonly name: string;
    readonly fp: IssuedCredential['fp'];
    readonly cookie: SetCookieFacts;
  }[];
  readonly cleared: readonly string[];
};

export const NO_COOKIES: CookieChanges = { issued: [], set: [], cleared: [] };

/** `answerMs`: local time of the answer, to tell a deletion by date. */
export function readSetCookies(headers: Headers, answerMs: number, reader: CredentialReader): CookieChanges {
  if (headers.get('set-cookie') === null) return NO_COOKIES;
  const lines = headers
    .all('set-cookie')
    .slice(0, MAX_SET_COOKIES)
    .filter((line) => line.length <= MAX_HEADER_CHARS);
  const cookies = lines.flatMap((line) => parseString(line, { decodeValues: false, silent: true }) ?? []);
  const cleared = cookies.filter((cookie) => isCleared(cookie.value, cookie.maxAge, cookie.expires, answerMs));
  const kept = cookies.filter((cookie) => !cleared.includes(cookie) && !isNeverTokenCookie(cookie.name));
  const facts = new Map(kept.map((cookie) => [cookie.name, readCookieFacts(cookie, answerMs)]));
  const factsOf = (name: string): SetCookieFacts | null => facts.get(name) ?? facts.get(`${name}.0`) ?? null;
  const issued = joinChunks(kept).flatMap(({ name, value }) =>
    readTokensInCookie(value).flatMap(({ text, claimed }) => {
      const place = { carrier: 'set-cookie', name, claimed: claimed ?? readRoleOfCookie(name) } as const;
      const credential = place.claimed === null ? reader.readJwt(text, place) : reader.readAny(text, place);
      return credential === null ? [] : [toIssued(credential, null, factsOf(name))];
    }),
  );
  const set = joinChunks(kept)
    .filter(({ value }) => value.length >= 8)
    .flatMap(({ name, value }) => {
      const cookie = factsOf(name);
      if (cookie === null) return [];
      return [{ name: reader.hideSecrets(name), fp: reader.takeFingerprint(decodePercent(value)), cookie }];
    });
  const names = cleared.flatMap(({ name }) => (name.endsWith('.0') ? [name, name.slice(0, -2)] : [name]));
  return { issued, set, cleared: names.map((name) => reader.hideSecrets(name)) };
}

function isCleared(value: string, maxAge: number | undefined, expires: Date | undefined, answerMs: number): boolean {
  if (value === '' || (maxAge !== undefined && maxAge <= 0)) return true;
  return expires !== undefined && maxAge === undefined && expires.getTime() < answerMs - 86_400_000;
}

function readCookieFacts(cookie: Cookie, answerMs: number): SetCookieFacts {
  const sameSite = cookie.sameSite?.toLowerCase();
  const untilMs = cookie.expires?.getTime();
  return {
    httpOnly: cookie.httpOnly === true,
    secure: cookie.secure === true,
    sameSite: sameSite === 'strict' || sameSite === 'lax' || sameSite === 'none' ? sameSite : null,
    isPartitioned: cookie.partitioned === true,
    maxAgeSec:
      cookie.maxAge ??
      (untilMs === undefined || Number.isNaN(untilMs) ? null : Math.round((untilMs - answerMs) / 1000)),
  };
}
