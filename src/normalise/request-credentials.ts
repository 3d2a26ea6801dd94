// Every place of a request where a token may ride (rules.md 2.3, dialects.md 2.4). Raw texts go in, credentials come out.

import { MAX_PRESENTED } from '../base/limits';
import type { Credential, PresentedCredential } from '../observation/credential';
import { isEnding, isRefreshing, type Purpose } from '../observation/request';
import type { RoleEvidence } from '../token/role';
import { findInBody } from './body-credentials';
import type { CredentialReader, Place } from './credential-reader';
import {
  couldBeIssued,
  couldBeIssuedInHeader,
  type Found,
  found,
  foundIfIssued,
  SENT_AS_ID,
  SENT_AS_REFRESH,
  USED,
} from './found';
import {
  isLookAlikeName,
  isQueryTokenKey,
  isRefreshText,
  NOT_TOKEN_HEADERS,
  normaliseKey,
  readRoleOfHeader,
  readRoleOfKey,
  readRoleOfOwnHeader,
} from './key-names';
import type { RequestView } from './request-view';

const OAUTH_NAME = 'refresh_token';
const SENT_AS_PROOF: RoleEvidence = { role: 'dpop-proof', strength: 'confirmed', row: 1 };

/** `inCookies`: what the cookies hold, which is read apart. */
export function readPresented(
  view: RequestView,
  purpose: Purpose,
  inCookies: readonly Credential[],
  reader: CredentialReader,
): readonly PresentedCredential[] {
  const credentials: PresentedCredential[] = [];
  const add = (credential: Credential | null, scheme: string | null, isRepeatedInRequest: boolean): void => {
    const isNews = ({ fp, carrier }: Credential): boolean =>
      !credentials.some((known) => known.fp === fp && known.carrier === carrier);
    if (credential === null || credentials.length >= MAX_PRESENTED || !isNews(credential)) return;
    // Written out for speed, as in har-entry.ts.
    const { fp, bodyFp, nonceFp, format, jwt, carrier, name, claimed } = credential;
    credentials.push({ fp, bodyFp, nonceFp, format, jwt, carrier, name, claimed, scheme, isRepeatedInRequest });
  };
  const addFound = (found: readonly Found[]): void => {
    for (const { text, place, scheme, opaque } of found) {
      const isAny = opaque === 'any' || (opaque === 'issued' && view.raw.sensor === 'har');
      const read = isAny ? reader.readAny : opaque === 'issued' ? reader.readIssued : reader.readJwt;
      const credential = read(text, place);
      add(credential, scheme, isRepeated(view, text, place));
    }
  };
  addFound(findInAuthorization(view, purpose));
  addFound(findInHeaders(view));
  for (const credential of inCookies) add(credential, null, false);
  addFound(findInQuery(view, purpose));
  addFound(findInPath(view));
  addFound(findInBody(view, purpose));
  addFound(findProof(view));
  return credentials;
}

/** A publishable key is sent twice: as `apikey` (or the like) and as Bearer (dialects.md 2.8). */
function isRepeated(view: RequestView, text: string, { carrier }: Place): boolean {
  if (carrier !== 'authorization') return false;
  return view.headers.lines.some(({ name, value }) => value === text && name !== 'authorization' && name !== 'cookie');
}

function findInAuthorization(view: RequestView, purpose: Purpose): readonly Found[] {
  return view.authorizations.flatMap((parsed) => {
    // A password or a client's secret is no token, but a session's may ride in its place where it is renewed or ended (Stytch).
    if (parsed.kind === 'basic') {
      const isOfSession = parsed.secret !== '' && (purpose.kind === 'refresh-call' || purpose.kind === 'logout');
      return isOfSession
        ? [foundIfIssued(parsed.secret, { carrier: 'authorization', name: 'basic', claimed: null })]
        : [];
    }
    // Never an access token before the answer is known, where a refresh token may ride as Bearer.
    const isUse = purpose.kind !== 'token-request' && purpose.kind !== 'refresh-call' && purpose.kind !== 'sign-in';
    const place: Place = {
      carrier: 'authorization',
      name: parsed.isComposite ? 'composite' : null,
      // Without a scheme it may be any key (an SDK's, a map's): only a JWT, or a token known from elsewhere, is one.
      claimed: isUse && (parsed.scheme !== 'raw' || couldHoldJwt(parsed.value)) ? USED : null,
    };
    return [{ text: parsed.value, place, scheme: parsed.scheme, opaque: 'any' }];
  });
}

function findInHeaders(view: RequestView): readonly Found[] {
  const isSocket = view.raw.resourceType === 'websocket';
  return view.headers.lines.flatMap(({ name, value }) => {
    if (NOT_TOKEN_HEADERS.has(name) || isLookAlikeName(name)) return [];
    if (name === 'sec-websocket-protocol') {
      return value.split(',').map((part) => found(part.trim(), { carrier: 'websocket', name, claimed: USED }, false));
    }
    const claimed = readRoleOfHeader(name);
    // An app's own header carries what is known from elsewhere, or a static key, which is nobody's token (dialects.md 2.8).
    const isOwn = claimed === null && readRoleOfOwnHeader(name) !== null;
    if (claimed === null && !isOwn && !couldBeIssuedInHeader(name) && !couldHoldJwt(value)) return [];
    const place: Place = {
      carrier: isSocket ? 'websocket' : 'request-header',
      name,
      claimed: claimed === null ? null : { ...claimed, row: 3 },
    };
    const text = value.replace(/^Bearer\s+/i, '');
    if (claimed === null && !isOwn && couldBeIssuedInHeader(name)) return [foundIfIssued(text, place)];
    return [found(text, place, claimed !== null || isOwn)];
  });
}

/** Most headers do not: nothing further is asked of them. */
const couldHoldJwt = (text: string): boolean => text.includes('.');

/** A DPoP proof opens nothing by itself, but is sent like a token and may be replayed like one (RFC 9449 11.1). */
function findProof(view: RequestView): readonly Found[] {
  const place: Place = { carrier: 'request-header', name: 'dpop', claimed: SENT_AS_PROOF };
  return view.headers
    .all('dpop')
    .slice(0, 1)
    .map((text) => found(text, place, false));
}

function findInQuery(view: RequestView, purpose: Purpose): readonly Found[] {
  const carrier = view.raw.resourceType === 'websocket' ? 'websocket' : 'query';
  // Where nothing is renewed or ended, `refreshToken` may be the cursor of a feed, and counts if it is known.
  const isReading = purpose.kind === 'other' && !view.isUnsafe;
  return view.query.flatMap(([key, value]) => {
    const name = normaliseKey(key);
    if (isLookAlikeName(key)) return [];
    if (name === 'idtokenhint') return [found(value, { carrier, name: key, claimed: SENT_AS_ID }, false)];
    const isTelling = name === 'refreshtoken';
    if (isTelling || (isRefreshing(purpose) && isRefreshText(readRoleOfKey(key), value)))
      return [
        found(value, { carrier, name: key, claimed: isReading && key !== OAUTH_NAME ? null : SENT_AS_REFRESH }, true),
      ];
    if (name === 'token' && isEnding(purpose)) return [found(value, { carrier, name: key, claimed: null }, true)];
    const claimed = isQueryTokenKey(key) ? USED : null;
    const text = value.replace(/^Bearer\s+/i, '');
    const asNamed = found(text, { carrier, name: key, claimed }, name === 'accesstoken');
    return claimed !== null || couldBeIssued(name)
      ? [asNamed, foundIfIssued(text, { carrier, name: key, claimed: null })]
      : [asNamed];
  });
}

const MIN_SEGMENT_CHARS = 24;

/** A token as a path segment; opaque ones only behind `/token/` (dialects.md 2.4, place 6). */
function findInPath(view: RequestView): readonly Found[] {
  if (view.path.length <= MIN_SEGMENT_CHARS) return [];
  const segments = view.path.split('/');
  return segments.flatMap((segment, index) => {
    if (segment.length < MIN_SEGMENT_CHARS) return [];
    const isBehindToken = segments[index - 1] === 'token' && index === segments.length - 1;
    return [
      found(
        segment,
        { carrier: 'path', name: null, claimed: isBehindToken ? { ...SENT_AS_REFRESH, strength: 'likely' } : null },
        isBehindToken,
      ),
    ];
  });
}
