// webRequest events → raw halves of exchanges. One request id may be several sends: each hop of a redirect is one.

import { MAX_NETWORK_ERROR_CHARS } from '../base/limits';
import type { SendRef } from '../observation/observation';
import type { ResourceType } from '../observation/request';
import type { HeaderLine, RawAnswer, RequestBody } from './exchange';
import { hasNoBody } from './har-body';
import { findHeader } from './har-headers';
import { createInFlight, type InFlight } from './in-flight';
import type { RawSink } from './raw-sink';
import { type BrowserBody, type BrowserHeader, readBrowserBody, readBrowserHeaders } from './web-request-parts';
import { isWireUrl, readOrigin, stripFragment } from './wire-url';

/** What Chrome and Firefox tell in every event; the optional members differ between them. */
export type BrowserRequest = {
  readonly requestId: string;
  readonly url: string;
  readonly method: string;
  readonly type: string;
  readonly tabId: number;
  /** Wall clock of the browser process, milliseconds. */
  readonly timeStamp: number;
  /** Chrome: the origin of the page or worker. */
  readonly initiator?: string | undefined;
  /** Chrome: 'prerender' where the page is rendered before anybody goes there. */
  readonly documentLifecycle?: string | undefined;
  /** Firefox: full URLs of what caused it and of the document. */
  readonly originUrl?: string | undefined;
  readonly documentUrl?: string | undefined;
  /** Firefox. */
  readonly incognito?: boolean | undefined;
  readonly cookieStoreId?: string | undefined;
};

type BrowserAnswer = BrowserRequest & {
  readonly statusCode: number;
  readonly statusLine?: string | undefined;
  readonly fromCache?: boolean | undefined;
  readonly responseHeaders?: readonly BrowserHeader[] | undefined;
};

/** One function per event that is listened to, all synchronous. */
export type WebRequestListeners = {
  readonly takeBeforeRequest: (
    event: BrowserRequest & { readonly requestBody?: BrowserBody | null | undefined },
  ) => void;
  readonly takeSendHeaders: (
    event: BrowserRequest & { readonly requestHeaders?: readonly BrowserHeader[] | undefined },
  ) => void;
  readonly takeBeforeRedirect: (event: BrowserAnswer) => void;
  /**
   * The headers are there, and the page has not seen them yet: what it does about them comes later. The completed body
   * may come after that, or never.
   */
  readonly takeResponseStarted: (event: BrowserAnswer) => void;
  readonly takeErrorOccurred: (event: BrowserRequest & { readonly error: string }) => void;
};

export type WebRequestOptions = {
  readonly sink: RawSink;
  /** The partition of requests that do not name one themselves: 'private' in Chrome's private worker. */
  readonly defaultPartition: string;
};

export function createWebRequestSensor({ sink, defaultPartition }: WebRequestOptions): WebRequestListeners {
  const inFlight = createInFlight();

  return {
    takeBeforeRequest(event) {
      if (isForeign(event)) return;
      inFlight.start(event.requestId, event.timeStamp, readBrowserBody(event.requestBody));
    },

    takeSendHeaders(event) {
      if (isForeign(event)) return;
      const headers = readBrowserHeaders(event.requestHeaders);
      // A preflight is a request of its own and never carries a credential (Fetch standard, CORS-preflight fetch).
      if (isPreflight(event, headers)) return inFlight.forget(event.requestId);
      if (isFetchedBefore(event, headers)) return;
      const flight = inFlight.send(event.requestId, event.timeStamp);
      sink.takeRequest({
        ref: nameHop(event, flight.hop),
        sensor: 'web-request',
        atMs: flight.startMs,
        method: event.method,
        url: stripFragment(event.url),
        resourceType: readResourceType(event.type),
        context: readContext(event),
        clientOrigin: readClientOrigin(event),
        partition: readPartition(event, defaultPartition),
        redirectOf: flight.sentBefore === null ? null : nameHop(event, flight.sentBefore),
        answeredMs: null,
        headers,
        body: completeBody(flight.body, event.method, headers),
      });
    },

    takeBeforeRedirect(event) {
      if (isForeign(event)) return;
      const flight = inFlight.find(event.requestId);
      // A hop whose headers were not sent went over no wire: the browser itself rewrote the URL (HSTS).
      if (flight === null ? !isInternalRedirect(event) : flight.isSent) sink.takeAnswer(readAnswer(event, flight));
      inFlight.redirect(event.requestId);
    },

    takeResponseStarted(event) {
      const flight = inFlight.find(event.requestId);
      inFlight.forget(event.requestId);
      if (isForeign(event)) return;
      // An id that is not known was sent before this worker was started, and its answer is worth having all the same; only
      // a preflight is forgotten on purpose.
      if (flight === null ? event.method !== 'OPTIONS' : flight.isSent) sink.takeAnswer(readAnswer(event, flight));
    },

    takeErrorOccurred(event) {
      const flight = inFlight.find(event.requestId);
      inFlight.forget(event.requestId);
      // What is not known any more has had its answer: only the body broke off.
      if (flight?.isSent !== true) return;
      const { timeStamp: atMs } = event;
      const error = event.error.slice(0, MAX_NETWORK_ERROR_CHARS);
      sink.takeFailure({ kind: 'request-failed', ref: nameHop(event, flight.hop), sensor: 'web-request', atMs, error });
    },
  };
}

function isInternalRedirect({ statusLine, responseHeaders }: BrowserAnswer): boolean {
  if (statusLine?.includes('Internal Redirect') === true) return true;
  return findHeader(readBrowserHeaders(responseHeaders), 'non-authoritative-reason') !== null;
}

/** Requests of extensions, ours among them, and of other schemes say nothing about the pages' tokens. */
function isForeign({ url, initiator, originUrl, documentUrl }: BrowserRequest): boolean {
  if (!isWireUrl(url)) return true;
  return [initiator, originUrl, documentUrl].some(
    (source) => source !== undefined && /^(chrome|moz)-extension:/.test(source),
  );
}

function isPreflight({ method }: BrowserRequest, headers: readonly HeaderLine[]): boolean {
  return method === 'OPTIONS' && findHeader(headers, 'access-control-request-method') !== null;
}

/**
 * Chromium fetches a page that it renders ahead beforehand, and then tells of the page's load as if that went out, too. It
 * lacks what the network adds to each request that does (seen in Chromium 156).
 */
function isFetchedBefore({ type, documentLifecycle }: BrowserRequest, headers: readonly HeaderLine[]): boolean {
  if (type !== 'main_frame' || documentLifecycle !== 'prerender') return false;
  return findHeader(headers, 'accept-encoding') === null;
}

const nameHop = ({ requestId }: BrowserRequest, hop: number): SendRef => `web-request:${requestId}.${hop}`;

const RESOURCE_TYPES: ReadonlyMap<string, ResourceType> = new Map([
  ['main_frame', 'document'],
  ['sub_frame', 'subframe'],
  ['xmlhttprequest', 'fetch'],
  ['websocket', 'websocket'],
  ['ping', 'ping'],
  ['beacon', 'ping'],
]);

const readResourceType = (type: string): ResourceType => RESOURCE_TYPES.get(type) ?? 'other';

/** Workers without a tab are service workers or shared workers; what no page caused is the browser's own. */
function readContext(event: BrowserRequest): string {
  if (event.tabId >= 0) return `tab:${event.tabId}`;
  return readInitiator(event) === null ? 'unknown' : 'service-worker';
}

function readClientOrigin(event: BrowserRequest): string | null {
  return event.type === 'main_frame' ? readOrigin(event.url) : readInitiator(event);
}

const readInitiator = ({ initiator, documentUrl, originUrl }: BrowserRequest): string | null =>
  readOrigin(initiator) ?? readOrigin(documentUrl) ?? readOrigin(originUrl);

/** Of a request or of a tab: Firefox's containers have storage of their own. */
export function readPartition(
  { incognito, cookieStoreId }: Pick<BrowserRequest, 'incognito' | 'cookieStoreId'>,
  fallback: string,
): string {
  if (incognito === true) return 'private';
  return cookieStoreId?.startsWith('firefox-container-') ? cookieStoreId : fallback;
}

/** Chrome shows bodies of POST and PUT only, and none that is a Blob or a stream. */
function completeBody(body: RequestBody | null, method: string, headers: readonly HeaderLine[]): RequestBody {
  const mimeType = findHeader(headers, 'content-type');
  if (body?.kind === 'text') return { ...body, mimeType };
  if (body !== null && body.kind !== 'none') return body;
  const isBodySent = mimeType !== null || Number(findHeader(headers, 'content-length') ?? 0) > 0;
  return isBodySent && method !== 'GET' && method !== 'HEAD' ? { kind: 'unreadable' } : { kind: 'none' };
}

function readAnswer(event: BrowserAnswer, flight: InFlight | null): RawAnswer {
  const headers = readBrowserHeaders(event.responseHeaders);
  const isEmpty = hasNoBody(event.statusCode, event.method) || findHeader(headers, 'content-length') === '0';
  return {
    ref: nameHop(event, flight?.hop ?? 0),
    sensor: 'web-request',
    atMs: event.timeStamp,
    status: event.statusCode,
    url: stripFragment(event.url),
    source: event.fromCache === true ? 'cache' : 'network',
    headers,
    body: { kind: isEmpty ? 'empty' : 'unavailable' },
  };
}
