// One HAR 1.2 entry → the raw halves of an exchange: for DevTools network and for files of Chrome, Firefox and proxies.
// An entry may be hostile or damaged: nothing is believed before it was looked at.

import { isJsonObject, type JsonObject, readMember, readString } from '../base/json';
import { fail, type Result, succeed } from '../base/result';
import type { RequestFailed, SendRef, Sensor } from '../observation/observation';
import type { ContextId } from '../observation/request';
import type { HeaderLine, RawAnswer, RawRequest } from './exchange';
import { type HarContent, readHarAnswerBody, readHarRequestBody } from './har-body';
import { findHeader, readHarLines } from './har-headers';
import { readHarClientOrigin, readHarContext, readHarResourceType } from './har-setting';
import { isWireUrl, stripFragment } from './wire-url';

export type HarOptions = {
  readonly ref: SendRef;
  readonly sensor: Sensor;
  /** Where requests of the page itself belong; null: the entry's own pageref tells. */
  readonly context: ContextId | null;
  readonly partition: string;
  /** The answer's body when it was asked for apart from the entry, as DevTools does. */
  readonly content?: HarContent;
};

export type HarExchange = {
  readonly request: RawRequest;
  /** A failure when no answer came: network error, abort, blocked. */
  readonly answer: RawAnswer | RequestFailed;
};

/**
 * Why an entry gives no exchange. internal-redirect: the browser rewrote the URL (HSTS) and sent nothing. preflight: it
 * never carries a credential. other-scheme: data:, blob:, file:, extensions. malformed-…: the entry is damaged.
 */
export type HarRefusal = 'internal-redirect' | 'preflight' | 'other-scheme' | HarDamage;
export type HarDamage = 'malformed-entry' | 'malformed-request' | 'malformed-response' | 'malformed-time';

export const isHarDamage = (refusal: HarRefusal): refusal is HarDamage => refusal.startsWith('malformed-');

const METHOD = /^[A-Za-z]{1,20}$/;
const DECIMAL = /^\d{1,15}(\.\d{1,9})?$/;
/** Proxyman leaves it out where none came. */
const NO_RESPONSE: JsonObject = {};
const ERROR = /^[\w:. -]{1,64}$/;

/** Total: any value gives an exchange or a reason. Instants are local wall milliseconds. */
export function readHarEntry(entry: unknown, options: HarOptions): Result<HarExchange, HarRefusal> {
  if (!isJsonObject(entry)) return fail('malformed-entry');
  const request = readMember(entry, 'request');
  const response = readMember(entry, 'response') ?? NO_RESPONSE;
  if (!isJsonObject(request)) return fail('malformed-request');
  if (!isJsonObject(response)) return fail('malformed-response');
  const url = readMember(request, 'url');
  const method = readMember(request, 'method');
  const status = readStatus(response);
  if (typeof url !== 'string' || typeof method !== 'string' || !METHOD.test(method)) return fail('malformed-request');
  if (!isWireUrl(url)) return fail('other-scheme');
  if (status === null) return fail('malformed-response');
  const times = readTimes(entry);
  if (times === null) return fail('malformed-time');
  const sent = readHarLines(request, 'cookie');
  const received = readHarLines(response, 'set-cookie');
  if (isPreflight(entry, method, sent)) return fail('preflight');
  if (isInternalRedirect(status, response, received)) return fail('internal-redirect');

  const { ref, partition } = options;
  const source = readSource(entry, response);
  const isPageSide = options.sensor === 'devtools' && source === 'service-worker';
  const sensor = isPageSide ? 'devtools-page' : options.sensor;
  const resourceType = readHarResourceType({ entry, url, status, method, sent, received });
  const address = stripFragment(url);
  // Written out: what is spread and then added to gets a hidden class of its own each time in V8 before 12, and memory with it.
  return succeed({
    request: {
      ref,
      sensor,
      method,
      url: address,
      atMs: times.startMs,
      resourceType,
      context: readHarContext(entry, options.context),
      clientOrigin: readHarClientOrigin(url, resourceType, sent),
      partition,
      redirectOf: null,
      answeredMs: times.answerMs > times.startMs ? times.answerMs : null,
      headers: sent,
      body: readHarRequestBody(request, sent),
    },
    answer:
      status === 0
        ? { kind: 'request-failed', ref, sensor, atMs: times.answerMs, error: writeError(readError(entry, response)) }
        : {
            ref,
            sensor,
            url: address,
            atMs: times.answerMs,
            status,
            source,
            headers: received,
            body: readHarAnswerBody({ response, status, method, received, asked: options.content }),
          },
  });
}

/** The headers' arrival is the end of the entry without the time in which the body came. */
function readTimes(entry: JsonObject): { readonly startMs: number; readonly answerMs: number } | null {
  const started = readMember(entry, 'startedDateTime');
  const startMs = typeof started === 'string' ? Date.parse(started) : Number.NaN;
  if (Number.isNaN(startMs)) return null;
  const timings = readMember(entry, 'timings');
  const receiveMs = isJsonObject(timings) ? readDuration(timings, 'receive') : 0;
  return { startMs, answerMs: startMs + Math.max(0, readDuration(entry, 'time') - receiveMs) };
}

/** 0 where none came: Playwright writes -1. Null for what is no status. */
function readStatus(response: JsonObject): number | null {
  const status = readNumber(response, 'status') ?? 0;
  if (status === -1) return 0;
  return Number.isInteger(status) && status >= 0 && status <= 999 ? status : null;
}

/** -1 stands for "does not apply" (HAR 1.2). */
function readDuration(object: JsonObject, key: string): number {
  const value = readNumber(object, key);
  return value !== null && Number.isFinite(value) && value > 0 ? value : 0;
}

/** Tools that build their entries from text write numbers as text; null when absent, not a number for anything else. */
function readNumber(object: JsonObject, key: string): number | null {
  const value = readMember(object, key) ?? null;
  if (value === null || typeof value === 'number') return value;
  return typeof value === 'string' && DECIMAL.test(value) ? Number(value) : Number.NaN;
}

function isPreflight(entry: JsonObject, method: string, sent: readonly HeaderLine[]): boolean {
  if (readString(entry, '_resourceType')?.toLowerCase() === 'preflight') return true;
  return method.toUpperCase() === 'OPTIONS' && findHeader(sent, 'access-control-request-method') !== null;
}

function isInternalRedirect(status: number, response: JsonObject, received: readonly HeaderLine[]): boolean {
  if (status !== 307) return false;
  return (
    readMember(response, 'statusText') === 'Internal Redirect' ||
    findHeader(received, 'non-authoritative-reason') !== null
  );
}

/** WebKit's HARBuilder.js, fetchType. */
const SAFARI_SOURCES: ReadonlyMap<string, RawAnswer['source']> = new Map([
  ['Memory Cache', 'cache'],
  ['Disk Cache', 'cache'],
  ['Service Worker', 'service-worker'],
]);

/** A 304 is the server's word, though its body is the cache's; only an answer without a network trip is the cache's own. */
function readSource(entry: JsonObject, response: JsonObject): RawAnswer['source'] {
  if (
    readMember(response, '_fetchedViaServiceWorker') === true ||
    readMember(entry, '_fetchedViaServiceWorker') === true
  )
    return 'service-worker';
  const told = SAFARI_SOURCES.get(readString(entry, '_fetchType') ?? '');
  if (told !== undefined) return told;
  const cache = readMember(entry, '_fromCache') ?? readMember(response, '_fromCache');
  if ((typeof cache === 'string' && cache !== '') || cache === true) return 'cache';
  if (isUntransferred(entry, response)) return 'cache';
  // Firefox marks an answer from its cache by an empty cache entry (its HarBuilder.js).
  const firefoxCache = readMember(entry, 'cache');
  return isJsonObject(firefoxCache) && readMember(firefoxCache, 'afterRequest') === null ? 'cache' : 'network';
}

/** Playwright marks no answer of a cache or a service worker: none of it came over the network. What a test answers itself did. */
function isUntransferred(entry: JsonObject, response: JsonObject): boolean {
  const isOfPlaywright = readMember(entry, '_monotonicTime') !== undefined;
  return isOfPlaywright && readMember(response, '_transferSize') === 0 && readMember(entry, '_wasFulfilled') !== true;
}

/**
 * Still under way when the file was written: Playwright and HTTP Toolkit leave the time at -1, and name no error; Proxyman
 * leaves the response out.
 */
export function isUnfinished(entry: unknown): boolean {
  if (!isJsonObject(entry)) return false;
  const response = readMember(entry, 'response') ?? null;
  if (!isJsonObject(response)) return response === null;
  return readMember(entry, 'time') === -1 && (readError(entry, response) ?? null) === null;
}

const readError = (entry: JsonObject, response: JsonObject): unknown =>
  readMember(response, '_error') ?? readMember(entry, '_error') ?? readMember(response, '_failureText');

const writeError = (error: unknown): string => (typeof error === 'string' && ERROR.test(error) ? error : 'no answer');
