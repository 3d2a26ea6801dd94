// RawAnswer → AnswerReceived: what the server said and issued, without anything that could be presented to it.

import { detachText } from '../base/detach-text';
import { isJsonObject, type Json, type JsonObject, readMember, readString } from '../base/json';
import { MAX_SCOPE_CHARS } from '../base/limits';
import type { BodyAvailability, Challenge, RedirectTarget } from '../observation/answer';
import type { IssuedCredential } from '../observation/credential';
import type { AnswerReceived } from '../observation/observation';
import type { RawAnswer } from '../observe/exchange';
import { nameScheme } from './authorization';
import { type ParsedBody, parseBodyText } from './body';
import type { CredentialReader } from './credential-reader';
import { readAnswerError } from './error-reading';
import { type Headers, readHeaders } from './headers';
import type { HideSecrets } from './hide-secrets';
import { NO_COOKIES, readIssuedInFields, readIssuedInHeaders, readIssuedInJson, readSetCookies } from './issued';
import { isAuthorizationPath, isLoginPage } from './paths';
import { isGibberish } from './random-text';
import type { Readers } from './readers';

/** SignalR's negotiate may answer with a token for another service (dialects.md 3.25). */
const NEGOTIATE = /\/negotiate$/;
const OAUTH_ERROR = /^[a-z]{2,24}(_[a-z]{1,24}){0,4}$/;
const NOT_MODIFIED = 304;
const CDN_HIT = /\bhit\b/i;

export function normaliseAnswer(raw: RawAnswer, { reader, readAddress, noteDate }: Readers): AnswerReceived {
  const { urlFp, pathTemplate, dialects } = readAddress(raw.url);
  const headers = readHeaders(raw.headers);
  const dateMs = Date.parse(headers.get('date') ?? '');
  const isLater = raw.sensor === 'web-request' && noteDate(urlFp, dateMs);
  const isFreshened = isLater && raw.source === 'cache';
  const [status, source] = isFreshened ? ([NOT_MODIFIED, 'network'] as const) : ([raw.status, raw.source] as const);
  const serverDateMs = source === 'network' ? readServerDate(headers, dateMs) : null;
  const nowMs = serverDateMs ?? raw.atMs;
  const body = raw.body.kind === 'text' ? parseBodyText(raw.body.text, headers.get('content-type') ?? '') : null;
  const json = body?.kind === 'json' ? body.json : undefined;
  // The cookies of a kept answer were set long ago.
  const cookies = isFreshened ? NO_COOKIES : readSetCookies(headers, nowMs, reader);
  const redirect = readRedirect(headers, raw.url, nowMs, reader);
  const root = findAnswerRoot(json);
  const isUnchanged = status === NOT_MODIFIED;
  return {
    kind: 'answer-received',
    ref: raw.ref,
    sensor: raw.sensor,
    atMs: raw.atMs,
    status,
    source,
    serverDateMs,
    body: toAvailability(raw.body.kind),
    issued:
      isUnchanged || NEGOTIATE.test(pathTemplate)
        ? []
        : [
            ...(json === undefined ? [] : readIssuedInJson(json, nowMs, reader)),
            ...(body?.kind === 'form' ? readIssuedInFields(body.fields, 'response-form', nowMs, reader) : []),
            ...(body?.kind === 'text' ? readIssuedInJson(body.text, nowMs, reader) : []),
            ...readIssuedInHeaders(headers, nowMs, reader),
            ...cookies.issued,
            ...redirect.issued,
          ],
    cookiesSet: cookies.set,
    cookiesCleared: cookies.cleared,
    error: readAnswerError(status, headers.get, json ?? readTextAsJson(body), dialects),
    challenge: readChallenge(headers),
    redirect: redirect.target,
    tokenType: root === null ? null : keepWord(readString(root, 'token_type')),
    scope: root === null ? null : readScope(root, reader.hideSecrets),
    clearsSiteData: /"(cookies|storage|\*)"/.test(headers.get('clear-site-data') ?? ''),
    repeatCause: readRepeatCause(status, headers),
    dialect: dialects[0]?.name ?? null,
  };
}

/** A urlencoded answer says in fields what others say in members (GitHub's token endpoint), some say it in plain words. */
function readTextAsJson(body: ParsedBody | null): Json | undefined {
  if (body?.kind === 'form') return Object.fromEntries(body.fields);
  return body?.kind === 'text' ? body.text : undefined;
}

const keepOauthError = (error: string | null): string | null =>
  error !== null && OAUTH_ERROR.test(error) && !isGibberish(error) ? detachText(error) : null;

const WORD = /^[a-z]{1,24}([-_,][a-z]{1,24}){0,6}$/;

/** What a server says in one word; anything else under that name is nobody's word. */
function keepWord(text: string | null): string | null {
  const word = text?.trim().toLowerCase() ?? '';
  return WORD.test(word) && !isGibberish(text ?? '') && !isGibberish(word) ? detachText(word) : null;
}

/** Supabase says why it took a repeat; and, where it did not, that it ended the session for it (rules.md 9). */
function readRepeatCause(status: number, headers: Headers): string | null {
  const isEnded = status >= 400 && headers.get('sb-auth-refresh-token-rotated') === 'true';
  return keepWord(headers.get('sb-auth-refresh-token-reuse-cause')) ?? (isEnded ? 'session-terminated' : null);
}

/** A cached answer's date is not now (T24): `Age`, or a CDN that says it had the answer already. */
function readServerDate(headers: Headers, dateMs: number): number | null {
  const age = Number(headers.get('age') ?? '0');
  if (age > 0 || CDN_HIT.test(headers.get('x-cache') ?? '') || CDN_HIT.test(headers.get('cf-cache-status') ?? ''))
    return null;
  return Number.isNaN(dateMs) ? null : dateMs;
}

function toAvailability(kind: RawAnswer['body']['kind']): BodyAvailability {
  switch (kind) {
    case 'text':
      return 'full';
    case 'empty':
      return 'none';
    case 'lost':
      return 'lost';
    default:
      return 'unavailable';
  }
}

/** The object that holds the token response: the root, or a usual container (dialects.md 2.1). */
function findAnswerRoot(json: Json | undefined) {
  if (!isJsonObject(json)) return null;
  if (isTokenLike(json)) return json;
  for (const name of CONTAINERS) {
    const part = readMember(json, name);
    if (isTokenLike(part)) return part;
  }
  return json;
}

const CONTAINERS = ['data', 'result', 'session', 'tokens', 'AuthenticationResult'];
const isTokenLike = (part: Json | undefined): part is JsonObject =>
  isJsonObject(part) && (Object.hasOwn(part, 'token_type') || Object.hasOwn(part, 'scope'));

function readScope(parent: JsonObject, hideSecrets: HideSecrets): string | null {
  const scope = readMember(parent, 'scope');
  const words = Array.isArray(scope) ? scope.filter((word) => typeof word === 'string').join(' ') : scope;
  if (typeof words !== 'string' || (words === '' && !Array.isArray(scope))) return null;
  return hideSecrets(words, MAX_SCOPE_CHARS);
}

function readChallenge(headers: Headers): Challenge | null {
  const header = headers.get('www-authenticate');
  const scheme = header === null ? undefined : /^[\w-]{1,64}/.exec(header.trim())?.[0];
  if (header === null || scheme === undefined) return null;
  const error = /\berror="?([\w-]{1,48})"?/.exec(header)?.[1] ?? null;
  return { scheme: nameScheme(scheme), error: keepOauthError(error) };
}

type Redirect = { readonly target: RedirectTarget | null; readonly issued: readonly IssuedCredential[] };

function readRedirect(headers: Headers, baseUrl: string, nowMs: number, reader: CredentialReader): Redirect {
  const location = headers.get('location');
  if (location === null || !URL.canParse(location, baseUrl)) return { target: null, issued: [] };
  const url = new URL(location, baseUrl);
  const fragment = [...new URLSearchParams(url.hash.slice(1))];
  const code = url.searchParams.get('code') ?? fragment.find(([key]) => key === 'code')?.[1] ?? null;
  const error = url.searchParams.get('error') ?? fragment.find(([key]) => key === 'error')?.[1] ?? null;
  const target: RedirectTarget = {
    isLogin: isLoginPage(url.pathname) || (isAuthorizationPath(url.pathname) && url.searchParams.has('response_type')),
    codeFp: code === null || code === '' ? null : reader.takeFingerprint(code),
    error: keepOauthError(error),
  };
  return { target, issued: readIssuedInFields(fragment, 'redirect', nowMs, reader) };
}
