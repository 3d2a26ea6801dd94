// The cookies of a request: tokens among them, and those that may turn out to be renewal credentials (rules.md 2.3, 3.3).

import { MAX_COOKIE_CANDIDATES } from '../base/limits';
import type { Credential } from '../observation/credential';
import type { RequestSent } from '../observation/observation';
import { decodeToken } from '../token/decode-token';
import { readRoleOfCookie } from './cookie-names';
import { type CookiePair, joinChunks, splitCookieHeader } from './cookie-pairs';
import { decodePercent, readTokensInCookie } from './cookie-value';
import type { CredentialReader } from './credential-reader';
import { createRecall } from './recall';

const MIN_CANDIDATE_CHARS = 8;
const MIN_SESSION_ID_CHARS = 16;

export type CookieFacts = {
  readonly credentials: readonly Credential[];
  readonly candidates: RequestSent['cookies'];
  readonly hasSessionCookie: boolean;
};

/** `isWide`: the request renews or ends a session, so that any cookie may be its credential; else only those named like one. */
export type ReadCookies = (header: string, isWide: boolean) => CookieFacts;

export function createCookieReader(reader: CredentialReader): ReadCookies {
  const createReader = (isWide: boolean) =>
    createRecall(reader.takeFingerprint, (header) => readCookies(splitCookieHeader(header), isWide, reader));
  const readNamed = createReader(false);
  const readAll = createReader(true);
  return (header, isWide) => (isWide ? readAll : readNamed)(header);
}

function readCookies(cookies: readonly CookiePair[], isWide: boolean, reader: CredentialReader): CookieFacts {
  return {
    credentials: readCredentials(cookies, reader),
    candidates: joinChunks(cookies)
      .filter(({ name, value }) => value.length >= MIN_CANDIDATE_CHARS && (isWide || readRoleOfCookie(name) !== null))
      .slice(0, MAX_COOKIE_CANDIDATES)
      .map(({ name, value }) => ({
        name: reader.hideSecrets(name),
        fp: reader.takeFingerprint(decodePercent(value)),
        named: readRoleOfCookie(name)?.role ?? null,
      })),
    hasSessionCookie: cookies.some(looksLikeSessionId),
  };
}

function readCredentials(cookies: readonly CookiePair[], reader: CredentialReader): readonly Credential[] {
  return joinChunks(cookies).flatMap(({ name, value }) =>
    readTokensInCookie(value).flatMap(({ text, claimed }) => {
      const named = readRoleOfCookie(name);
      const place = { carrier: 'cookie', name, claimed: claimed ?? named } as const;
      if (claimed !== null) return reader.readAny(text, place) ?? [];
      const jwt = reader.readJwt(text, place);
      // An opaque value is a token only where the engine knows it for one: a name alone says too little.
      return jwt ?? (named === null ? null : reader.readAny(text, { ...place, claimed: null })) ?? [];
    }),
  );
}

/** Long and with digits; no JWT, which is a token of its own, nor named like a token, which is a candidate. */
const looksLikeSessionId = ({ name, value }: CookiePair): boolean =>
  value.length >= MIN_SESSION_ID_CHARS &&
  /\d/.test(value) &&
  readRoleOfCookie(name) === null &&
  decodeToken(value) === null;
