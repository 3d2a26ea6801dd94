// Every place of a request where a token may ride (rules.md 2.3, dialects.md 2.4). Raw texts go in, credentials come out.

import { MAX_PRESENTED } from '../base/limits';
import type { Credential, PresentedCredential } from '../observation/credential';
import type { Purpose } from '../observation/request';
import type { RoleEvidence } from '../token/role';
import type { CredentialReader, Place } from './credential-reader';
import { listGraphqlArguments } from './graphql-arguments';
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
import { readNameOfHolder } from './token-holder';

const USED: RoleEvidence = { role: 'access', strength: 'likely', row: 5 };
const SENT_AS_REFRESH: RoleEvidence = { role: 'refresh', strength: 'confirmed', row: 3 };
const OAUTH_NAME = 'refresh_token';
const SENT_AS_ID: RoleEvidence = { role: 'id', strength: 'confirmed', row: 3 };
const SENT_AS_ACCESS: RoleEvidence = { role: 'access', strength: 'confirmed', row: 3 };
const SENT_AS_PROOF: RoleEvidence = { role: 'dpop-proof', strength: 'confirmed', row: 1 };

type Found = {
  readonly text: string;
  readonly place: Place;
  readonly scheme: string | null;
  /**
   * What an opaque value counts for: nothing, a token if an answer has brought it, or one in any case. A file may tell of
   * that answer later: there the engine, which hears all in the order of time, lets go what no answer had brought.
   */
  readonly opaque: 'never' | 'issued' | 'any';
};

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
    if (parsed.kind !== 'token') return [];
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
    if (claimed === null && !isOwn && !couldBeIssued(name) && !couldHoldJwt(value)) return [];
    const place: Place = {
      carrier: isSocket ? 'websocket' : 'request-header',
      name,
      claimed: claimed === null ? null : { ...claimed, row: 3 },
    };
    const text = value.replace(/^Bearer\s+/i, '');
    if (claimed === null && !isOwn && couldBeIssued(name)) return [foundIfIssued(text, place)];
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
    return couldBeIssued(name) ? [asNamed, foundIfIssued(text, { carrier, name: key, claimed: null })] : [asNamed];
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

function findInBody(view: RequestView, purpose: Purpose): readonly Found[] {
  if (view.body.kind === 'form' || view.body.kind === 'multipart') {
    const carrier = view.body.kind;
    const hinted = purpose.kind === 'revocation' ? readHinted(view, carrier) : null;
    if (hinted !== null) return [hinted];
    return view.body.fields.flatMap(([key, value]) => findInField(key, value, carrier, purpose));
  }
  if (view.body.kind !== 'json') return [];
  const isMutation = (purpose.kind === 'refresh-call' && purpose.by === 'graphql') || purpose.kind === 'revocation';
  const given = isMutation && view.json !== null ? listGraphqlArguments(view.json) : [];
  const named = given.flatMap(([name, text]) => findInField(name, text, 'json', purpose));
  if (view.raw.resourceType === 'websocket') return view.texts().flatMap(({ key, text }) => findInFrame(key, text));
  const texts = view.texts().flatMap((found) => {
    return findInField(readNameOfHolder(found) ?? found.key, found.text, 'json', purpose);
  });
  return [...named, ...texts];
}

/** A frame of a WebSocket: what it carries, it is used for (dialects.md 3.25). */
function findInFrame(key: string, sent: string): readonly Found[] {
  const text = sent.replace(/^Bearer\s+/i, '');
  const name = normaliseKey(key);
  const isNamed = isQueryTokenKey(key) || name === 'authorization';
  const place: Place = { carrier: 'websocket', name: key, claimed: isNamed ? USED : null };
  if (isLookAlikeName(key)) return [];
  return [found(text, place, name === 'accesstoken'), foundIfIssued(text, { ...place, claimed: null })];
}

const HINTED: ReadonlyMap<string, RoleEvidence> = new Map([
  ['refresh_token', SENT_AS_REFRESH],
  ['access_token', SENT_AS_ACCESS],
]);

/** A revocation says of what kind its token is (RFC 7009 2.1; rules.md 2.5, K3). */
function readHinted(view: RequestView, carrier: 'form' | 'multipart'): Found | null {
  const claimed = HINTED.get(view.field('tokentypehint') ?? '');
  const text = view.field('token');
  return claimed === undefined || text === null ? null : found(text, { carrier, name: 'token', claimed }, true);
}

function findInField(
  key: string,
  text: string,
  carrier: 'form' | 'json' | 'multipart',
  purpose: Purpose,
): readonly Found[] {
  const name = normaliseKey(key);
  if (isLookAlikeName(key) || name === 'codeverifier') return [];
  if (isRefreshText(readRoleOfKey(key), text))
    return [found(text, { carrier, name: key, claimed: SENT_AS_REFRESH }, true)];
  // `token` in a refresh mutation or a revocation: its kind is known from elsewhere, or from the answer.
  if (name === 'token' && (isRefreshing(purpose) || isEnding(purpose))) {
    return [
      found(
        text,
        { carrier, name: key, claimed: isRefreshing(purpose) ? { ...SENT_AS_REFRESH, strength: 'likely' } : null },
        true,
      ),
    ];
  }
  if (name === 'idtokenhint') return [found(text, { carrier, name: key, claimed: SENT_AS_ID }, false)];
  const claimed = name === 'accesstoken' ? SENT_AS_ACCESS : null;
  if (claimed !== null && carrier !== 'json') return [found(text, { carrier, name: key, claimed }, true)];
  const asJwt = found(text, { carrier, name: key, claimed }, false);
  return couldBeIssued(name) ? [asJwt, foundIfIssued(text, { carrier, name: key, claimed: null })] : [asJwt];
}

const isRefreshing = (purpose: Purpose): boolean =>
  purpose.kind === 'refresh-call' || (purpose.kind === 'token-request' && purpose.grant === 'refresh_token');
const isEnding = (purpose: Purpose): boolean => purpose.kind === 'revocation' || purpose.kind === 'logout';

const found = (text: string, place: Place, isOpaqueAllowed: boolean): Found => ({
  text,
  place,
  scheme: null,
  opaque: isOpaqueAllowed ? 'any' : 'never',
});

/** An opaque value under such a name (`token`, `wstoken`, `customerAccessToken`) may be anyone's. */
const foundIfIssued = (text: string, place: Place): Found => ({ text, place, scheme: null, opaque: 'issued' });
const couldBeIssued = (name: string): boolean => name.endsWith('token');
