// RawRequest → RequestSent: what a request says, without anything that could be presented to a server.

import type { Fingerprint } from '../base/brand';
import { detachText } from '../base/detach-text';
import { MAX_CLIENT_ID_CHARS, MAX_SCOPE_CHARS } from '../base/limits';
import type { RequestSent } from '../observation/observation';
import { asksForTokens, isEnding } from '../observation/request';
import type { RawRequest } from '../observe/exchange';
import { type CredentialReader, couldBeJwt } from './credential-reader';
import { findDialectOfRequest } from './dialects/list-dialects';
import { readDpopProof } from './dpop';
import { isLookAlikeName } from './key-names';
import { readPurpose } from './purpose';
import type { Readers } from './readers';
import { readPresented } from './request-credentials';
import { type RequestView, viewRequest } from './request-view';

/** HTTP's and WebDAV's longest is VERSION-CONTROL. */
const METHOD = /^[A-Z]{1,10}(?:-[A-Z]{1,10})?$/;
const TARGET_FIELDS = ['resource', 'audience', 'scope'];
/** Besides the plain ones, headers that a form, an image or the browser itself can set: no defence against CSRF. */
const ORDINARY_HEADERS = new Set(['content-language', 'content-type', 'referer', 'cookie', 'dpop']);
const isOrdinaryHeader = (name: string): boolean =>
  ORDINARY_HEADERS.has(name) || name.startsWith('sec-') || name.startsWith('if-');
/** `X-Moz` is Firefox's, before 115. */
const PURPOSE_HEADERS = new Set(['sec-purpose', 'purpose', 'x-purpose', 'x-moz']);
const PREFETCH = /prefetch|prerender/i;
const SAFELISTED_TYPE = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)/i;

export function normaliseRequest(raw: RawRequest, { reader, readAddress, readCookies }: Readers): RequestSent {
  const view = viewRequest(raw);
  const { urlFp, origin, pathTemplate, dialects } = readAddress(raw.url);
  const dialect = findDialectOfRequest(view, dialects);
  const purpose = readPurpose(view, dialect, reader.takeFingerprint);
  const cookies = readCookies(view.headers.all('cookie').join(';'), asksForTokens(purpose) || isEnding(purpose));
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
    method: METHOD.test(view.method) ? view.method : 'OTHER',
    origin,
    pathTemplate,
    urlFp,
    bodyFp: fingerprintBody(view, reader),
    resourceType: raw.resourceType,
    context: nameContext(raw.context, reader),
    clientOrigin: raw.clientOrigin,
    partition: raw.partition,
    redirectOf: raw.redirectOf,
    answeredMs: raw.answeredMs,
    isPrefetch: view.headers.lines.some(({ name, value }) => PURPOSE_HEADERS.has(name) && PREFETCH.test(value)),
    purpose,
    credentials: readPresented(view, purpose, cookies.credentials, reader),
    cookies: cookies.candidates,
    proof,
    clientId: readClientId(view, reader),
    isClientAuthenticated:
      view.field('clientsecret') !== null ||
      view.field('clientassertion') !== null ||
      (authorization?.kind === 'basic' && authorization.secret !== ''),
    hasVerifier: view.field('codeverifier') !== null,
    target: asksForTokens(purpose) ? readTarget(view, reader) : '',
    hasCsrfDefence: hasCsrfDefence(view),
    hasSessionCookie: cookies.hasSessionCookie,
    dialect: dialect?.name ?? null,
  };
}

function fingerprintBody(view: RequestView, reader: CredentialReader): Fingerprint | null {
  const { body } = view.raw;
  // Sensors hand a form over as text or as fields, and Chrome sorts the fields: all must give the same fingerprint.
  if (view.body.kind === 'form' || view.body.kind === 'multipart')
    return reader.takeFingerprint(JSON.stringify(view.body.fields.map(([key, value]) => `${key}=${value}`).sort()));
  return body.kind === 'text' ? reader.takeFingerprint(body.text) : null;
}

/** No secret, and random as a rule (RFC 6749 2.2): only a token or an address that stands in its place is hidden. */
function readClientId(view: RequestView, { hideSecrets }: CredentialReader): string | null {
  const id = view.field('clientid') ?? view.field('appid');
  if (id === null || !/^[\w.:/@-]+$/.test(id)) return null;
  return couldBeJwt(id) || id.includes('@')
    ? hideSecrets(id, MAX_CLIENT_ID_CHARS)
    : detachText(id.slice(0, MAX_CLIENT_ID_CHARS));
}

const PAGE = 'page:';
const PAGE_NAME = /^[\w.-]{1,64}$/;

/** Some tools name a page by its address or its title. */
function nameContext(context: string, { hideSecrets, takeFingerprint }: CredentialReader): string {
  if (!context.startsWith(PAGE)) return context;
  const name = context.slice(PAGE.length);
  return PAGE + (PAGE_NAME.test(name) ? hideSecrets(name) : takeFingerprint(name).slice(0, 8));
}

/** Order and repetition do not matter: two refreshes for one target are the same wish. */
function readTarget(view: RequestView, { hideSecrets }: CredentialReader): string {
  const fields = view.body.kind === 'form' ? view.body.fields : view.query;
  const wishes = fields
    .filter(([key]) => TARGET_FIELDS.includes(key))
    .flatMap(([key, value]) => value.split(' ').map((word) => `${key}=${hideSecrets(word, MAX_SCOPE_CHARS)}`));
  return wishes.sort().join(' ').slice(0, MAX_SCOPE_CHARS);
}

function hasCsrfDefence(view: RequestView): boolean {
  const type = view.headers.get('content-type');
  if (type !== null && !SAFELISTED_TYPE.test(type)) return true;
  if (view.headers.lines.some(({ name }) => !isOrdinaryHeader(name))) return true;
  return view.body.kind === 'form' && view.body.fields.some(([key]) => isLookAlikeName(key));
}
