// Turns a candidate text into a credential: the only place where a raw token becomes a fingerprint and decoded claims.

import type { Fingerprint } from '../base/brand';
import { readString } from '../base/json';
import { MAX_KNOWN_TOKENS, MAX_TOKEN_CHARS } from '../base/limits';
import { setCapped } from '../base/set-capped';
import type { Carrier } from '../observation/carrier';
import type { Credential } from '../observation/credential';
import { cutSignature, decodeToken } from '../token/decode-token';
import type { DecodedToken } from '../token/decoded-token';
import type { TakeFingerprint } from '../token/fingerprint';
import type { RoleEvidence } from '../token/role';
import { readRoleFromClaims } from '../token/role-from-claims';
import { createHider, type HideSecrets } from './hide-secrets';
import { isPlaceholder } from './placeholder';
import { redactToken } from './redact-token';
import { isSampleToken } from './sample-token';

export type CredentialReader = {
  readonly takeFingerprint: TakeFingerprint;
  readonly hideSecrets: HideSecrets;
  /** Null unless the text is a JWT. */
  readonly readJwt: (text: string, place: Place) => Credential | null;
  /** A JWT, or an opaque value under a name that makes it a token. Null for empty, oversized, placeholder and sample values. */
  readonly readAny: (text: string, place: Place) => Credential | null;
  /** A JWT, or an opaque value that was read from an answer before. */
  readonly readIssued: (text: string, place: Place) => Credential | null;
};

/** Where a candidate stood. */
export type Place = { readonly carrier: Carrier; readonly name: string | null; readonly claimed: RoleEvidence | null };

type Known = {
  readonly bodyFp: Fingerprint;
  readonly nonceFp: Fingerprint | null;
  readonly jwt: DecodedToken;
  readonly role: RoleEvidence | null;
};

const MIN_OPAQUE_CHARS = 8;
const OPAQUE = /^[\w.~+/=:|!$*-]+$/;
/** Keys that say of themselves that they are printed into pages (T18). */
const PUBLISHABLE_TEXT = /^(?:[a-z]{2,8}_)?(?:pk|publishable)[_.]/;
const PUBLISHABLE: RoleEvidence = { role: 'publishable-key', strength: 'confirmed', row: 1 };

export function createCredentialReader(takeFingerprint: TakeFingerprint): CredentialReader {
  const hideSecrets = createHider(takeFingerprint);
  const known = new Map<Fingerprint, Known>();
  const issued = new Map<Fingerprint, true>();

  function look(text: string, fp: Fingerprint): Known | null {
    const seen = known.get(fp);
    if (seen !== undefined) return seen;
    const decoded = decodeToken(text);
    if (decoded === null) return null;
    const bodyFp = takeFingerprint(cutSignature(text));
    const nonce = decoded.payload === null ? null : readString(decoded.payload, 'nonce');
    const role = readRoleFromClaims(decoded);
    const nonceFp = nonce === null || role?.role !== 'id' ? null : takeFingerprint(nonce);
    const entry = { bodyFp, nonceFp, jwt: redactToken(decoded), role };
    setCapped(known, fp, entry, MAX_KNOWN_TOKENS);
    return entry;
  }

  function readJwt(text: string, place: Place): Credential | null {
    if (!couldBeJwt(text) || isSampleToken(text)) return null;
    const fp = takeFingerprint(text);
    const entry = look(text, fp);
    if (entry === null) return null;
    const { bodyFp, nonceFp, jwt, role } = entry;
    return {
      fp,
      bodyFp,
      nonceFp,
      format: jwt.format,
      jwt,
      carrier: place.carrier,
      name: nameOf(place),
      claimed: chooseRole(place.claimed, role),
    };
  }

  function readAny(text: string, place: Place): Credential | null {
    const jwt = readJwt(text, place);
    if (jwt !== null) return jwt;
    if (text.length < MIN_OPAQUE_CHARS || text.length > MAX_TOKEN_CHARS || isNobodys(text) || !OPAQUE.test(text))
      return null;
    const fp = takeFingerprint(text);
    if (isOfAnswer(place.carrier)) setCapped(issued, fp, true, MAX_KNOWN_TOKENS);
    return {
      fp,
      bodyFp: null,
      nonceFp: null,
      format: 'opaque',
      jwt: null,
      carrier: place.carrier,
      name: nameOf(place),
      claimed: PUBLISHABLE_TEXT.test(text) ? PUBLISHABLE : place.claimed,
    };
  }

  function readIssued(text: string, place: Place): Credential | null {
    const jwt = readJwt(text, place);
    if (jwt !== null || text.length < MIN_OPAQUE_CHARS || text.length > MAX_TOKEN_CHARS) return jwt;
    return issued.has(takeFingerprint(text)) ? readAny(text, place) : null;
  }

  const nameOf = ({ name }: Place): string | null => (name === null ? null : hideSecrets(name));

  return { takeFingerprint, hideSecrets, readJwt, readAny, readIssued };
}

const isOfAnswer = (carrier: Carrier): boolean => carrier.startsWith('response-') || carrier === 'redirect';

/** What stands for a token, shows that there is one, or says that there is none. */
const NO_VALUE =
  /\*{4}|^(redacted|filtered|not[_-]?(supported|available|applicable))$|^((undefined|null|nan|none|nil)([._-]|$))+$|^your[._-]|[._-]here$/i;
const isNobodys = (text: string): boolean => isPlaceholder(text) || isSampleToken(text) || NO_VALUE.test(text);

/** Cheap test before any hashing: two or four dots in the alphabet's usual first letters. */
export const couldBeJwt = (text: string): boolean =>
  text.length > MIN_OPAQUE_CHARS && text.length <= MAX_TOKEN_CHARS && /^[eICD][\w-]*\.[\w-]*\./.test(text);

/** The lower row wins (rules.md 2.5); but a bare key such as `token` gives way to a token that names itself. */
function chooseRole(byPlace: RoleEvidence | null, byClaims: RoleEvidence | null): RoleEvidence | null {
  if (byPlace === null || byClaims === null) return byPlace ?? byClaims;
  const isBareKey = byPlace.row === 2 && byPlace.strength === 'likely';
  if (isBareKey && (byClaims.role === 'refresh' || byClaims.role === 'single')) return byClaims;
  return byClaims.row < byPlace.row ? byClaims : byPlace;
}
