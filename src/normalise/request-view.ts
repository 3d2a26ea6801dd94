// A raw request, parsed once; every question about it is asked of this. Lives for the length of one call.

import type { JsonObject } from '../base/json';
import { isJsonObject, readString } from '../base/json';
import type { RawRequest } from '../observe/exchange';
import { type Authorization, parseAuthorization } from './authorization';
import { type ParsedBody, parseRequestBody } from './body';
import { type CookiePair, splitCookieHeader } from './cookie-names';
import { type Headers, readHeaders } from './headers';
import { normaliseKey } from './key-names';

export type RequestView = {
  readonly raw: RawRequest;
  readonly method: string;
  readonly origin: string;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Headers;
  readonly cookies: readonly CookiePair[];
  /** What its Authorization headers say, those left out that say nothing. */
  readonly authorizations: readonly Authorization[];
  readonly body: ParsedBody;
  /** Top-level object of a JSON body, or of the first operation of a GraphQL batch. */
  readonly json: JsonObject | null;
  /** First value of a body field or JSON member by its normalised name, else of a query parameter; null when absent. */
  readonly field: (normalisedName: string) => string | null;
  readonly isUnsafe: boolean;
};

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);
const MAX_URL_CHARS = 65_536;
const MAX_QUERY = 100;
const NOWHERE = new URL('http://unreadable.invalid/');

export function viewRequest(raw: RawRequest): RequestView {
  const url = parseUrl(raw.url);
  const query = [...url.searchParams].slice(0, MAX_QUERY);
  const body = parseRequestBody(raw.body);
  const json = body.kind === 'json' ? firstObject(body.json) : null;
  const method = raw.method.toUpperCase();
  const headers = readHeaders(raw.headers);
  const fields = body.kind === 'form' || body.kind === 'multipart' ? body.fields : [];
  return {
    raw,
    method,
    origin: url.origin === 'null' ? `${url.protocol}//${url.host}` : url.origin,
    path: url.pathname,
    query,
    headers,
    cookies: headers.all('cookie').flatMap(splitCookieHeader),
    authorizations: headers.all('authorization').flatMap((header) => parseAuthorization(header) ?? []),
    body,
    json,
    field: (name) => findField(fields, name) ?? findMember(json, name) ?? findField(query, name),
    isUnsafe: !SAFE_METHODS.has(method),
  };
}

export function parseUrl(text: string): URL {
  if (text.length > MAX_URL_CHARS) return NOWHERE;
  try {
    return new URL(text);
  } catch {
    return NOWHERE; // A URL that the browser itself sent is never unreadable; a forged file's may be.
  }
}

const findField = (fields: readonly (readonly [string, string])[], name: string): string | null =>
  fields.find(([key, value]) => value !== '' && normaliseKey(key) === name)?.[1] ?? null;

function findMember(json: JsonObject | null, name: string): string | null {
  if (json === null) return null;
  const key = Object.keys(json).find((candidate) => normaliseKey(candidate) === name);
  return key === undefined ? null : readString(json, key);
}

function firstObject(json: unknown): JsonObject | null {
  if (isJsonObject(json)) return json;
  if (Array.isArray(json)) return json.find(isJsonObject) ?? null;
  return null;
}
