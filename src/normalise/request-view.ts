// A raw request, parsed once; every question about it is asked of this. Lives for the length of one call.

import type { JsonObject } from '../base/json';
import { isJsonObject } from '../base/json';
import { MAX_QUERY_FIELDS } from '../base/limits';
import type { RawRequest } from '../observe/exchange';
import { type Authorization, parseAuthorization } from './authorization';
import { type JsonText, listJsonTexts, type ParsedBody, parseRequestBody } from './body';
import { type Headers, readHeaders } from './headers';
import { normaliseKey } from './key-names';
import { parseUrl } from './parse-url';

export type RequestView = {
  readonly raw: RawRequest;
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Headers;
  /** What its Authorization headers say, those left out that say nothing. */
  readonly authorizations: readonly Authorization[];
  readonly body: ParsedBody;
  /** Top-level object of a JSON body, or of the first operation of a GraphQL batch. */
  readonly json: JsonObject | null;
  /** All strings of a JSON body, listed when first asked for. */
  readonly texts: () => readonly JsonText[];
  /** First value of a body field or JSON member by its normalised name, else of a query parameter; null when absent. */
  readonly field: (normalisedName: string) => string | null;
  readonly isUnsafe: boolean;
};

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

export function viewRequest(raw: RawRequest): RequestView {
  const url = parseUrl(raw.url);
  const query = url.search === '' ? [] : [...url.searchParams].slice(0, MAX_QUERY_FIELDS);
  const body = parseRequestBody(raw.body);
  const json = body.kind === 'json' ? firstObject(body.json) : null;
  const method = raw.method.toUpperCase();
  const headers = readHeaders(raw.headers);
  let texts: readonly JsonText[] | null = null;
  let named: ReadonlyMap<string, string> | null = null;
  const fields = body.kind === 'form' || body.kind === 'multipart' ? body.fields : [];
  return {
    raw,
    method,
    path: url.pathname,
    query,
    headers,
    authorizations: headers.all('authorization').flatMap((header) => parseAuthorization(header) ?? []),
    body,
    json,
    texts: () => {
      texts ??= body.kind === 'json' ? listJsonTexts(body.json) : [];
      return texts;
    },
    field: (name) => {
      named ??= nameFields([...fields, ...Object.entries(json ?? {}), ...query]);
      return named.get(name) ?? null;
    },
    isUnsafe: !SAFE_METHODS.has(method),
  };
}

/** The first that says something under its name. */
function nameFields(fields: readonly (readonly [string, unknown])[]): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  for (const [key, value] of fields) {
    if (typeof value !== 'string' || value === '') continue;
    const name = normaliseKey(key);
    if (!named.has(name)) named.set(name, value);
  }
  return named;
}

function firstObject(json: unknown): JsonObject | null {
  if (isJsonObject(json)) return json;
  if (Array.isArray(json)) return json.find(isJsonObject) ?? null;
  return null;
}
