// RawRequest → RequestSent: what a request says, without anything that could be presented to a server.

import type { Fingerprint } from '../base/brand';
import { detachText } from '../base/detach-text';
import type { RequestSent } from '../observation/observation';
import type { Purpose } from '../observation/request';
import type { RawRequest } from '../observe/exchange';
import { decodeToken } from '../token/decode-token';
import { readRoleOfCookie } from './cookie-names';
import { decodePercent } from './cookie-value';
import type { CredentialReader } from './credential-reader';
import { findDialectOfRequest } from './dialects/list-dialects';
import { readDpopProof } from './dpop';
import { isLookAlikeName } from './key-names';
import { templatePath } from './paths';
import { readPurpose } from './purpose';
import { readPresented } from './request-credentials';
import { type RequestView, viewRequest } from './request-view';

const MAX_CLIENT_ID_CHARS = 128;
const MAX_COOKIES = 40;
const MIN_COOKIE_VALUE_CHARS = 8;
const MIN_SESSION_ID_CHARS = 16;
const TARGET_FIELDS = ['resource', 'audience', 'scope'];
/** Besides the plain ones, headers that a form, an image or the browser itself can set: no defence against CSRF. */
const ORDINARY_HEADERS = new Set(['content-language', 'content-type', 'referer', 'cookie', 'dpop']);
const isOrdinaryHeader = (name: string): boolean =>
  ORDINARY_HEADERS.has(name) || name.startsWith('sec-') || name.startsWith('if-');
const SAFELISTED_TYPE = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)/i;

export function normaliseRequest(raw: RawRequest, reader: CredentialReader): RequestSent {
  const view = viewRequest(raw);
  const dialect = findDialectOfRequest(view);
  const purpose = readPurpose(view, dialect, reader.takeFingerprint);
  const [authorization] = view.authorizations;
  const proof = readDpopProof(
    view,
    authorization?.kind === 'token' ? authorization.value : null,
    reader.takeFingerprint,
  );
  return {
    kind: 'request-sent',
    ref: raw.ref,
    sensor: raw.sensor,
    atMs: raw.atMs,
    method: view.method.slice(0, 16),
    origin: detachText(view.origin),
    pathTemplate: templatePath(view.path),
    urlFp: reader.takeFingerprint(raw.url),
    bodyFp: fingerprintBody(view, reader),
    resourceType: raw.resourceType,
    context: raw.context,
    clientOrigin: raw.clientOrigin,
    partition: raw.partition,
    redirectOf: raw.redirectOf,
    isPrefetch: /prefetch|prerender/i.test(view.headers.get('sec-purpose') ?? view.headers.get('purpose') ?? ''),
    purpose,
    credentials: readPresented(view, purpose, reader),
    cookies: listCandidateCookies(view, purpose, reader),
    proof,
    clientId: readClientId(view),
    isClientAuthenticated:
      view.field('clientsecret') !== null ||
      view.field('clientassertion') !== null ||
      (authorization?.kind === 'basic' && authorization.hasSecret),
    hasVerifier: view.field('codeverifier') !== null,
    target: isRefreshing(purpose) ? readTarget(view) : '',
    hasCsrfDefence: hasCsrfDefence(view),
    hasSessionCookie: hasSessionCookie(view),
    dialect: dialect?.name ?? null,
  };
}

const isRefreshing = (purpose: Purpose): boolean => purpose.kind === 'token-request' || purpose.kind === 'refresh-call';

function fingerprintBody(view: RequestView, reader: CredentialReader): Fingerprint | null {
  const { body } = view.raw;
  // Sensors hand a form over as text or as fields, and Chrome sorts the fields: all must give the same fingerprint.
  if (view.body.kind === 'form')
    return reader.takeFingerprint(JSON.stringify(view.body.fields.map(([key, value]) => `${key}=${value}`).sort()));
  return body.kind === 'text' ? reader.takeFingerprint(body.text) : null;
}

/** Cookies that may turn out to be renewal credentials (rules.md 3.3): all of them where a session is renewed or ended. */
function listCandidateCookies(view: RequestView, purpose: Purpose, reader: CredentialReader): RequestSent['cookies'] {
  const isWide = isRefreshing(purpose) || purpose.kind === 'logout' || purpose.kind === 'revocation';
  return view.cookies
    .filter(({ name, value }) => value.length >= MIN_COOKIE_VALUE_CHARS && (isWide || readRoleOfCookie(name) !== null))
    .slice(0, MAX_COOKIES)
    .map(({ name, value }) => ({
      name: detachText(name.slice(0, 64)),
      fp: reader.takeFingerprint(decodePercent(value)),
    }));
}

function readClientId(view: RequestView): string | null {
  const id = view.field('clientid') ?? view.field('appid');
  return id !== null && /^[\w.:/@-]+$/.test(id) ? detachText(id.slice(0, MAX_CLIENT_ID_CHARS)) : null;
}

/** Order and repetition do not matter: two refreshes for one target are the same wish. */
function readTarget(view: RequestView): string {
  const fields = view.body.kind === 'form' ? view.body.fields : view.query;
  const wishes = fields
    .filter(([key]) => TARGET_FIELDS.includes(key))
    .flatMap(([key, value]) => value.split(' ').map((word) => `${key}=${word}`));
  return wishes.sort().join(' ').slice(0, 1024);
}

function hasCsrfDefence(view: RequestView): boolean {
  const type = view.headers.get('content-type');
  if (type !== null && !SAFELISTED_TYPE.test(type)) return true;
  if (view.headers.lines.some(({ name }) => !isOrdinaryHeader(name))) return true;
  return view.body.kind === 'form' && view.body.fields.some(([key]) => isLookAlikeName(key));
}

/** Long and with digits, as session ids are; no JWT, which is a token of its own. */
function hasSessionCookie(view: RequestView): boolean {
  return view.cookies.some(
    ({ value }) => value.length >= MIN_SESSION_ID_CHARS && /\d/.test(value) && decodeToken(value) === null,
  );
}
